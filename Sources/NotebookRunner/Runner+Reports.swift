public import Literate

/// The start or end of a chapter's run; a chapter is identified by the path of its file.
public enum RunEvent: Sendable {
  case began(chapter: String)
  /// The run ended, with the reason why the chapter ran or did not run; nil if it failed.
  case ended(chapter: String, RunReason?)
}

extension Runner {
  /// Runs the chapters of some reports, several at a time.
  ///
  /// The results do not depend on the number of jobs. The longest chapters start first, so that none
  /// keeps one core busy after the others are done. Chapters that differ only in the values of their
  /// parameters are compiled once.
  ///
  /// - Parameters:
  ///   - reports: The reports.
  ///   - jobs: The number of chapters that run at the same time.
  ///   - notify: Called at the start and end of each chapter's run.
  /// - Returns: The result of each chapter of each report; nil for a Markdown chapter. The error is
  ///   `Diagnostics` if a chapter does not compile, or another error if the machine fails.
  /// - Throws: `CancellationError`.
  public func run(
    _ reports: [Report], jobs: Int, notify: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> [[Result<ChapterRun, any Error>?]] {
    var results = reports.map { report in
      [Result<ChapterRun, any Error>?](repeating: nil, count: report.chapters.count)
    }
    let work = reports.enumerated().flatMap { index, report in
      report.chapters.enumerated().filter { $1.language == .swift }
        .map { (report: index, chapter: $0, source: $1) }
    }.sorted { $0.source.file.text.utf8.count > $1.source.file.text.utf8.count }
    guard !work.isEmpty else { return results }
    let modules = ModuleDigests(of: toolchain, in: cache)
    var builds: [String: ChapterBuild] = [:]
    try await withThrowingTaskGroup(of: (Int, Result<ChapterRun, any Error>).self) { group in
      var waiting = work.enumerated().makeIterator()
      func startNext() {
        guard let (index, job) = waiting.next() else { return }
        let path = job.source.file.path
        // The same file may have other options as a chapter of another report.
        let program = "\(reports[job.report].isSingleFile) \(path)"
        let build = builds[program] ?? build(of: job.source)
        builds[program] = build
        group.addTask {
          notify(.began(chapter: path))
          do {
            let run = try await self.run(job.source, build: build, modules: modules)
            notify(.ended(chapter: path, run.reason))
            return (index, .success(run))
          } catch {
            try Task.checkCancellation()
            notify(.ended(chapter: path, nil))
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<jobs { startNext() }
      for try await (index, result) in group {
        results[work[index].report][work[index].chapter] = result
        startNext()
      }
    }
    for build in builds.values { await build.discard() }
    return results
  }
}
