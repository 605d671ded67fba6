import ArgumentParser
import FoundationEssentials
import Literate
import Reports

/// Finds what can be found wrong without running anything.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what can be found wrong without compiling or running anything.")

  @Argument(help: "Notebooks, reports and folders of reports.", completion: .file())
  var paths = ["notebooks"]

  func run() throws {
    var outcome = Outcome()
    let place = try Installation()
    // A machine on which nothing can be remembered is asked for every formula anew.
    try? FileManager.default.createDirectory(
      atPath: place.cache, withIntermediateDirectories: true)
    let typesetter = Typesetter(memory: place.formulas)
    for path in try usage({ try reports(at: paths) }) {
      do {
        let report = try Report(reading: path)
        outcome.diagnostics += report.chapters.flatMap(\.warnings) + typesetter.check(report)
      } catch {
        outcome.diagnostics += error.list
      }
    }
    try outcome.report()
  }
}
