import FoundationEssentials
@preconcurrency import Glibc
import Literate
import Reports
import Storage
import SystemPackage

/// Reports that are rendered whenever their files change, and the news that their pages follow.
///
/// Exactly the files are watched that the reports were made from.
struct Preview {
  private let paths: [String]
  private let rendering: Rendering
  private var news = PreviewNews()
  /// The reports that were found, and the folders that were searched for them.
  private var found: (reports: [String], states: [String: FileState]) = ([], [:])
  /// What is known of each report, by its path.
  private var known: [String: Known] = [:]

  private struct Known {
    /// The files that it was made from.
    var states: [String: FileState]
    /// What was wrong with it, as text.
    var problems = ""
  }

  /// How long a change waits to be seen.
  private static let interval = Duration.milliseconds(100)

  /// Creates a preview.
  init(of paths: [String], by rendering: Rendering) {
    self.paths = paths
    self.rendering = rendering
  }

  /// Renders what changed, until the task is cancelled.
  mutating func run() async throws {
    while true {
      try Task.checkCancellation()
      let changed = changedReports()
      if changed.isEmpty {
        try await Task.sleep(for: Self.interval)
      } else {
        try await render(changed)
      }
    }
  }

  private mutating func changedReports() -> [String] {
    if found.reports.isEmpty || !found.states.areCurrent {
      let search = ReportSearch(output: rendering.output)
      // Somebody may be moving the notebooks about; what is not there now may be there soon.
      found.reports = (try? search.reports(at: paths)) ?? []
      found.states = search.log.states
      known = known.filter { found.reports.contains($0.key) }
    }
    return found.reports.filter { known[$0].map { !$0.states.areCurrent } ?? true }
  }

  /// Renders reports, unless their files change meanwhile.
  private mutating func render(_ changed: [String]) async throws {
    let logs = changed.map { (path: $0, log: FileLog()) }
    let log = FileLog()
    news.isRendering = true
    try publishNews()
    let begin = ContinuousClock.now
    guard let outcome = try await outcome(of: logs, log) else { return }
    for (path, own) in logs {
      var states = log.states.filter { !isInOutput($0.key) }
      states.merge(own.states) { $1 }
      known[path] = Known(states: states)
    }
    var text = DiagnosticText()
    for report in outcome.reports {
      known[report.source]?.problems += text.text(of: report.diagnostics)
    }
    // What belongs to no report, as a template does, is shown with the first.
    known[changed[0]]?.problems += text.text(of: outcome.templateDiagnostics)
    known[changed[0]]?.problems += failureText(outcome.failures)
    news.problems = known.sorted { $0.key < $1.key }.map(\.value.problems).joined()
    news.versions.merge(outcome.versions) { $1 }
    news.isRendering = false
    try publishNews()
    say(outcome, after: .now - begin)
  }

  /// Whether a path is in the output folder, whose files are written by the preview itself.
  private func isInOutput(_ path: String) -> Bool {
    FilePath(path).starts(with: FilePath(rendering.output))
  }

  /// The outcome of rendering the reports; nil if one of their files was saved meanwhile.
  private func outcome(
    of reports: [(path: String, log: FileLog)], _ log: FileLog
  ) async throws -> Outcome? {
    try await withThrowingTaskGroup(of: Outcome?.self) { group in
      group.addTask { try await rendering.render(reports, log: log) }
      group.addTask {
        while reports.allSatisfy({ $0.log.states.areCurrent }) {
          try await Task.sleep(for: Self.interval)
        }
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  /// Writes the news for the pages.
  private func publishNews() throws {
    try Publisher(output: rendering.output).publish(file: PreviewNews.file, news.script())
  }

  /// Prints the outcome on the terminal.
  private func say(_ outcome: Outcome, after time: Duration) {
    var text = DiagnosticText()
    fputs(text.text(of: outcome.diagnostics), stderr)
    fputs(failureText(outcome.failures), stderr)
    let milliseconds = Int(time / .milliseconds(1))
    let here = FilePath(FileManager.default.currentDirectoryPath)
    for report in outcome.reports where report.result != .failed {
      let page = URL(filePath: here.pushing(FilePath(report.page)).string)
      print("\(page.absoluteString) (\(milliseconds) ms)")
    }
    fflush(stdout)
  }
}
