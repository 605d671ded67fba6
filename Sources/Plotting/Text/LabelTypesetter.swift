/// Sets labels: text in one face, mathematics in its own, wrapped to a width where one is given.
struct LabelTypesetter {
  let metrics: FontMetrics

  /// Sets a label from its source.
  ///
  /// The box's ascent and descent are at least those of the face's own capitals and descenders, so
  /// that labels of one size share a baseline.
  /// - Throws: ``LabelError`` where the label cannot be set, or what the metrics throw.
  func typeset(
    _ source: String, size: Double, face: FontFace = .text
  ) throws -> TextBox {
    try typeset(Label(source), size: size, face: face)
  }

  func typeset(_ label: Label, size: Double, face: FontFace = .text) throws -> TextBox {
    var box = try strut(size)
    for run in label.runs { box.append(try set(run, of: label, size: size, face: face)) }
    return box
  }

  /// Sets a label on as many lines as its width needs, broken at spaces of its text.
  func typeset(
    _ source: String, size: Double, face: FontFace = .text, maximumWidth: Double
  ) throws -> [TextBox] {
    let label = try Label(source)
    let whole = try typeset(label, size: size, face: face)
    if whole.width <= maximumWidth { return [whole] }
    var lines = [try strut(size)]
    var pendingSpace = 0.0
    let space = try word(" ", of: label, size: size, face: face).width
    for run in label.runs {
      for (piece, endsInSpace) in try pieces(of: run, in: label, size: size, face: face) {
        let last = lines.count - 1
        if lines[last].width > 0, lines[last].width + pendingSpace + piece.width > maximumWidth {
          lines.append(try strut(size))
          pendingSpace = 0
        }
        let current = lines.count - 1
        let isStart = lines[current].width == 0
        if !isStart, pendingSpace > 0 { lines[current].plainText += " " }
        lines[current].append(piece, gap: isStart ? 0 : pendingSpace)
        pendingSpace = endsInSpace ? space : 0
      }
    }
    return lines
  }
}

extension LabelTypesetter {
  /// The lines of a label; none without a label.
  func lines(
    _ source: String?, size: Double, face: FontFace = .text, maximumWidth: Double
  ) throws -> [TextBox] {
    guard let source, !source.isEmpty else { return [] }
    return try typeset(source, size: size, face: face, maximumWidth: maximumWidth)
  }

  /// As much of the beginning of a label as the width has room for, and an ellipsis.
  func shortened(_ source: String, size: Double, width: Double) throws -> TextBox {
    var runs = try Label(source).runs
    while true {
      let box = try typeset(Label(runs: runs + [.text("…")]), size: size)
      guard box.width > width, let last = runs.popLast() else { return box }
      guard case .text(let text) = last, text.count > 1 else { continue }
      // Long texts lose a tenth at a time.
      runs.append(.text(String(text.dropLast(max(1, text.count / 10)))))
    }
  }

  /// An empty box of the height of a line.
  private func strut(_ size: Double) throws -> TextBox {
    var box = TextBox()
    box.ascent = 0.78 * size
    box.descent = 0.26 * size
    return box
  }

  private func set(
    _ run: Label.Run, of label: Label, size: Double, face: FontFace
  ) throws -> TextBox {
    switch run {
    case .text(let text): return try word(text, of: label, size: size, face: face)
    case .mathematics(let node):
      return try MathTypesetter(
        metrics: metrics, label: label.source, textSize: size, textFace: face
      ).typeset(node)
    }
  }

  /// The unbreakable pieces of a run: words, or a whole formula.
  private func pieces(
    of run: Label.Run, in label: Label, size: Double, face: FontFace
  ) throws -> [(box: TextBox, endsInSpace: Bool)] {
    guard case .text(let text) = run else {
      return [(try set(run, of: label, size: size, face: face), false)]
    }
    var result: [(box: TextBox, endsInSpace: Bool)] = []
    if text.first == " " { result.append((TextBox(), true)) }
    let words = text.split(separator: " ")
    for (index, piece) in words.enumerated() {
      let endsInSpace = index < words.count - 1 || text.last == " "
      result.append(
        (try word(String(piece), of: label, size: size, face: face), endsInSpace))
    }
    return result
  }

  private func word(
    _ text: String, of label: Label, size: Double, face: FontFace
  ) throws -> TextBox {
    var box = TextBox()
    for scalar in text.unicodeScalars {
      box.place(try glyph(scalar, of: label, size: size, face: face), x: box.width)
    }
    box.plainText = text
    return box
  }

  private func glyph(
    _ scalar: Unicode.Scalar, of label: Label, size: Double, face: FontFace
  ) throws -> TextBox {
    for candidate in [face, .text, .mathRegular, .mathItalic, .mathBlackboard] {
      guard let m = try metrics.glyph(candidate, scalar) else { continue }
      var box = TextBox()
      box.glyphs = [
        .init(face: candidate, scalar: scalar, size: size, origin: Point(x: 0, y: 0))
      ]
      box.width = m.advance * size
      return box
    }
    throw LabelError(label: label.source, problem: .missingGlyph(scalar))
  }
}
