internal import CTextShaping

/// The visual order of bidirectional text by the Unicode bidirectional algorithm (UAX #9), with
/// levels from FriBidi.
enum BidirectionalText {
  /// The embedding level of each character: even for left to right, odd for right to left.
  static func levels(of scalars: [Unicode.Scalar], isRightToLeft: Bool) -> [Int] {
    // Right-to-left letters begin at U+0590; text without them needs no reordering.
    guard isRightToLeft || scalars.contains(where: { $0.value >= 0x590 }) else {
      return scalars.map { _ in 0 }
    }
    let text = scalars.map(\.value)
    var levels = [Int8](repeating: 0, count: text.count)
    // If memory runs out, the line runs from left to right.
    _ = shim_embedding_levels(text, Int32(text.count), isRightToLeft, &levels)
    return levels.map(Int.init)
  }

  /// Orders the parts of a line from left to right (rule L2): from the highest level down, runs of
  /// at least that level are reversed.
  static func ordered<Part>(_ parts: [Part], level: (Part) -> Int) -> [Part] {
    var result = parts
    guard let highest = parts.map(level).max(), highest > 0 else { return result }
    for limit in (1...highest).reversed() {
      var start = 0
      while start < result.count {
        guard level(result[start]) >= limit else {
          start += 1
          continue
        }
        let end = result[start...].firstIndex { level($0) < limit } ?? result.count
        result[start..<end].reverse()
        start = end
      }
    }
    return result
  }
}
