import ArgumentParser
@preconcurrency import Glibc
import Literate
import Reports

/// What came of a rendering.
struct Outcome: Sendable {
  /// What happened to one report.
  enum Fate: Sendable {
    case written
    case unchanged
    case failed
  }

  /// The reports in order: where each was written, and what happened.
  var reports: [(path: String, fate: Fate)] = []
  /// The files that the notebooks include, or read through their loaders.
  var inputs: [String] = []
  /// The versions of pages that are previewed, by the pages' names.
  var versions: [String: String] = [:]
  /// All that is wrong, of all reports.
  var diagnostics: [Diagnostic] = []

  /// What the machine did not do for single reports, or for the index page.
  var failures: [any Error] = []
  /// The published reports whose source is gone.
  var leftOvers: [LeftOver] = []
  /// What became of them where they were to be removed.
  var cleaning = Cleaning()

  /// Whether there is nothing to say but where the reports are.
  var isSilent: Bool {
    diagnostics.isEmpty && failures.isEmpty && leftOvers.isEmpty && cleaning.removals.isEmpty
      && cleaning.unknown.isEmpty
  }

  /// Creates an outcome without reports.
  init() {}

  /// Creates the outcome of a rendering that found nothing changed.
  init(unchanged paths: [String]) {
    reports = paths.map { (path: $0, fate: .unchanged) }
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
    printReports()
    if !failures.isEmpty { throw ExitCode.machineFails }
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.notebookIsWrong }
  }

  /// Prints where the reports are.
  func printReports() {
    for report in reports {
      switch report.fate {
      case .written: print(report.path)
      case .unchanged: print("\(report.path) (unchanged)")
      case .failed: break
      }
    }
  }
}

/// What the machine did not do, a line each; what several reports suffer from is said once.
func failureText(_ failures: [any Error]) -> String {
  var said: Set<String> = []
  return failures.map(machineMessage).filter { said.insert($0).inserted }
    .map { "lectern: error: \($0)\n" }.joined()
}
