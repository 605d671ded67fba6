import FoundationEssentials
import Literate
import NotebookRunner
import Parallelism
import Reports
import Storage
import SystemFiles

/// Renders reports, from their paths to the files in the output folder.
struct Rendering: Sendable {
  var runner: Runner
  /// The folder of the page templates.
  var templates: String
  /// The language of reports that name none.
  var language: String?
  /// The folder to write into.
  var output: String
  /// The locations of the program's parts.
  var installation: Installation
  /// The number of chapters that run at the same time.
  var jobs: Int
  /// Whether to write a report even if a chapter failed.
  var allowsErrors = false
  /// Whether to remove published reports whose source no longer exists.
  var prunesLeftOvers = false
  /// Whether content that a page fetches from a server is an error.
  var isStrict = false
  /// The parameters that the command line sets.
  var parameters: [ParameterSweep] = []
  /// Shows which chapters run and why.
  var progress: Progress
  /// Whether pages reload as their notebooks are edited.
  var isPreview = false

  /// Renders reports: reads them, runs their chapters, builds the documents and writes the pages.
  ///
  /// A report with an error is not written; the others are.
  ///
  /// - Parameters:
  ///   - paths: The paths of the reports, each with the log for the files from which it is made.
  ///   - log: The log for all other files.
  /// - Throws: A system error; `ParameterError` for a parameter that no notebook declares, or an invalid
  ///   value.
  func render(_ paths: [(path: String, log: FileLog)], log: FileLog) async throws -> Outcome {
    var outcome = Outcome(log: log)
    logProgramFiles(in: log)
    // Templates are parsed while notebooks are read.
    async let templates = templates(log)
    let reports = try read(paths, &outcome)
    switch await templates {
    case .failure(let found): outcome.templateDiagnostics = found.list
    case .success(let templates):
      try requireFonts(for: reports)
      var runs = try await run(reports)
      for index in runs.indices { await runs[index].settleDates() }
      let documents = runs.concurrentMap { $0.document(in: templates.languages) }
      let pages = pages(of: reports, with: templates, log)
      for (run, document) in zip(runs, documents) {
        try Task.checkCancellation()
        publish(run, document, on: pages, &outcome)
      }
      publishIndex(on: pages, &outcome)
      if runs.contains(where: \.hasRun) { runner.cache.trim() }
    }
    return outcome
  }

  // MARK: Steps

  /// Logs the versions of the program's files.
  private func logProgramFiles(in log: FileLog) {
    for path in installation.programs {
      log.note(FileIdentity(of: path).map(FileState.file) ?? .absent, at: path)
    }
  }

  private func templates(_ log: FileLog) -> Result<Templates, Diagnostics> {
    do {
      var read = try Templates(folder: templates, log: log)
      if let language {
        if let problem = read.languages.problem(with: language) {
          let place = SourceLocation(file: "\(templates)/languages", line: 1, column: 1)
          return .failure(Diagnostics([Diagnostic(problem, at: place)]))
        }
        read.languages.fallback = language
      }
      return .success(read)
    } catch let found as Diagnostics {
      return .failure(found)
    } catch {
      let location = SourceLocation(file: templates, line: 1, column: 1)
      let problem = PageProblem.template(name: templates, reason: systemErrorMessage(error))
      return .failure(Diagnostics([Diagnostic(problem, at: location)]))
    }
  }

  /// Reads the reports; adds those that cannot be read to the outcome.
  private func read(
    _ paths: [(path: String, log: FileLog)], _ outcome: inout Outcome
  ) throws -> [(report: Report, log: FileLog)] {
    let read = paths.concurrentMap { path, log in
      Result { () throws(Diagnostics) in try Report(reading: path, files: .disk(log)) }
    }
    var readable: [(report: Report, log: FileLog)] = []
    for ((path, log), report) in zip(paths, read) {
      switch report {
      case .success(let report): readable.append((report, log))
      case .failure(let found):
        outcome.reports.append(
          .init(source: path, page: path, diagnostics: found.list, log: log))
      }
    }
    return outcome.reports.isEmpty ? try readable.sweeping(parameters) : readable
  }

  /// Checks that figure fonts exist, so that a missing one is reported once and not for every figure.
  ///
  /// - Throws: `MissingSystemFile`.
  private func requireFonts(for reports: [(report: Report, log: FileLog)]) throws {
    if reports.contains(where: { $0.report.chapters.contains { $0.language == .swift } }) {
      _ = try FigureFont.paths()
    }
  }

  /// Runs the chapters of the reports.
  private func run(_ reports: [(report: Report, log: FileLog)]) async throws -> [ReportRun] {
    let results = try await progress.during {
      try await runner.run(reports.map(\.report), jobs: jobs, notify: progress.note)
    }
    return zip(reports, results).map { read, results in
      ReportRun(read.report, results, allowsErrors: allowsErrors, log: read.log)
    }
  }

