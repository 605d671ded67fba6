internal import FoundationEssentials
internal import NotebookOutputs
internal import Plotting

/// A figure or a sequence of figures, drawn in all formats.
struct FigureFiles {
  var size: Size
  /// The alternative text for readers who cannot see the figure.
  var description: String
  /// Notices for the author, in the order of the marks.
  var notices: [Notice]
  /// The names of the steps of a sequence; empty for a single figure.
  var steps: [String] = []
  var files: [(format: String, bytes: [UInt8])]

  /// Writes the files as `<path>.<format>`.
  func write(to path: String) throws {
    for (format, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(path).\(format)")) }
  }

  /// The output that refers to the files.
  func output(stem: String) -> FigureOutput {
    FigureOutput(
      stem: stem, width: size.width, height: size.height, description: description,
      formats: files.map(\.format), steps: steps)
  }
}

/// The prefix of a figure's ids: `figure-svg-`, the chapter, the cell, and the figure's number in the
/// cell, so that no two figures of a page share an id.
///
/// In the chapter's name, each byte other than an ASCII letter, digit or hyphen is written as `_` and
/// two hexadecimal digits, so that different names stay different.
func figureIDPrefix(chapter: String, cell: Int, figure: Int) -> String {
  let name = chapter.utf8.map { byte -> String in
    let scalar = Unicode.Scalar(byte)
    let isKept = scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
    if isKept || scalar == "-" { return String(scalar) }
    return "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
  return "figure-svg-\(name.joined())-\(cell)-\(figure)"
}
