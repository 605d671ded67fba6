import Literate
import NotebookOutputs
import NotebookRunner
import Storage

/// A report whose chapters have run.
struct ReportRun: Sendable {
  var report: Report
  /// What each chapter put out; `nil` for a Markdown chapter and for one that did not compile.
  var outputs: [ChapterOutputs?]
  /// The files that the chapters include or read.
  var files: [String] = []
  /// What is wrong with the chapters.
  var diagnostics: [Diagnostic] = []
  /// The digests of the variables of the environment that chapters depend on.
  var environment: [String: String] = [:]
  /// Whether a chapter ran, so that the cache may have grown.
  var hasRun = false
  /// Why the machine could not run some of them.
  var failures: [any Error] = []
  /// The versions of the files that the report was made from.
  let log: FileLog

  /// The versions of the libraries that drew its figures, by name; none where there are no figures.
  var libraries: [(name: String, value: String)] {
    outputs.compactMap(\.self).filter(\.hasFigures).flatMap(\.libraries)
      .reduce(into: [String: String]()) { $0[$1.key] = $1.value }
      .sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
  }
}

extension ReportRun {
  /// Puts the results of a report's chapters together.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - results: What the runner gave for each chapter.
  ///   - allowsErrors: Whether a chapter that stopped early is shown up to its error.
  ///   - log: The log of the files that the report was read from.
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
        take(run, of: report.chapters[index], at: index, allowsErrors: allowsErrors)
      case .failure(let found as Diagnostics): diagnostics += found.list
      case .failure(let error): failures.append(error)
      }
    }
  }

  private mutating func take(
    _ run: ChapterRun, of chapter: Chapter, at index: Int, allowsErrors: Bool
  ) {
    var outputs = run.outputs
    diagnostics += run.warnings
    outputs.note(run.warnings, in: chapter)
    files += run.files
    log.note(run.states)
    environment.merge(run.environment) { $1 }
    if run.reason != .cacheHit { hasRun = true }
    if var failure = run.failure {
      if allowsErrors {
        failure.severity = .warning
        outputs.mark(failure, in: chapter)
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

  /// Shows what the compiler warns of below the cell that it warns of.
  fileprivate mutating func note(_ warnings: [Diagnostic], in chapter: Chapter) {
    for warning in Diagnostics(warnings).list {
      // What a figure leaves out is for its author; readers see the figure and its caption.
      guard case RunningProblem.compiler(let message) = warning.problem else { continue }
      let line = warning.location.line
      guard let cell = chapter.codeCells.first(where: { $0.lines.contains(line) }) else { continue }
      cells[cell.index].append(.warned("line \(line): \(message)\n"))
    }
  }

  /// Shows a failure in the cell in which it happened.
  fileprivate mutating func mark(_ failure: Diagnostic, in chapter: Chapter) {
    let codeCells = chapter.codeCells
    let cell =
      codeCells.last { $0.lines.lowerBound <= failure.location.line }?.index
      ?? codeCells.first?.index
    if let cell { cells[cell].append(.failed(failure.message)) }
  }
}
