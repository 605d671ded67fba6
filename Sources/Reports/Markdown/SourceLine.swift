import Literate

/// A line of prose, in bytes.
struct SourceLine {
  /// The line without its line ending.
  var bytes: [UInt8]
  /// The prose that contains the line.
  var prose: Prose
  /// The number of the line in the prose, from 1.
  var number: Int
  /// The column of its first byte, if it is part of a line.
  var start = 0

  /// The lines of a piece of prose.
  static func lines(of prose: Prose) -> [SourceLine] {
    prose.markdown.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated().map { SourceLine(bytes: Array($1), prose: prose, number: $0 + 1) }
  }

  /// The source location of a byte of the line; the first is column 0.
  func location(column: Int) -> SourceLocation {
    prose.location(line: number, column: start + column + 1)
  }

  var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

  /// The width of the indentation; a tab counts as four.
  var indentation: Int {
    var width = 0
    for byte in bytes {
      if byte == UInt8(ascii: " ") {
        width += 1
      } else if byte == UInt8(ascii: "\t") {
        width += 4
      } else {
        break
      }
    }
    return width
  }

  /// The number of bytes of indentation and quote markers at the beginning.
  var prefixLength: Int {
    bytes.firstIndex { byte in
      byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\t") && byte != UInt8(ascii: ">")
    } ?? bytes.count
  }

  /// Whether the line begins a list item.
  var isListItem: Bool {
    let text = bytes[prefixLength...]
    guard let first = text.first else { return false }
    var position = text.startIndex
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
      position += 1
    } else {
      while position < text.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= text[position] {
        position += 1
      }
      guard position > text.startIndex, position < text.endIndex,
        text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ")")
      else { return false }
      position += 1
    }
    return position == text.endIndex || text[position] == UInt8(ascii: " ")
  }

  /// Whether the line begins a footnote: `[^name]: text`.
  var isFootnote: Bool {
    let text = bytes[prefixLength...]
    guard text.starts(with: "[^".utf8), let close = text.firstIndex(of: UInt8(ascii: "]")) else {
      return false
    }
    return close + 1 < text.endIndex && text[close + 1] == UInt8(ascii: ":")
  }

  /// Whether the line is a table row.
  var isTableRow: Bool { bytes[prefixLength...].first == UInt8(ascii: "|") }
}

/// The line that opens a fenced code block.
struct Fence {
  var character: UInt8
  var length: Int
  var prefix: [UInt8]
  var location: SourceLocation

  init?(opening line: SourceLine) {
    var start = line.prefixLength
    if line.isListItem, let space = line.bytes[start...].firstIndex(of: UInt8(ascii: " ")) {
      start = space + 1
    }
    let text = line.bytes[start...]
    guard let first = text.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else {
      return nil
    }
    let run = text.prefix { $0 == first }.count
    guard run >= 3, first != UInt8(ascii: "`") || !text.dropFirst(run).contains(first) else {
      return nil
    }
    character = first
    length = run
    prefix = Array(line.bytes[..<line.prefixLength])
    location = line.location(column: start)
  }

  /// Whether a line closes the block.
  func isClosed(by line: SourceLine) -> Bool {
    let text = line.bytes[line.prefixLength...]
    let run = text.prefix { $0 == character }.count
    return run >= length
      && text.dropFirst(run).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// A line that closes the block.
  var closing: [UInt8] { prefix + Array(repeating: character, count: length) }
}

/// A line of colons that opens or closes a block.
struct DivisionLine {
  enum Meaning {
    case opening(Attributes)
    case closing
    /// Opens a block with a description that cannot be read.
    case unknown(String)
  }

  var meaning: Meaning
  /// The text before the colons.
  var prefix: [UInt8]
  var source: String
  var location: SourceLocation

  init?(_ line: SourceLine) {
    let start = line.prefixLength
    let colons = line.bytes[start...].prefix { $0 == UInt8(ascii: ":") }.count
    guard colons >= 3 else { return nil }
    prefix = Array(line.bytes[..<start])
    source = String(decoding: line.bytes[start...], as: UTF8.self)
    location = line.location(column: start)
    let space = UInt8(ascii: " ")
    var rest = line.bytes[(start + colons)...].drop { $0 == space }
    while let last = rest.last, last == space || last == UInt8(ascii: ":") { rest.removeLast() }
    if rest.isEmpty {
      meaning = .closing
    } else if rest.first == UInt8(ascii: "{"),
      let (attributes, length) = Attributes.read(rest, location: line.location(column:)),
      length == rest.count
    {
      meaning = .opening(attributes)
    } else if rest.allSatisfy(isNameByte) {
      let name = String(decoding: rest, as: UTF8.self)
      meaning = .opening(
        Attributes(classes: [name], location: line.location(column: rest.startIndex)))
    } else {
      meaning = .unknown(String(decoding: rest, as: UTF8.self))
    }
  }
}
