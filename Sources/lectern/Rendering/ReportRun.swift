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

extension Runner {
  /// Runs the chapters of some reports, several at a time.
  ///
  /// The result does not depend on how many. The longest begin, so that no core is left with one of
  /// them when the others are done. Chapters that differ in the values of their parameters only are
  /// compiled once.
  ///
  /// - Parameters:
  ///   - reports: The reports, each with the log of the files that it was read from.
  ///   - jobs: How many chapters run at the same time.
  ///   - allowsErrors: Whether a chapter that stopped early is shown as far as it came.
  ///   - progress: Is told what happens.
  func run(
    _ reports: [(report: Report, log: FileLog)], jobs: Int, allowsErrors: Bool,
    progress: Progress
  ) async throws -> [ReportRun] {
    let work = reports.enumerated().flatMap { index, read in
      read.report.chapters.enumerated().filter { $1.language == .swift }
        .map { (report: index, chapter: $0, source: $1) }
    }.sorted { $0.source.file.text.utf8.count > $1.source.file.text.utf8.count }
    var results = reports.map { report, log in
      ReportRun(
        report: report, outputs: Array(repeating: nil, count: report.chapters.count),
        files: report.chapters.flatMap(\.included), log: log)
    }
    var builds: [String: ChapterBuild] = [:]
    try await withThrowingTaskGroup(of: Finished.self) { group in
      var waiting = work.enumerated().makeIterator()
      func startNext() {
        guard let (index, place) = waiting.next() else { return }
        // The same file in another report may have other options.
        let program = "\(reports[place.report].report.isSingleFile) \(place.source.file.path)"
        let build = builds[program] ?? build(of: place.source)
        builds[program] = build
        group.addTask {
          do {
            progress.begin(place.source.file.path)
            let run = try await self.run(place.source, build: build)
            progress.end(place.source.file.path, run.reason)
            return Finished(index: index, run: run, problems: [])
          } catch let diagnostics as Diagnostics {
            progress.end(place.source.file.path, nil)
            return Finished(index: index, run: nil, problems: diagnostics.list)
          } catch {
            try Task.checkCancellation()
            progress.end(place.source.file.path, nil)
            return Finished(index: index, run: nil, problems: [], failure: error)
          }
        }
      }
      for _ in 0..<jobs { startNext() }
      for try await finished in group {
        let place = work[finished.index]
        results[place.report].take(
          finished, of: place.source, at: place.chapter, allowsErrors: allowsErrors)
        startNext()
      }
    }
    return results
  }
}

/// A chapter that is done with.
private struct Finished: Sendable {
  /// Which of the chapters that were to run.
  var index: Int
  /// What came of it; `nil` where it did not compile.
  var run: ChapterRun?
  /// Why it did not compile.
  var problems: [Diagnostic]
  /// Why the machine could not run it.
  var failure: (any Error)?
}

extension ReportRun {
  fileprivate mutating func take(
    _ finished: Finished, of chapter: Chapter, at index: Int, allowsErrors: Bool
  ) {
    diagnostics += finished.problems
    if let failure = finished.failure { failures.append(failure) }
    guard var run = finished.run else { return }
    diagnostics += run.warnings
    run.outputs.note(run.warnings, in: chapter)
    files += run.files
    log.note(run.states)
    environment.merge(run.environment) { $1 }
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
      guard case .compiler = warning.problem else { continue }
      let line = warning.location.line
      guard let cell = chapter.codeCells.first(where: { $0.lines.contains(line) }) else { continue }
      cells[cell.index].append(.warned("line \(line): \(warning.problem.message)\n"))
    }
  }

  /// Shows a failure in the cell in which it happened.
  fileprivate mutating func mark(_ failure: Diagnostic, in chapter: Chapter) {
    let codeCells = chapter.codeCells
    let cell =
      codeCells.last { $0.lines.lowerBound <= failure.location.line }?.index
      ?? codeCells.first?.index
    if let cell { cells[cell].append(.failed(failure.problem.message)) }
  }
}
