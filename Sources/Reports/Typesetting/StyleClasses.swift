/// The inline styles of formulas, each written once.
///
/// KaTeX gives every strut and space a `style` of its own, a quarter of its HTML. A page has few
/// different ones, so they become classes, named in the order in which they come.
struct StyleClasses {
  private var names: [[UInt8]: String] = [:]
  private var rules: [String] = []

  /// The rules of the classes so far.
  var sheet: String { rules.joined() }

  /// A formula's HTML with classes in place of its styles.
  ///
  /// Only elements that begin `<span class="…" style="…"` or `<span style="…"` change.
  mutating func shorten(_ html: String) -> String {
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), bytes[position...].starts(with: Self.span) else {
        result.append(bytes[position])
        position += 1
        continue
      }
      var cursor = position + Self.span.count
      let classes = attribute(Self.classStart, of: bytes, at: &cursor)
      guard let style = attribute(Self.styleStart, of: bytes, at: &cursor) else {
        result.append(contentsOf: bytes[position..<cursor])
        position = cursor
        continue
      }
      result += Self.span
      result += Self.classStart
      if let classes, !classes.isEmpty {
        result += classes
        result.append(UInt8(ascii: " "))
      }
      result += name(of: Array(style)).utf8
      result.append(UInt8(ascii: "\""))
      position = cursor
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let span = Array("<span".utf8)
  private static let classStart = Array(" class=\"".utf8)
  private static let styleStart = Array(" style=\"".utf8)

  /// The value of an attribute that begins at a place, which then is behind it.
  private func attribute(
    _ start: [UInt8], of bytes: [UInt8], at position: inout Int
  ) -> ArraySlice<UInt8>? {
    guard bytes[position...].starts(with: start) else { return nil }
    let from = position + start.count
    guard let end = bytes[from...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    position = end + 1
    return bytes[from..<end]
  }

  private mutating func name(of style: [UInt8]) -> String {
    if let name = names[style] { return name }
    let name = "k\(String(names.count, radix: 36))"
    names[style] = name
    rules.append(".\(name){\(String(decoding: style, as: UTF8.self))}")
    return name
  }
}
