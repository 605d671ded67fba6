import FoundationEssentials
import Literate
import NotebookRunner
import Reports
import SystemFiles

/// From the paths of reports to the files in the output folder.
struct Rendering: Sendable {
  var runner: Runner
  /// The folder of the page templates.
  var templates: String
  /// The folder to write into.
  var output: String
  /// The file in which typeset formulas are remembered.
  var typesetting: String
  /// How many chapters run at the same time.
  var jobs: Int
  /// Whether a report is written although a chapter of it failed.
  var allowsErrors = false
  /// What the command line sets parameters to.
  var parameters: [ParameterSweep] = []
  /// The version of the compiler that the modules were built with, where it is known.
  var compiler: String?
  /// Is told which chapters run, and why.
  var progress: Progress
  /// Whether the pages follow the news, to show themselves anew as their notebooks are edited.
  var isPreview = false

  /// Renders reports.
  ///
  /// A report with an error is left as it was; the others are written.
  ///
  /// - Throws: What the machine did not do; `ParameterError` where no notebook has a parameter.
  func render(_ paths: [String]) async throws -> Outcome {
    var outcome = Outcome()
    // The templates are parsed while the notebooks are.
    async let parsedTemplates = templates(in: templates)
    var readable: [Report] = []
    let read = paths.concurrentMap { path in
      Result { () throws(Diagnostics) in try Report(reading: path) }
    }
    for (path, report) in zip(paths, read) {
      switch report {
      case .success(let report): readable.append(report)
      case .failure(let found):
        outcome.diagnostics += found.list
        outcome.reports.append((path: path, fate: .failed))
      }
    }
    if outcome.diagnostics.isEmpty { readable = try readable.sweeping(parameters) }
    let templates: Templates
    switch await parsedTemplates {
    case .success(let parsed): templates = parsed
    case .failure(let found):
      outcome.diagnostics += found.list
      return outcome
    }
    outcome.diagnostics += readable.flatMap { $0.chapters.flatMap(\.warnings) }
    // Said once, before every figure says it.
    if readable.contains(where: { $0.chapters.contains { $0.language == .swift } }) {
      _ = try FigureFont.paths()
    }
    let runnable = readable
    let runs = try await progress.during {
      try await runner.run(runnable, jobs: jobs, allowsErrors: allowsErrors, progress: progress)
    }
    try FileManager.default.createDirectory(
      atPath: runner.cache.folder, withIntermediateDirectories: true)
    let typesetter = Typesetter(memory: typesetting)
    let renderer = PageRenderer(templates: templates, typesetter: typesetter)
    let publisher = Publisher(output: output)
    outcome.inputs = runs.flatMap(\.inputs)
    defer {
      for outputs in runs.flatMap(\.outputs) { outputs.map(runner.cache.discard) }
    }
    let documents = runs.concurrentMap { run in
      // A chapter that stopped early leaves references to what it never showed; saying so as well
      // would bury the one message that matters.
      run.diagnostics.contains { $0.severity == .error }
        ? nil : Document(run.report, outputs: run.outputs)
    }
    let row = publisher.cards().map(\.link).replacing(with: documents.compactMap { $0?.link })
    for (run, document) in zip(runs, documents) {
      try Task.checkCancellation()
      let path = "\(output)/\(run.report.name)/index.html"
      outcome.diagnostics += run.diagnostics
      var fate = Outcome.Fate.failed
      if let document {
        let making =
          run.report.parameterValues + (compiler.map { [("Swift", $0)] } ?? []) + run.libraries
        do {
          let (previous, next) = row.neighbours(of: document.name)
          var page = try renderer.render(
            document, previous: previous, next: next, inputs: run.inputs, making: making)
          if isPreview { outcome.versions[page.name] = page.follow(by: templates) }
          outcome.diagnostics += page.warnings
          fate = try publisher.publish(page) ? .written : .unchanged
        } catch let found as Diagnostics {
          outcome.diagnostics += found.list
        }
      }
      outcome.reports.append((path: path, fate: fate))
    }
    let cards = publisher.cards()
    if !cards.isEmpty {
      let shelf = ShelfPage(templates: templates, typesetter: typesetter)
      var page = try shelf.render(cards)
      if isPreview { outcome.versions[ShelfPage.name] = ShelfPage.follow(&page, by: templates) }
      try publisher.publish(file: "index.html", page)
    }
    return outcome
  }

  private func templates(in folder: String) -> Result<Templates, Diagnostics> {
    do {
      return .success(try Templates(folder: folder))
    } catch let found as Diagnostics {
      return .failure(found)
    } catch {
      let place = SourceLocation(file: folder, line: 1, column: 1)
      let problem = Problem.template(name: folder, reason: "\(error)")
      return .failure(Diagnostics([Diagnostic(problem, at: place)]))
    }
  }
}
