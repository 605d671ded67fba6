import Literate
import NotebookOutputs
import NotebookRunner

/// A report whose chapters have run.
struct ReportRun: Sendable {
  var report: Report
  /// What each chapter put out; `nil` for a Markdown chapter and for one that did not compile.
  var outputs: [ChapterOutputs?]
  /// What is wrong with the chapters.
  var diagnostics: [Diagnostic] = []
  /// Whether any chapter ran just now.
  var hasRun = false
}

extension Runner {
  /// Runs the chapters of some reports, several at a time. The result does not depend on how many.
  ///
  /// - Parameters:
  ///   - reports: The reports.
  ///   - jobs: How many chapters run at the same time.
  ///   - allowsErrors: Whether a chapter that stopped early is shown as far as it came.
  func run(
    _ reports: [Report], jobs: Int, allowsErrors: Bool
  ) async throws -> [ReportRun] {
    let work = reports.enumerated().flatMap { index, report in
      report.chapters.enumerated().filter { $1.language == .swift }
        .map { (report: index, chapter: $0, source: $1) }
    }
    var results = reports.map {
      ReportRun(report: $0, outputs: Array(repeating: nil, count: $0.chapters.count))
    }
    try await withThrowingTaskGroup(of: (Int, Result<ChapterRun, Diagnostics>).self) { group in
      var next = 0
      func startNext() {
        guard next < work.count else { return }
        let (index, source) = (next, work[next].source)
        next += 1
        group.addTask {
          do {
            return (index, .success(try await self.run(source)))
          } catch let diagnostics as Diagnostics {
            return (index, .failure(diagnostics))
          }
        }
      }
      for _ in 0..<jobs { startNext() }
      for try await (index, result) in group {
        let place = work[index]
        results[place.report].take(
          result, of: place.source, at: place.chapter, allowsErrors: allowsErrors)
        startNext()
      }
    }
    return results
  }
}

extension ReportRun {
  fileprivate mutating func take(
    _ result: Result<ChapterRun, Diagnostics>, of chapter: Chapter, at index: Int,
    allowsErrors: Bool
  ) {
    switch result {
    case .failure(let found):
      hasRun = true
      diagnostics += found.list
    case .success(var run):
      hasRun = hasRun || !run.wasCached
      diagnostics += run.warnings
      if var failure = run.failure {
        if allowsErrors {
          failure.severity = .warning
          run.outputs.mark(failure, in: chapter)
        }
        diagnostics.append(failure)
      }
      outputs[index] = run.outputs
    }
  }
}

extension ChapterOutputs {
  /// Shows a failure in the cell in which it happened.
  fileprivate mutating func mark(_ failure: Diagnostic, in chapter: Chapter) {
    let codeCells = chapter.codeCells
    let cell =
      codeCells.last { $0.lines.lowerBound <= failure.location.line }?.index
      ?? codeCells.first?.index
    if let cell { cells[cell].append(.failed(failure.problem.message)) }
  }
}
