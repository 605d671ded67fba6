import ArgumentParser
@preconcurrency import Glibc
import Literate
import Reports
import Storage

/// The outcome of a render.
struct Outcome: Sendable {
  /// The result for one report.
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
    /// Its problems.
    var diagnostics: [Diagnostic] = []
    /// The files from which it was made.
    let log: FileLog
  }

  /// The reports in order.
  var reports: [ReportOutcome] = []
  /// The files that belong to no single report: templates, programs, other reports, pages.
  let log: FileLog
  /// The versions of pages in a preview, by the pages' names.
  var versions: [String: String] = [:]
  /// The digests of the environment variables that chapters depend on, by name.
  var environment: [String: String] = [:]
  /// Whether a chapter has the option `cache: false`.
  var hasUncachedChapters = false
  /// The problems in templates.
  var templateDiagnostics: [Diagnostic] = []
  /// The system errors of reports and the index page.
  var failures: [any Error] = []
  /// The published reports whose source no longer exists.
  var leftOvers: [LeftOver] = []
  /// The reports that were removed, if that was requested.
  var cleaning = Cleaning()

  /// Creates an outcome without reports.
  init(log: FileLog = FileLog()) { self.log = log }

  /// All problems in templates and reports.
  var diagnostics: [Diagnostic] { templateDiagnostics + reports.flatMap(\.diagnostics) }

  /// Whether there is nothing to print except the paths of the pages.
  var isSilent: Bool {
    diagnostics.isEmpty && failures.isEmpty && leftOvers.isEmpty && cleaning.removals.isEmpty
      && cleaning.unknown.isEmpty
  }

  /// The record of the render; nil if the next render must check each report in any case.
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
    if !failures.isEmpty { throw ExitCode.systemError }
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.notebookError }
  }
}

/// The messages of system errors, one per line, without duplicates.
func failureText(_ failures: [any Error]) -> String {
  var seen: Set<String> = []
  return failures.map(systemErrorMessage).filter { seen.insert($0).inserted }
    .map { "lectern: error: \($0)\n" }.joined()
}
