/// A script's text, as short as it can be without knowing what its names mean.
///
/// Comments, indentation and the spaces around punctuation go; a line end stays where a statement may
/// end by it. Strings, templates and regular expressions are copied as they are. A regular expression
/// is told from a division by what stands before it.
struct ScriptText {
  private let bytes: [UInt8]
  private var position = 0
  private var result: [UInt8] = []

  /// The script without what only its authors need.
  static func compact(_ text: String) -> String {
    var script = ScriptText(bytes: Array(text.utf8))
    script.compact()
    return String(decoding: script.result, as: UTF8.self)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func compact() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        skipSpace()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): copyString()
      case UInt8(ascii: "`"): copyTemplate()
      case UInt8(ascii: "/") where isComment: skipSpace()
      case UInt8(ascii: "/") where expectsValue: copyExpression()
      default: copyByte()
      }
    }
  }

  private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  private mutating func copyByte() {
    result.append(bytes[position])
    position += 1
  }

  /// White space and comments: nothing, a space between two words, or a line end where a statement
  /// may end.
  private mutating func skipSpace() {
    var endsLine = false
    while position < bytes.count {
      if Self.spaces.contains(bytes[position]) {
        endsLine = endsLine || bytes[position] == UInt8(ascii: "\n")
        position += 1
      } else if isComment {
        endsLine = skipComment() || endsLine
      } else {
        break
      }
    }
    guard let before = result.last, position < bytes.count else { return }
    let after = bytes[position]
    if endsLine {
      if !Self.opening.contains(before), !Self.continuing.contains(after) {
        result.append(UInt8(ascii: "\n"))
      }
    } else if Self.isWord(before) && Self.isWord(after)
      || before == after && Self.doubling.contains(before)
    {
      result.append(UInt8(ascii: " "))
    }
  }

  private var isComment: Bool {
    bytes[position] == UInt8(ascii: "/") && (next == UInt8(ascii: "/") || next == UInt8(ascii: "*"))
  }

  /// Goes past a comment.
  ///
  /// - Returns: Whether a line ends in it.
  private mutating func skipComment() -> Bool {
    let isLine = next == UInt8(ascii: "/")
    let start = position
    while position < bytes.count {
      if isLine, bytes[position] == UInt8(ascii: "\n") { return false }
      if !isLine, position > start + 2, bytes[position] == UInt8(ascii: "/"),
        bytes[position - 1] == UInt8(ascii: "*")
      {
        position += 1
        break
      }
      position += 1
    }
    return bytes[start..<position].contains(UInt8(ascii: "\n"))
  }

  private mutating func copyString() {
    let quote = bytes[position]
    copyByte()
    while position < bytes.count, bytes[position] != quote { copyEscaped() }
    if position < bytes.count { copyByte() }
  }

  private mutating func copyTemplate() {
    copyByte()
    while position < bytes.count, bytes[position] != UInt8(ascii: "`") {
      if bytes[position] == UInt8(ascii: "$"), next == UInt8(ascii: "{") {
        copyByte()
        copySubstitution()
      } else {
        copyEscaped()
      }
    }
    if position < bytes.count { copyByte() }
  }

  /// The expression in a template, braces included.
  private mutating func copySubstitution() {
    var depth = 0
    repeat {
      switch bytes[position] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "`"):
        copyTemplate()
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        copyString()
        continue
      default: break
      }
      copyByte()
    } while depth > 0 && position < bytes.count
  }

  private mutating func copyExpression() {
    var isClass = false
    copyByte()
    while position < bytes.count, isClass || bytes[position] != UInt8(ascii: "/") {
      if bytes[position] == UInt8(ascii: "[") { isClass = true }
      if bytes[position] == UInt8(ascii: "]") { isClass = false }
      copyEscaped()
    }
    if position < bytes.count { copyByte() }
  }

  /// A byte, with the one behind it where it is a backslash.
  private mutating func copyEscaped() {
    if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { copyByte() }
    copyByte()
  }

  /// Whether a value can stand here, so that a slash begins a regular expression.
  private var expectsValue: Bool {
    guard let last = result.last else { return true }
    return last == UInt8(ascii: "\n") || Self.opening.contains(last)
      || result.suffix(6).elementsEqual("return".utf8)
  }

  private static let spaces = Array(" \n\t\r".utf8)
  /// Behind these no statement ends.
  private static let opening = Array("{([,;:?=&|!~<>*%^+-".utf8)
  /// Before these none begins.
  private static let continuing = Array("})].,;:?=&|".utf8)
  private static let doubling = Array("+-/".utf8)

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}
