/// A tag of a Mustache template, such as `{{name}}` or `{{#section}}`.
struct TemplateTag: Equatable {
  enum Kind: Equatable {
    case variable
    case section
    case inverted
    case end
    case partial
    /// A block that another template may replace.
    case block
  }

  var kind: Kind
  /// The name, without spaces.
  var name: String
  /// The line and column of the tag, from 1.
  ///
  /// Columns are in bytes.
  var line: Int
  var column: Int

  /// The tags of a template, in order, without comments and changes of the delimiters.
  static func tags(of text: String) -> [TemplateTag] {
    var (open, close) = (Array("{{".utf8), Array("}}".utf8))
    var tags: [TemplateTag] = []
    let bytes = Array(text.utf8)
    var position = 0
    var (line, start) = (1, 0)
    while position < bytes.count {
      guard bytes[position...].starts(with: open) else {
        if bytes[position] == UInt8(ascii: "\n") { (line, start) = (line + 1, position + 1) }
        position += 1
        continue
      }
      let content = position + open.count
      var end = content
      while end < bytes.count, !bytes[end...].starts(with: close) { end += 1 }
      let inside = bytes[content..<end].filter { $0 != UInt8(ascii: " ") }
      if inside.first == UInt8(ascii: "="), inside.last == UInt8(ascii: "=") {
        let parts = bytes[content..<end].split { " =".utf8.contains($0) }
        if parts.count == 2 { (open, close) = (Array(parts[0]), Array(parts[1])) }
      } else if let (kind, name) = read(inside) {
        tags.append(
          TemplateTag(kind: kind, name: name, line: line, column: position - start + 1))
      }
      let next = min(end + close.count, bytes.count)
      for index in position..<next where bytes[index] == UInt8(ascii: "\n") {
        (line, start) = (line + 1, index + 1)
      }
      position = next
    }
    return tags
  }

  private static func read(_ inside: [UInt8]) -> (Kind, String)? {
    let name = String(decoding: inside.dropFirst(), as: UTF8.self)
    return switch inside.first {
    case UInt8(ascii: "#"): (.section, name)
    case UInt8(ascii: "^"): (.inverted, name)
    case UInt8(ascii: "/"): (.end, name)
    case UInt8(ascii: ">"), UInt8(ascii: "<"): (.partial, name)
    case UInt8(ascii: "$"): (.block, name)
    case UInt8(ascii: "!"), nil: nil
    case UInt8(ascii: "{"), UInt8(ascii: "&"): (.variable, name)
    default: (.variable, String(decoding: inside, as: UTF8.self))
    }
  }
}
