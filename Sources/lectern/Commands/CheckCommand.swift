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
        let readable = try ReadableReport(reading: path)
        let found =
          try readable.report.chapters.flatMap(\.warnings)
          + machine { try typesetter.check(readable.report) }
        // Some labels are known only when a chapter can be read, or has run.
        outcome.diagnostics +=
          readable.problems
          + found.filter {
            guard case .danglingReference(let label, _) = $0.problem else { return true }
            return !readable.mayHave(label: label)
          }
      } catch let found as Diagnostics {
        outcome.diagnostics += found.list
      }
    }
    try outcome.report()
  }
}
