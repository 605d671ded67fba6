import ArgumentParser
import FoundationEssentials

/// Creates a report.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Create a report in notebooks/NAME.")

  @Argument(help: "Name of the report: letters, digits and hyphens.")
  var name: String

  mutating func validate() throws {
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw ValidationError("invalid name “\(name)”; expected letters, digits and hyphens")
    }
  }

  func run() throws {
    let folder = "notebooks/\(name)"
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw failed("\(folder) already exists", .usage)
    }
    let template = Installation().templates + "/new-report"
    try reportingSystemErrors {
      let title = name.prefix(1).uppercased() + name.dropFirst().replacing("-", with: " ")
      var texts: [(String, String)] = []
      for file in ["report.yml", "chapter.swift"] {
        let text = String(
          decoding: try Data(contentsOf: URL(filePath: "\(template)/\(file)")), as: UTF8.self)
        texts.append((file, text.replacing("TITLE", with: title)))
      }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (file, text) in texts {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
      }
    }
    print(
      """
      Created \(folder)/chapter.swift
      To see its page while you edit it, run: lectern preview \(folder)
      """)
  }
}
