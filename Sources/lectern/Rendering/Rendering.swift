import FoundationEssentials
import Literate
import NotebookRunner
import Parallelism
import Reports
import Storage
import SystemFiles

/// From the paths of reports to the files in the output folder.
struct Rendering: Sendable {
  var runner: Runner
  /// The folder of the page templates.
  var templates: String
  /// The folder to write into.
  var output: String
  /// Where the parts of the program are.
  var installation: Installation
  /// How many chapters run at the same time.
  var jobs: Int
  /// Whether a report is written although a chapter of it failed.
  var allowsErrors = false
  /// Whether published reports are removed whose source is gone.
  var prunesLeftOvers = false
  /// What the command line sets parameters to.
  var parameters: [ParameterSweep] = []
  /// Shows which chapters run, and why.
  var progress: Progress
  /// Whether the pages follow the news, to show themselves again as their notebooks are edited.
  var isPreview = false

  /// Renders reports: reads them, runs their chapters, puts the documents together, writes the pages.
  ///
  /// A report with an error is left as it was; the others are written.
  ///
  /// - Parameters:
  ///   - paths: The paths of the reports, each with the log of the files that it is made from.
  ///   - log: The log of all other files.
  /// - Throws: What the machine did not do; `ParameterError` where no notebook has a parameter.
  func render(_ paths: [(path: String, log: FileLog)], log: FileLog) async throws -> Outcome {
    var outcome = Outcome(log: log)
    notePrograms(in: log)
    // The templates are parsed while the notebooks are.
    async let templates = templates(log)
    let reports = try read(paths, &outcome)
    switch await templates {
    case .failure(let found): outcome.templateDiagnostics = found.list
    case .success(let templates):
      try requireFonts(for: reports)
      let runs = try await run(reports)
      let documents = runs.concurrentMap(\.document)
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

  /// Notes the versions of the program's own files.
  private func notePrograms(in log: FileLog) {
    for path in installation.programs {
      log.note(FileIdentity(of: path).map(FileState.file) ?? .absent, at: path)
    }
  }

  private func templates(_ log: FileLog) -> Result<Templates, Diagnostics> {
    do {
      return .success(try Templates(folder: templates, log: log))
    } catch let found as Diagnostics {
      return .failure(found)
    } catch {
      let place = SourceLocation(file: templates, line: 1, column: 1)
      let problem = PageProblem.template(name: templates, reason: machineMessage(error))
      return .failure(Diagnostics([Diagnostic(problem, at: place)]))
    }
  }

  /// Reads the reports; those that cannot be read are in the outcome.
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

  /// Looks for the fonts of figures, so that a missing one is reported once and not for every figure.
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

  /// What turns documents into pages.
  private struct Pages {
    var templates: Templates
    var typesetter: PageTypesetter
    var publisher: Publisher
    var rows: ReportRows
    /// The version of the compiler, as a report says it.
    var compiler: [(name: String, value: String)]
  }

  private func pages(
    of reports: [(report: Report, log: FileLog)], with templates: Templates, _ log: FileLog
  ) -> Pages {
    let search = ReportSearch(log: log)
    return Pages(
      templates: templates, typesetter: PageTypesetter(cache: runner.cache),
      publisher: Publisher(output: output, isReport: search.isReport),
      rows: ReportRows(around: reports.map(\.report), found: search),
      compiler: installation.compilerVersion.map { [("Swift", $0)] } ?? [])
  }

  /// Renders and writes one report, and notes the outcome.
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
      outcome.hasUncachedChapters || report.chapters.contains { !$0.usesCache }
    if let document {
      do {
        let (previous, next) = pages.rows.neighbors(of: report)
        var page = try PageRenderer(templates: pages.templates, typesetter: pages.typesetter)
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
        // The other reports are still rendered.
        outcome.failures.append(error)
      }
    }
    result.diagnostics += run.changedFiles
    outcome.reports.append(result)
  }

  /// Removes left-over reports where that is asked for, and writes the index page.
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
  /// Notes what was published, so that a page that is changed or removed is written again.
  fileprivate func note(_ publication: Publication) {
    for (path, identity) in publication.files { note(.file(identity), at: path) }
  }
}

extension ReportRun {
  /// The report put together; nil where a chapter stopped early: it leaves references to what it never
  /// showed, and saying so as well would bury the one message that matters.
  fileprivate var document: Document? {
    if !failures.isEmpty || diagnostics.contains(where: { $0.severity == .error }) { return nil }
    return Document(report, outputs: outputs, log: log)
  }

  /// That files changed while the report was made of them, besides those that a chapter says so of.
  fileprivate var changedFiles: [Diagnostic] {
    log.states.filter { $0.value == .changing }.keys.sorted().compactMap { path in
      if files.contains(path) { return nil }
      let place = SourceLocation(file: report.path, line: 1, column: 1)
      return Diagnostic(RunningProblem.inputChanged(path: path), at: place, severity: .warning)
    }
  }
}

extension Report {
  /// What the report is made from; of several reports of one source, with the values that tell them
  /// apart.
  fileprivate var source: ReportSource {
    let isVariant = name != reportName(path)
    return ReportSource(
      path: path,
      parameters: isVariant
        ? Dictionary(parameterValues.map { ($0.name, $0.value) }) { first, _ in first } : nil)
  }
}
