import FoundationEssentials
@preconcurrency import Glibc
import Literate
import Reports
import Storage
import SystemPackage

/// Renders reports when their files change, and publishes news that open pages read.
///
/// It watches exactly the files from which the reports were rendered.
struct Preview {
  private let paths: [String]
  private let rendering: Rendering
  private var news = PreviewNews()
  /// The paths of the reports, and the states of the folders that were searched.
  private var found: (reports: [String], states: [String: FileState]) = ([], [:])
  /// The last render of each report, by the report's path.
  private var lastRenders: [String: LastRender] = [:]

  private struct LastRender {
    /// The states of the files from which the report was rendered.
    var states: [String: FileState]
    /// The problems, as text.
    var problems = ""
  }

  /// The time between checks for changes.
  private static let interval = Duration.milliseconds(100)

  /// Creates a preview.
  init(of paths: [String], by rendering: Rendering) {
    self.paths = paths
    self.rendering = rendering
  }

  /// Renders changed reports until the task is cancelled.
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
      // Errors are ignored, because notebooks may just be being moved.
      found.reports = (try? search.reports(at: paths)) ?? []
      found.states = search.log.states
      lastRenders = lastRenders.filter { found.reports.contains($0.key) }
    }
    return found.reports.filter { lastRenders[$0].map { !$0.states.areCurrent } ?? true }
  }

  /// Renders reports; stops if their files change meanwhile.
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
      lastRenders[path] = LastRender(states: states)
    }
    var text = DiagnosticText()
    for report in outcome.reports {
      lastRenders[report.source]?.problems += text.text(of: report.diagnostics)
    }
    // Problems that belong to no report, such as those of templates, are shown with the first.
    lastRenders[changed[0]]?.problems += text.text(of: outcome.templateDiagnostics)
    lastRenders[changed[0]]?.problems += failureText(outcome.failures)
    news.problems = lastRenders.sorted { $0.key < $1.key }.map(\.value.problems).joined()
    news.versions.merge(outcome.versions) { $1 }
    news.isRendering = false
    try publishNews()
    printOutcome(outcome, after: .now - begin)
  }

  /// Whether a path is in the output folder, which the preview itself writes.
  private func isInOutput(_ path: String) -> Bool {
    FilePath(path).starts(with: FilePath(rendering.output))
  }

  /// The outcome of rendering the reports; nil if one of their files changed meanwhile.
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

  /// Writes the news file that open pages read.
  private func publishNews() throws {
    try Publisher(output: rendering.output).publish(file: PreviewNews.file, news.script())
  }

  /// Prints problems and the addresses of pages.
  private func printOutcome(_ outcome: Outcome, after time: Duration) {
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
