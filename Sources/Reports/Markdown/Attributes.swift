import Literate

/// Attributes in braces after a heading, an equation, a picture or `:::`:
/// `{#fig-bound .wide alt="Two curves"}`.
struct Attributes: Equatable, Sendable {
  /// The label, without its `#`.
  var label: Located<String>?
  /// The classes, without their dots.
  var classes: [String] = []
  /// The named values.
  var values: [String: String] = [:]
  /// The location of the opening brace.
  var location: SourceLocation
}

extension Attributes {
  /// Reads attributes, including both braces.
  ///
  /// - Parameters:
  ///   - bytes: Text that begins with `{`.
  ///   - location: The source location of a byte of the text.
  /// - Returns: The attributes and their length in bytes; nil if the text is not attributes.
  static func read(
    _ bytes: ArraySlice<UInt8>, location: (Int) -> SourceLocation
  ) -> (Attributes, length: Int)? {
    let start = bytes.startIndex
    var position = start + 1
    var result = Attributes(location: location(start))
    var isEmpty = true
    func word() -> String {
      let from = position
      while position < bytes.endIndex, isNameByte(bytes[position]) { position += 1 }
      return String(decoding: bytes[from..<position], as: UTF8.self)
    }
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        position += 1
        continue
      case UInt8(ascii: "}"):
        return isEmpty ? nil : (result, position + 1 - start)
      case UInt8(ascii: "#"):
        let place = location(position)
        position += 1
        let name = word()
        guard !name.isEmpty else { return nil }
        result.label = Located(name, at: place)
      case UInt8(ascii: "."):
        position += 1
        let name = word()
        guard !name.isEmpty else { return nil }
        result.classes.append(name)
      case UInt8(ascii: "-"):
        position += 1
        result.classes.append("unnumbered")
      default:
        let name = word()
        guard !name.isEmpty, position < bytes.endIndex, bytes[position] == UInt8(ascii: "=")
        else { return nil }
        position += 1
        guard let value = value(of: bytes, at: &position) else { return nil }
        result.values[name] = value
      }
      isEmpty = false
    }
    return nil
  }

  /// The value after an equals sign, quoted or unquoted.
  private static func value(of bytes: ArraySlice<UInt8>, at position: inout Int) -> String? {
    guard position < bytes.endIndex else { return nil }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let from = position
      while position < bytes.endIndex,
        isNameByte(bytes[position]) || bytes[position] == UInt8(ascii: "%")
      {
        position += 1
      }
      return from == position ? nil : String(decoding: bytes[from..<position], as: UTF8.self)
    }
    let from = position + 1
    guard let end = bytes[from...].firstIndex(of: quote) else { return nil }
    position = end + 1
    return String(decoding: bytes[from..<end], as: UTF8.self)
  }
}

/// Whether a byte may be part of a label, a class or a key.
func isNameByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
    UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/"), 0x80...:
    true
  default: false
  }
}
