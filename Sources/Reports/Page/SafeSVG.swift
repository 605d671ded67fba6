/// An SVG picture as embedded in a page: without scripts, and with missing references reported.
///
/// A browser neither runs a script in an embedded picture nor fetches what it refers to. Scripts
/// are removed anyway, and references that would not be shown are reported.
struct SafeSVG {
  /// The file without its scripts and event handlers.
  private(set) var bytes: [UInt8]
  /// The first file or address that it refers to and that a page would not show.
  private(set) var missing: String?

  init(_ bytes: [UInt8]) {
    self.bytes = Self.withoutHandlers(Self.withoutScripts(bytes))
    missing = Self.references(in: self.bytes).first {
      !$0.hasPrefix("#") && !$0.hasPrefix("data:")
    }
  }

  private static func withoutScripts(_ bytes: [UInt8]) -> [UInt8] {
    let closing = [UInt8(ascii: "<")] + Array("/script".utf8)
    var result: [UInt8] = []
    var rest = bytes[...]
    while let start = rest.firstRange(of: Array("<script".utf8)) {
      result += rest[..<start.lowerBound]
      rest = rest[start.lowerBound...]
      let tag = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex - 1
      if rest[..<tag].last == UInt8(ascii: "/") {
        rest = rest[(tag + 1)...]
      } else if let end = rest.firstRange(of: closing) {
        rest = rest[end.upperBound...].drop { $0 != UInt8(ascii: ">") }.dropFirst()
      } else {
        rest = []
      }
    }
    return result + rest
  }

  /// Removes attributes such as `onload="…"`.
  private static func withoutHandlers(_ bytes: [UInt8]) -> [UInt8] {
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isInTag = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") { isInTag = true }
      if byte == UInt8(ascii: ">") { isInTag = false }
      if isInTag, quotes.contains(byte) {
        let end = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count - 1
        result += bytes[index...end]
        index = end + 1
      } else if isInTag, " \t\n\r/".utf8.contains(byte),
        let end = endOfHandler(bytes, from: index + 1)
      {
        index = end
      } else {
        result.append(byte)
        index += 1
      }
    }
    return result
  }

  private static func endOfHandler(_ bytes: [UInt8], from start: Int) -> Int? {
    let name = bytes[start...].prefix {
      ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
    }
    guard name.count > 2, name.prefix(2).map({ $0 | 0x20 }) == Array("on".utf8) else { return nil }
    var rest = bytes[name.endIndex...].drop { " \t\n\r".utf8.contains($0) }
    guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
    rest = rest.drop { " \t\n\r".utf8.contains($0) }
    guard let quote = rest.popFirst(), "\"'".utf8.contains(quote),
      let end = rest.firstIndex(of: quote)
    else { return nil }
    return end + 1
  }

  /// The references of its pictures and of copies of other elements.
  private static func references(in bytes: [UInt8]) -> [String] {
    var found: [String] = []
    for element in ["<image", "<use", "<feImage"] {
      var rest = bytes[...]
      while let start = rest.firstRange(of: Array(element.utf8)) {
        rest = rest[start.upperBound...]
        let tag = rest.prefix { $0 != UInt8(ascii: ">") }
        guard let name = tag.firstRange(of: Array("href=".utf8)) else { continue }
        let value = tag[name.upperBound...]
        guard let quote = value.first, "\"'".utf8.contains(quote) else { continue }
        found.append(
          String(decoding: value.dropFirst().prefix { $0 != quote }.prefix(200), as: UTF8.self))
      }
    }
    return found
  }
}
