import FoundationEssentials
@preconcurrency import Glibc
import Literate
import Reports

/// Reports that are rendered whenever their files change, and the news that their pages follow.
struct Preview {
  private let paths: [String]
  private let rendering: Rendering
  private var news = PreviewNews()
  /// What is known of each report, by its path.
  private var known: [String: Known] = [:]

  private struct Known {
    /// The state of its own files, and of the templates, when it was last rendered.
    var state: String
    /// The other files that its chapters include, or read through their loaders, and their state.
    var inputs: [String]
    var inputState: String
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

  private func changedReports() -> [String] {
    // Somebody may be moving the notebooks about; what is not there now may be there soon.
    let found = (try? reports(at: paths, output: rendering.output)) ?? []
    return found.filter { path in
      guard let known = known[path] else { return true }
      return known.state != state(of: path) || known.inputState != stateOfFiles(known.inputs)
    }
  }

  private func state(of report: String) -> String {
    stateOfFiles([folder(ofReport: report), rendering.templates])
  }

  /// Renders reports, unless their files change meanwhile.
  private mutating func render(_ changed: [String]) async throws {
    let before = changed.map { path in
      let inputs = known[path]?.inputs ?? []
      return Known(
        state: state(of: path), inputs: inputs, inputState: stateOfFiles(inputs))
    }
    news.isRendering = true
    try tell()
    let begin = ContinuousClock.now
    guard let outcome = try await outcome(of: changed, in: before) else { return }
    for (path, before) in zip(changed, before) {
      known[path] = before
      // A report that could not be rendered says nothing of what it reads.
      guard outcome.inputs != before.inputs, !outcome.inputs.isEmpty else { continue }
      known[path]?.inputs = outcome.inputs
      known[path]?.inputState = stateOfFiles(outcome.inputs)
    }
    note(outcome.diagnostics, in: changed)
    news.versions.merge(outcome.versions) { $1 }
    news.isRendering = false
    try tell()
    say(outcome, after: .now - begin)
  }

  /// What came of rendering the reports; nil if a file of them was saved before it was done.
  private func outcome(of changed: [String], in before: [Known]) async throws -> Outcome? {
    try await withThrowingTaskGroup(of: Outcome?.self) { group in
      group.addTask { try await rendering.render(changed) }
      group.addTask {
        while zip(changed, before).allSatisfy({ state(of: $0) == $1.state }) {
          try await Task.sleep(for: Self.interval)
        }
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  /// Keeps what is wrong with each report; what lies elsewhere, as a template does, with the first.
  private mutating func note(_ problems: [Diagnostic], in changed: [String]) {
    var text = DiagnosticText()
    let owners = problems.map { problem in
      changed.first { problem.location.file.hasPrefix($0) } ?? changed[0]
    }
    for path in changed {
      known[path]?.problems = text.text(of: zip(owners, problems).filter { $0.0 == path }.map(\.1))
    }
    news.problems = known.sorted { $0.key < $1.key }.map(\.value.problems).joined()
  }

  /// Writes the news for the pages.
  private func tell() throws {
    try Publisher(output: rendering.output).publish(file: PreviewNews.file, news.script())
  }

  /// Says on the terminal what came of it.
  private func say(_ outcome: Outcome, after time: Duration) {
    var text = DiagnosticText()
    fputs(text.text(of: outcome.diagnostics), stderr)
    fputs(failureText(outcome.failures), stderr)
    let milliseconds = Int(time / .milliseconds(1))
    let here = FileManager.default.currentDirectoryPath
    for report in outcome.reports where report.fate != .failed {
      let path = report.path.hasPrefix("/") ? report.path : "\(here)/\(report.path)"
      print("\(URL(filePath: path).absoluteString) (\(milliseconds) ms)")
    }
    fflush(stdout)
  }
}
