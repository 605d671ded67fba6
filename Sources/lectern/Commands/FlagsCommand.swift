import ArgumentParser
import NotebookRunner

/// Prints the arguments that build a notebook as a stand-alone program.
struct FlagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags",
    abstract: "Print the swiftc arguments that build a notebook as a stand-alone program.",
    discussion: "swiftc -O notebook.swift $(lectern flags) -o notebook && ./notebook")

  func run() throws {
    let toolchain = try reportingSystemErrors { try Installation().toolchain() }
    print(toolchain.arguments.joined(separator: " "))
  }
}
