import ArgumentParser
@preconcurrency import Glibc
import Literate
import Reports
import Storage

/// The outcome of a render.
struct Outcome: Sendable {
  /// What happened to a report.
  enum Result: Sendable {
    case written
    case unchanged
    case failed
  }

  /// The outcome of one report.
  struct ReportOutcome: Sendable {
    /// The path of its source.
    var source: String
    /// The path of its page.
    var page: String
    var result = Result.failed
    /// What is wrong with it.
    var diagnostics: [Diagnostic] = []
    /// The files that it was made from.
    let log: FileLog
  }

  /// The reports in order.
  var reports: [ReportOutcome] = []
  /// The files that belong to no report of their own: templates, programs, neighbors, pages.
  let log: FileLog
  /// The versions of pages that are previewed, by the pages' names.
  var versions: [String: String] = [:]
  /// The digests of the variables of the environment that chapters depend on.
  var environment: [String: String] = [:]
  /// Whether a chapter asks to run at every render.
  var hasUncachedChapters = false
  /// What is wrong with the templates.
  var templateDiagnostics: [Diagnostic] = []
  /// What the machine did not do for single reports, or for the index page.
  var failures: [any Error] = []
  /// The published reports whose source is gone.
  var leftOvers: [LeftOver] = []
  /// Which of them were removed, if that was requested.
  var cleaning = Cleaning()

  /// Creates an outcome without reports.
  init(log: FileLog = FileLog()) { self.log = log }

  /// All that is wrong with the templates and the reports.
  var diagnostics: [Diagnostic] { templateDiagnostics + reports.flatMap(\.diagnostics) }

  /// Whether there is nothing to say but where the reports are.
  var isSilent: Bool {
    diagnostics.isEmpty && failures.isEmpty && leftOvers.isEmpty && cleaning.removals.isEmpty
      && cleaning.unknown.isEmpty
  }

  /// The record of the rendering; nil where the next one must look closer in any case.
  var record: RenderRecord? {
    guard isSilent, !hasUncachedChapters else { return nil }
    let whole = FileLog()
    for log in [log] + reports.map(\.log) { whole.note(log.states) }
    return RenderRecord(
      pages: reports.map(\.page), states: whole.states, environment: environment)
  }

  /// Prints the problems to standard error and the reports to standard output.
  ///
  /// - Parameter output: The output folder.
  /// - Throws: The exit status, if a report failed.
  func report(from output: String? = nil) throws {
    var text = DiagnosticText()
    fputs(text.text(of: diagnostics), stderr)
    let failures = failures + cleaning.failures
    fputs(failureText(failures), stderr)
    fputs(cleaning.text(isDryRun: false), stderr)
    for leftOver in leftOvers {
      fputs("lectern: note: \(leftOver.message(in: output ?? ""))\n", stderr)
    }
    for report in reports where report.result != .failed {
      print(report.page + (report.result == .unchanged ? " (unchanged)" : ""))
    }
    if !failures.isEmpty { throw ExitCode.machineFails }
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.notebookIsWrong }
  }
}

/// The failures of the machine, one per line; one that several reports have in common appears once.
func failureText(_ failures: [any Error]) -> String {
  var said: Set<String> = []
  return failures.map(machineMessage).filter { said.insert($0).inserted }
    .map { "lectern: error: \($0)\n" }.joined()
}
