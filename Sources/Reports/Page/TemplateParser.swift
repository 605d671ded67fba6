/// Reads the text of a template.
struct TemplateParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The tag that was read last.
  private struct Tag {
    var sigil: UInt8
    var name: String
    /// Where its braces begin and end.
    var range: Range<Int>
  }

  /// Reads nodes up to the end of a section, or of the text.
  mutating func parse(until section: (name: String, start: Int)?) throws(Template.Malformed)
    -> [Template.Node]
  {
    var nodes: [Template.Node] = []
    var start = position
    func flush(to end: Int) {
      if start < end { nodes.append(.text(String(decoding: bytes[start..<end], as: UTF8.self))) }
    }
    while let open = nextTag() {
      position = open
      let tag = try readTag()
      var range = tag.range
      let isBlock = "#^/!>".utf8.contains(tag.sigil)
      if isBlock, let line = lineAround(range) { range = line }
      flush(to: max(range.lowerBound, start))
      position = range.upperBound
      start = position
      switch tag.sigil {
      case UInt8(ascii: "!"): break
      case UInt8(ascii: "#"):
        nodes.append(.section(tag.name, try parse(until: (tag.name, tag.range.lowerBound))))
        start = position
      case UInt8(ascii: "^"):
        nodes.append(.inverted(tag.name, try parse(until: (tag.name, tag.range.lowerBound))))
        start = position
      case UInt8(ascii: "/"):
        guard section?.name == tag.name else {
          throw malformed("nothing called \(tag.name) is open", at: tag.range.lowerBound)
        }
        return nodes
      case UInt8(ascii: ">"):
        nodes.append(.partial(tag.name, line: line(of: tag.range.lowerBound)))
      case UInt8(ascii: "&"), UInt8(ascii: "{"):
        nodes.append(.variable(tag.name, isEscaped: false))
      default: nodes.append(.variable(tag.name, isEscaped: true))
      }
    }
    if let section {
      throw malformed("the section \(section.name) is never closed", at: section.start)
    }
    flush(to: bytes.count)
    position = bytes.count
    return nodes
  }

  /// Where the next two braces are.
  private func nextTag() -> Int? {
    var index = position
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") { return index }
      index += 1
    }
    return nil
  }

  private mutating func readTag() throws(Template.Malformed) -> Tag {
    let start = position
    position += 2
    var sigil: UInt8 = 0
    if position < bytes.count, "#^/!>&{".utf8.contains(bytes[position]) {
      sigil = bytes[position]
      position += 1
    }
    let closing = Array((sigil == UInt8(ascii: "{") ? "}}}" : "}}").utf8)
    let from = position
    while position < bytes.count, !bytes[position...].starts(with: closing) { position += 1 }
    guard position < bytes.count else { throw malformed("the tag is never closed", at: start) }
    let name = String(decoding: bytes[from..<position], as: UTF8.self)
      .split(separator: " ").joined(separator: " ")
    position += closing.count
    if name.isEmpty, sigil != UInt8(ascii: "!") {
      throw malformed("the tag has no name", at: start)
    }
    return Tag(sigil: sigil, name: name, range: start..<position)
  }

  /// The line that a tag is all of, its end included.
  private func lineAround(_ tag: Range<Int>) -> Range<Int>? {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var start = tag.lowerBound
    while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.upperBound
    while end < bytes.count, isSpace(bytes[end]) { end += 1 }
    if end == bytes.count { return start..<end }
    return bytes[end] == UInt8(ascii: "\n") ? start..<end + 1 : nil
  }

  private func line(of position: Int) -> Int {
    bytes[..<position].lazy.filter { $0 == UInt8(ascii: "\n") }.count + 1
  }

  private func malformed(_ reason: String, at position: Int) -> Template.Malformed {
    let start = bytes[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Template.Malformed(
      reason: reason, line: line(of: position), column: position - start + 1)
  }
}
