/// Typesets labels: text and math in their own faces, wrapped to an optional width.
struct LabelTypesetter {
  let metrics: FontMetrics

  /// Typesets a label from its source.
  ///
  /// The ascent and descent of the box are at least those of the face's capitals and descenders, so
  /// that labels of one size share a baseline.
  /// - Throws: ``LabelError`` if the label cannot be typeset, or any error from the metrics.
  func typeset(
    _ source: String, size: Double, face: FontFace = .text
  ) throws -> TextBox {
    try typeset(Label(source), size: size, face: face)
  }

  func typeset(_ label: Label, size: Double, face: FontFace = .text) throws -> TextBox {
    try line(
      label.runs, of: label, size: size, face: face, isRightToLeft: label.isRightToLeft)
  }

  /// Typesets a label on as many lines as its width requires, broken at line breaks in its text,
  /// and if necessary at spaces and between Chinese and Japanese characters.
  func typeset(
    _ source: String, size: Double, face: FontFace = .text, maximumWidth: Double
  ) throws -> [TextBox] {
    let rows = source.split(separator: "\n").map(String.init)
    if rows.count > 1, rows.allSatisfy({ (try? Label($0)) != nil }) {
      return try rows.flatMap {
        try typeset($0, size: size, face: face, maximumWidth: maximumWidth)
      }
    }
    let label = try Label(source)
    let whole = try typeset(label, size: size, face: face)
    if whole.width <= maximumWidth { return [whole] }
    let isRightToLeft = label.isRightToLeft
    func width(_ runs: [Label.Run]) throws -> Double {
      try line(runs, of: label, size: size, face: face, isRightToLeft: isRightToLeft).width
    }
    var lines: [[Label.Run]] = [[]]
    var reached = 0.0
    var isAfterSpace = false
    let space = try width([.text(" ")])
    for piece in label.runs.flatMap(LineBreaking.pieces) {
      let own = try width([piece.run])
      let gap = isAfterSpace && reached > 0 ? space : 0
      if reached > 0, reached + gap + own > maximumWidth {
        lines.append([piece.run])
        reached = own
      } else {
        if gap > 0 { lines[lines.count - 1].append(.text(" ")) }
        lines[lines.count - 1].append(piece.run)
        reached += gap + own
      }
      isAfterSpace = piece.endsInSpace
    }
    return try lines.map {
      try line(
        LineBreaking.joined($0), of: label, size: size, face: face, isRightToLeft: isRightToLeft)
    }
  }
}

extension LabelTypesetter {
  /// The lines of a label; empty if there is none.
  func lines(
    _ source: String?, size: Double, face: FontFace = .text, maximumWidth: Double
  ) throws -> [TextBox] {
    guard let source, !source.isEmpty else { return [] }
    return try typeset(source, size: size, face: face, maximumWidth: maximumWidth)
  }

  /// The start and end of a label that fit in a width, with an ellipsis between them, because names
  /// of many series often differ at the end.
  func shortened(_ source: String, size: Double, width: Double) throws -> TextBox {
    var runs = try Label(source).runs
    if case .text(let text)? = runs.first, runs.count == 1 {
      var kept = text.count
      while kept > 1 {
        // Long texts are shortened by a tenth at a time.
        kept -= max(1, kept / 10)
        let half = (kept + 1) / 2
        let ends = "\(text.prefix(half))…\(text.suffix(kept - half))"
        let box = try typeset(Label(runs: [.text(ends)]), size: size)
        if box.width <= width || kept == 1 { return box }
      }
    }
    // Labels with formulas keep their beginning.
    while true {
      let box = try typeset(Label(runs: runs + [.text("…")]), size: size)
      guard box.width > width, let last = runs.popLast() else { return box }
      guard case .text(let text) = last, text.count > 1 else { continue }
      runs.append(.text(String(text.dropLast(max(1, text.count / 10)))))
    }
  }

  /// An empty box with the height of a line.
  private func strut(_ size: Double) throws -> TextBox {
    var box = TextBox()
    box.ascent = 0.78 * size
    box.descent = 0.26 * size
    return box
  }

  /// Typesets runs side by side, in the direction of the line.
  private func line(
    _ runs: [Label.Run], of label: Label, size: Double, face: FontFace, isRightToLeft: Bool
  ) throws -> TextBox {
    let boxes = try runs.map {
      try set($0, of: label, size: size, face: face, isRightToLeft: isRightToLeft)
    }
    var box = try strut(size)
    for part in isRightToLeft ? boxes.reversed() : boxes { box.append(part) }
    box.plainText = boxes.map(\.plainText).joined()
    return box
  }

  private func set(
    _ run: Label.Run, of label: Label, size: Double, face: FontFace, isRightToLeft: Bool
  ) throws -> TextBox {
    switch run {
    case .text(let text):
      var box = try metrics.set(
        text,
        TextStyle(
          faces: [face, .text, .mathRegular, .mathItalic, .mathBlackboard], size: size,
          isRightToLeft: isRightToLeft), of: label.source)
      // Lines of the same size have equal height, unless marks above or below letters need more
      // space.
      let room = 0.15 * size
      if box.ascent < 0.78 * size + room { box.ascent = 0 }
      if box.descent < 0.26 * size + room { box.descent = 0 }
      return box
    case .mathematics(let node):
      return try MathTypesetter(
        metrics: metrics, label: label.source, textSize: size, textFace: face
      ).typeset(node)
    }
  }
}
