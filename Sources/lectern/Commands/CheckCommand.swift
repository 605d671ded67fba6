import ArgumentParser
import Literate

/// Finds what can be found wrong without running anything.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what can be found wrong without compiling or running anything.")

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  func run() throws {
    var outcome = Outcome()
    for path in try usage({ try reports(at: paths) }) {
      do {
        let report = try Report(reading: path)
        outcome.diagnostics += report.chapters.flatMap(\.warnings)
      } catch {
        outcome.diagnostics += error.list
      }
    }
    try outcome.report()
  }
}
