import Literate
import NotebookOutputs
import NotebookRunner
import Storage

/// A report whose chapters have run.
struct ReportRun: Sendable {
  var report: Report
  /// The outputs of each chapter; nil for a Markdown chapter and for one that did not compile.
  var outputs: [ChapterOutputs?]
  /// The files that the chapters include or read.
  var files: [String] = []
  /// The problems in the chapters.
  var diagnostics: [Diagnostic] = []
  /// The digests of the environment variables that chapters depend on, by name.
  var environment: [String: String] = [:]
  /// Whether a chapter ran, so that the cache may have grown.
  var hasRun = false
  /// Whether its date is that of today.
  var readsClock = false
  /// The system errors that prevented chapters from running.
  var failures: [any Error] = []
  /// The versions of the files from which the report is made.
  let log: FileLog

  /// The versions of the libraries that drew its figures, sorted by name; empty without figures.
  var libraries: [(name: String, value: String)] {
    outputs.compactMap(\.self).filter(\.hasFigures).flatMap(\.libraries)
      .reduce(into: [String: String]()) { $0[$1.key] = $1.value }
      .sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
  }
}

extension ReportRun {
  /// Combines the results of a report's chapters.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - results: The runner's result for each chapter.
  ///   - allowsErrors: Whether a chapter that stopped early is shown up to its error.
  ///   - log: The log of the files from which the report was read.
  init(
    _ report: Report, _ results: [Result<ChapterRun, any Error>?], allowsErrors: Bool, log: FileLog
  ) {
    self.init(
      report: report, outputs: Array(repeating: nil, count: results.count),
      files: report.chapters.flatMap(\.included), log: log)
    for (index, result) in results.enumerated() {
      switch result {
      case nil: break
      case .success(let run):
        add(run, of: report.chapters[index], at: index, allowsErrors: allowsErrors)
      case .failure(let found as Diagnostics): diagnostics += found.list
      case .failure(let error): failures.append(error)
      }
    }
  }

  private mutating func add(
    _ run: ChapterRun, of chapter: Chapter, at index: Int, allowsErrors: Bool
  ) {
    var outputs = run.outputs
    diagnostics += run.warnings
    outputs.add(run.warnings, in: chapter)
    files += run.files
    log.note(run.states)
    environment.merge(run.environment) { $1 }
    if run.reason != .cacheHit { hasRun = true }
    if var failure = run.failure {
      if allowsErrors {
        failure.severity = .warning
        outputs.add(failure, in: chapter)
      }
      diagnostics.append(failure)
    }
    self.outputs[index] = outputs
  }
}

extension ChapterOutputs {
  fileprivate var hasFigures: Bool {
    cells.joined().contains {
      if case .shown(.figure) = $0 { true } else { false }
    }
  }

  /// Adds the compiler's warnings to the outputs of their cells.
  fileprivate mutating func add(_ warnings: [Diagnostic], in chapter: Chapter) {
    for warning in Diagnostics(warnings).list {
      // Notices about figures are for authors, so they are not shown on the page.
      guard case RunningProblem.compiler(let message) = warning.problem else { continue }
      let line = warning.location.line
      guard let cell = chapter.codeCells.first(where: { $0.lines.contains(line) }) else { continue }
      cells[cell.index].append(.warned("line \(line): \(message)\n"))
    }
  }

  /// Adds a failure to the outputs of its cell.
  fileprivate mutating func add(_ failure: Diagnostic, in chapter: Chapter) {
    let codeCells = chapter.codeCells
    let cell =
      codeCells.last { $0.lines.lowerBound <= failure.location.line }?.index
      ?? codeCells.first?.index
    if let cell { cells[cell].append(.failed(failure.message)) }
  }
}
