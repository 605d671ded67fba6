/// A text file, split into lines.
public struct SourceFile: Equatable, Sendable {
  /// The path, as shown in messages and on the page.
  public let path: String
  /// The text, with `\n` as the line ending regardless of the file's.
  public let text: String
  /// The lines without line endings.
  ///
  /// A final newline does not begin another line.
  public let lines: [Substring]

  /// Creates a file from its text, with any line endings and an optional byte-order mark.
  public init(path: String, text: String) {
    var text = text
    if text.utf8.contains(UInt8(ascii: "\r")) {
      text = String(decoding: unixLineEnds(text.utf8), as: UTF8.self)
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    text.makeContiguousUTF8()
    self.path = path
    self.text = text
    // Bytes, because splitting a text into characters is slow.
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines.map(Substring.init)
  }

  /// A location in this file.
  public func location(line: Int, column: Int) -> SourceLocation {
    SourceLocation(file: path, line: line, column: column)
  }
}

/// Replaces `\r\n` and lone `\r` with `\n`.
private func unixLineEnds(_ bytes: String.UTF8View) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var afterReturn = false
  for byte in bytes {
    if byte == UInt8(ascii: "\r") {
      result.append(UInt8(ascii: "\n"))
    } else if byte != UInt8(ascii: "\n") || !afterReturn {
      result.append(byte)
    }
    afterReturn = byte == UInt8(ascii: "\r")
  }
  return result
}