  /// Everything that is needed to turn documents into pages.
  private struct Pages {
    var templates: Templates
    var typesetter: PageTypesetter
    var publisher: Publisher
    var order: ReadingOrder
    /// The version of the compiler, to be shown in the report.
    var compiler: [(name: String, value: String)]
  }

  private func pages(
    of reports: [(report: Report, log: FileLog)], with templates: Templates, _ log: FileLog
  ) -> Pages {
    let search = ReportSearch(log: log)
    return Pages(
      templates: templates, typesetter: PageTypesetter(cache: runner.cache),
      publisher: Publisher(output: output, isReport: search.isReport),
      order: ReadingOrder(around: reports.map(\.report), using: search),
      compiler: installation.compilerVersion.map { [("Swift", $0)] } ?? [])
  }

  /// Renders and writes one report, and adds the result to the outcome.
  private func publish(
    _ run: ReportRun, _ document: Document?, on pages: Pages, _ outcome: inout Outcome
  ) {
    let report = run.report
    var result = Outcome.ReportOutcome(
      source: report.path, page: "\(output)/\(report.name)/index.html",
      diagnostics: report.chapters.flatMap(\.warnings) + run.diagnostics, log: run.log)
    outcome.failures += run.failures
    outcome.environment.merge(run.environment) { $1 }
    outcome.hasUncachedChapters =
      outcome.hasUncachedChapters || run.readsClock || report.chapters.contains { !$0.usesCache }
    if let document {
      do {
        let (previous, next) = pages.order.neighbors(of: report)
        var page = try PageRenderer(
          templates: pages.templates, typesetter: pages.typesetter, isStrict: isStrict
        )
        .render(
          document, previous: previous, next: next, inputs: run.files,
          buildInfo: report.parameterValues + pages.compiler + run.libraries)
        if isPreview { outcome.versions[page.name] = page.follow(by: pages.templates) }
        result.diagnostics += page.warnings
        page.source = report.source
        let publication = try pages.publisher.publish(page)
        outcome.log.note(publication)
        result.result = publication.isNew ? .written : .unchanged
      } catch let found as Diagnostics {
        result.diagnostics += found.list
      } catch {
        // Not rethrown, so that the other reports are still rendered.
        outcome.failures.append(error)
      }
    }
    result.diagnostics += run.changedFiles
    outcome.reports.append(result)
  }

  /// Removes left-over reports if requested, and writes the index page.
  private func publishIndex(on pages: Pages, _ outcome: inout Outcome) {
    do {
      if prunesLeftOvers { outcome.cleaning = try pages.publisher.removeLeftOvers() }
      let index = try pages.publisher.publishIndex { cards in
        let index = ReportIndex(templates: pages.templates, typesetter: pages.typesetter)
        let hasDocumentation = ReportIndex.hasDocumentation(in: output, outcome.log)
        var page = try index.render(cards, hasDocumentation: hasDocumentation)
        if isPreview {
          outcome.versions[ReportIndex.name] = ReportIndex.follow(&page, by: pages.templates)
        }
        return page
      }
      index.publication.map(outcome.log.note)
      outcome.leftOvers = index.leftOvers
      outcome.failures += index.failures
    } catch {
      outcome.failures.append(error)
    }
  }
}

extension FileLog {
  /// Logs the published files, so that a page that is changed or removed is written again.
  fileprivate func note(_ publication: Publication) {
    for (path, identity) in publication.files { note(.file(identity), at: path) }
  }
}

extension ReportRun {
  /// The document; nil if a chapter has an error.
  ///
  /// References to output that the chapter did not show would only cause further messages.
  fileprivate func document(in languages: Languages) -> Document? {
    if !failures.isEmpty || diagnostics.contains(where: { $0.severity == .error }) { return nil }
    return Document(report, outputs: outputs, log: log, languages: languages)
  }

  /// A warning for each file that changed during the render, except those that chapters warn about.
  fileprivate var changedFiles: [Diagnostic] {
    log.states.filter { $0.value == .changing }.keys.sorted().compactMap { path in
      if files.contains(path) { return nil }
      let location = SourceLocation(file: report.path, line: 1, column: 1)
      return Diagnostic(RunningProblem.inputChanged(path: path), at: location, severity: .warning)
    }
  }
}

extension Report {
  /// The source of the report, with the values of its parameters if it is part of a sweep.
  fileprivate var source: ReportSource {
    let isVariant = name != reportName(path)
    return ReportSource(
      path: path,
      parameters: isVariant
        ? Dictionary(parameterValues.map { ($0.name, $0.value) }) { first, _ in first } : nil)
  }
}
