/// The letters of a page's figures, each drawn once.
///
/// A figure's SVG defines the outlines of its letters, and the figures of a page mostly use the same
/// ones. On the page they share them; the files beside it stay whole.
struct SharedGlyphs {
  private var names: [[UInt8]: [UInt8]] = [:]
  /// The outlines, in the order in which they came.
  private(set) var outlines: [(id: String, path: String)] = []

  /// A figure's SVG that uses the shared outlines.
  ///
  /// Only `<path id="…" d="…"/>` directly in a `<defs>` is an outline; everything else stays.
  mutating func share(_ svg: String) -> String {
    let bytes = Array(svg.utf8)
    guard let start = bytes.firstIndex(of: Self.open), let end = bytes.firstIndex(of: Self.close)
    else { return svg }
    var own: [ArraySlice<UInt8>: [UInt8]] = [:]
    var kept: [UInt8] = []
    var position = start + Self.open.count
    while position < end {
      guard let outline = Outline(bytes, at: position) else {
        kept.append(bytes[position])
        position += 1
        continue
      }
      own[outline.id] = name(of: outline.path)
      position = outline.end
    }
    guard !own.isEmpty else { return svg }
    var result = Array(bytes[..<start])
    if kept.contains(where: { $0 > UInt8(ascii: " ") }) { result += Self.open + kept + Self.close }
    position = end + Self.close.count
    while position < bytes.count {
      let byte = bytes[position]
      result.append(byte)
      position += 1
      guard byte == UInt8(ascii: "#") else { continue }
      let id = bytes[position...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ")") }
      result += own[id] ?? Array(id)
      position += id.count
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let open = Array("<defs>".utf8)
  private static let close = Array("</defs>".utf8)

  private mutating func name(of path: ArraySlice<UInt8>) -> [UInt8] {
    let path = Array(path)
    if let name = names[path] { return name }
    let name = "glyph-\(String(names.count, radix: 36))"
    names[path] = Array(name.utf8)
    outlines.append((name, String(decoding: path, as: UTF8.self)))
    return Array(name.utf8)
  }

  /// An outline as a figure defines it.
  private struct Outline {
    var id: ArraySlice<UInt8>
    var path: ArraySlice<UInt8>
    var end: Int

    init?(_ bytes: [UInt8], at start: Int) {
      var position = start
      func value(after text: [UInt8]) -> ArraySlice<UInt8>? {
        guard bytes[position...].starts(with: text) else { return nil }
        let from = position + text.count
        guard let end = bytes[from...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        position = end + 1
        return bytes[from..<end]
      }
      guard let id = value(after: Self.begin), let path = value(after: Self.middle),
        bytes[position...].starts(with: Self.finish)
      else { return nil }
      self.id = id
      self.path = path
      end = position + Self.finish.count
    }

    private static let begin = Array("<path id=\"".utf8)
    private static let middle = Array(" d=\"".utf8)
    private static let finish = Array("/>".utf8)
  }
}

extension [UInt8] {
  /// Where another sequence begins for the first time.
  fileprivate func firstIndex(of other: [UInt8]) -> Int? {
    indices.first { self[$0] == other.first && self[$0...].starts(with: other) }
  }
}
