import ArgumentParser
import FoundationEssentials
import Literate
import NotebookRunner
import SystemPackage

/// Writes the compilation database that editors need for completion and navigation in notebooks.
struct EditorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "editor",
    abstract: "Write compile_commands.json, for completion and navigation in editors.",
    discussion: """
      The file is read by sourcekit-lsp, which comes with the compiler. Run this command again after \
      adding notebooks. To set up VS Code, Neovim or Emacs, see docs/editors.md.
      """)

  @Argument(help: "Folder of notebooks.", completion: .directory)
  var folder = "notebooks"

  func run() throws {
    let toolchain = try reportingSystemErrors { try Installation().toolchain() }
    let here = FilePath(FileManager.default.currentDirectoryPath)
    let root = here.pushing(FilePath(folder)).lexicallyNormalized().string
    let files = try reportingUsageErrors { try notebooks(below: root) }
    // Each notebook is a separate program, so each is compiled alone, like main.swift. Warnings are off
    // because the compiler would report the last value of every cell as unused; `lectern render` prints
    // the relevant ones.
    let compiler = ["swiftc"] + toolchain.readingArguments + ["-suppress-warnings"]
    let commands = files.map { Command(directory: root, file: $0, arguments: compiler + [$0]) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let path = "\(root)/compile_commands.json"
    try reportingSystemErrors {
      try encoder.encode(commands).write(to: URL(filePath: path), options: .atomic)
    }
    print(FilePath(folder).lexicallyNormalized().appending("compile_commands.json"))
  }

  /// An entry of a compilation database (https://clang.llvm.org/docs/JSONCompilationDatabase.html).
  private struct Command: Encodable {
    var directory: String
    var file: String
    var arguments: [String]
  }

  private func notebooks(below root: String) throws(ReportSearchError) -> [String] {
    try ReportSearch().reports(at: [root]).flatMap { path in
      path.hasSuffix(".swift") || path.hasSuffix(".md")
        ? [path] : Report.chapterFiles(in: path).map { "\(path)/\($0)" }
    }.filter { $0.hasSuffix(".swift") }
  }
}
