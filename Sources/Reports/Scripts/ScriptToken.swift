/// A piece of a script: a word, a sign, a text.
struct ScriptToken: Equatable {
  enum Kind {
    /// A name, a keyword or a number.
    case word
    case sign
    /// A string, a regular expression, or a piece of a template up to and with its `${`.
    case text
  }

  var kind: Kind
  var text: String
  /// Whether a line ended before it.
  var beginsLine: Bool

  /// Whether it is this sign or keyword.
  func `is`(_ text: String) -> Bool { kind != .text && self.text == text }
}

/// Parts a script into tokens; comments and white space are none.
///
/// A regular expression is told from a division by what stands before it.
struct ScriptReader {
  private let bytes: [UInt8]
  private var position = 0
  private var beginsLine = false
  private var tokens: [ScriptToken] = []
  /// The braces that are open; true for those of a template's expression.
  private var braces: [Bool] = []

  /// The tokens of a script.
  static func tokens(of text: String) -> [ScriptToken] {
    var reader = ScriptReader(bytes: Array(text.utf8))
    while reader.position < reader.bytes.count { reader.readToken() }
    return reader.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8 { bytes[position] }
  private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  private mutating func readToken() {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
    case UInt8(ascii: "\n"):
      beginsLine = true
      position += 1
    case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
      while position < bytes.count, byte != UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipComment()
    case UInt8(ascii: "/") where expectsValue: append(.text, to: endOfExpression())
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      append(.text, to: end(after: position + 1) { $0 == bytes[position] })
    case UInt8(ascii: "`"): readTemplate()
    case UInt8(ascii: "}") where braces.last == true:
      braces.removeLast()
      readTemplate()
    case let byte where isWordByte(byte):
      append(.word, to: bytes[position...].firstIndex { !isWordByte($0) } ?? bytes.count)
    default:
      if byte == UInt8(ascii: "{") { braces.append(false) }
      if byte == UInt8(ascii: "}"), !braces.isEmpty { braces.removeLast() }
      append(.sign, to: position + signLength)
    }
  }

  private mutating func append(_ kind: ScriptToken.Kind, to end: Int) {
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    tokens.append(ScriptToken(kind: kind, text: text, beginsLine: beginsLine))
    position = end
    beginsLine = false
  }

  /// The signs of two and three characters that must not be parted.
  private var signLength: Int {
    for sign in ["...", "=>", "?.", "++", "--"]
    where bytes[position...].starts(with: sign.utf8) { return sign.utf8.count }
    return 1
  }

  private mutating func skipComment() {
    position += 2
    while position < bytes.count, byte != UInt8(ascii: "*") || next != UInt8(ascii: "/") {
      if byte == UInt8(ascii: "\n") { beginsLine = true }
      position += 1
    }
    position = min(position + 2, bytes.count)
  }

  /// A piece of a template, from its quote or closing brace to the next brace or quote.
  private mutating func readTemplate() {
    var end = position + 1
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "\\") {
        end += 2
      } else if bytes[end] == UInt8(ascii: "`") {
        return append(.text, to: end + 1)
      } else if bytes[end...].starts(with: "${".utf8) {
        braces.append(true)
        return append(.text, to: end + 2)
      } else {
        end += 1
      }
    }
    append(.text, to: bytes.count)
  }

  private func endOfExpression() -> Int {
    var isClass = false
    return end(after: position + 1) { byte in
      if byte == UInt8(ascii: "[") { isClass = true }
      if byte == UInt8(ascii: "]") { isClass = false }
      return byte == UInt8(ascii: "/") && !isClass
    }
  }

  /// The place behind the first byte without a backslash that closes.
  private func end(after start: Int, closes: (UInt8) -> Bool) -> Int {
    var end = start
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "\\") {
        end += 2
      } else if closes(bytes[end]) {
        return end + 1
      } else {
        end += 1
      }
    }
    return bytes.count
  }

  /// Whether a value can stand here, so that a slash begins a regular expression.
  private var expectsValue: Bool {
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .text: return false
    case .word: return last.text == "return"
    case .sign: return ![")", "]", "}", "++", "--"].contains(last.text)
    }
  }
}

/// Whether a byte can stand in a name or a number.
func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
    true
  default: false
  }
}
