import ArgumentParser
@preconcurrency import Glibc
import Literate

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

  /// Creates an outcome without reports.
  init() {}

  /// Creates the outcome of a rendering that found nothing changed.
  init(unchanged paths: [String]) {
    reports = paths.map { (path: $0, fate: .unchanged) }
  }

  /// Prints the problems to standard error and the reports to standard output.
  ///
  /// - Throws: The exit status, if a report failed.
  func report() throws {
    var text = DiagnosticText()
    fputs(text.text(of: diagnostics), stderr)
    printReports()
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
