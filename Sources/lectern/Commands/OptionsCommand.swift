import ArgumentParser
import Literate

/// Lists the options of cells, chapters and reports.
struct OptionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "options", abstract: "List the options of cells, chapters and reports.")

  func run() {
    let rows =
      [["option", "where", "value", "default", "description"]]
      + OptionSchema.all.map {
        [
          $0.name, $0.places.map(\.rawValue).joined(separator: " "), $0.kind.allowed,
          $0.defaultValue,
          $0.summary,
        ]
      }
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      let cells = zip(row, widths).map { text, width in
        text + String(repeating: " ", count: width - text.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      print(line)
    }
  }
}
