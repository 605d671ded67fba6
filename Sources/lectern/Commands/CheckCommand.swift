import ArgumentParser
@preconcurrency import Glibc
import Literate
import Reports

/// Checks notebooks without compiling or running them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check notebooks without compiling or running them.")

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  func run() throws {
    var diagnostics: [Diagnostic] = []
    let typesetter = PageTypesetter(cache: Installation().cache)
    for path in try reportingUsageErrors({ try ReportSearch().reports(at: paths) }) {
      do {
        let readable = try ReadableReport(reading: path)
        let found =
          try readable.report.chapters.flatMap(\.warnings)
          + reportingSystemErrors { try typesetter.check(readable.report) }
        // Some labels are known only after a chapter was read without errors, or has run.
        diagnostics +=
          readable.problems
          + found.filter {
            guard case PageProblem.danglingReference(let label, _) = $0.problem else { return true }
            return !readable.mayHave(label: label)
          }
      } catch let found as Diagnostics {
        diagnostics += found.list
      }
    }
    var text = DiagnosticText()
    fputs(text.text(of: diagnostics), stderr)
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.notebookError }
  }
}
