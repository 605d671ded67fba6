/// Typesets formulas as nested boxes, based on appendix G of The TeXbook.
///
/// Where TeX uses the math parameters of the font, this code uses the ink of the glyphs.
struct MathTypesetter {
  let metrics: FontMetrics
  /// The whole label, for errors.
  let label: String
  /// The size of the surrounding text, and of `\text`.
  let textSize: Double
  let textFace: FontFace

  /// KaTeX faces look smaller than the text face: their x-height is 0.431 em, not 0.546 em.
  static let scale = 1.16
  private static let xHeight = 0.431
  /// The height of the math axis, on which fractions and operators are centered.
  private static let axis = 0.25
  private static let ruleThickness = 0.045

  /// The size of a formula's letters; scripts are 0.7 and 0.5 times as large.
  private struct Style {
    var size: Double
    var level: Int
    var script: Style {
      let ratio = level == 0 ? 0.72 : level == 1 ? 0.76 : 1
      return Style(size: size * ratio, level: level + 1)
    }
  }

  func typeset(_ node: MathNode) throws -> TextBox {
    var box = try set(node, Style(size: textSize * Self.scale, level: 0))
    box.plainText = node.plainText
    return box
  }
}

extension MathTypesetter {
  private func set(_ node: MathNode, _ style: Style) throws -> TextBox {
    switch node {
    case .symbol(let scalar, let face, _): return try glyph(scalar, face, style.size).box
    case .functionName(let name, _): return try word(name, .mathRegular, style.size)
    case .largeOperator(let scalar, _): return try largeOperator(scalar, style)
    case .row(let nodes): return try row(nodes, style)
    case .scripts(let base, let below, let above):
      return try scripts(base, below: below, above: above, style)
    case .fraction(let over, let under): return try fraction(over, under, style)
    case .root(let radicand, let degree): return try root(radicand, degree: degree, style)
    case .accent(let accent, let base): return try accented(base, with: accent, style)
    case .text(let text): return try word(text, textFace, style.size / Self.scale)
    case .space(let width):
      var box = TextBox()
      box.width = width * style.size
      return box
    case .delimited(let open, let body, let close):
      return try delimited(open, body, close, style)
    }
  }

  private func glyph(
    _ scalar: Unicode.Scalar, _ face: FontFace, _ size: Double
  ) throws -> (box: TextBox, metrics: GlyphMetrics) {
    for candidate in [face, .mathRegular, .mathItalic, .mathBlackboard, .text] {
      guard let m = try metrics.glyph(candidate, scalar) else { continue }
      var box = TextBox()
      box.glyphs = [
        .init(face: candidate, scalar: scalar, size: size, origin: Point(x: 0, y: 0))
      ]
      box.width = m.advance * size
      box.ascent = max(m.top, 0) * size
      box.descent = max(-m.bottom, 0) * size
      return (box, m)
    }
    let box = try word(String(scalar), face, size)
    let metrics = GlyphMetrics(
      advance: box.width / size, left: 0, right: box.width / size, bottom: -box.descent / size,
      top: box.ascent / size)
    return (box, metrics)
  }

  private func word(_ text: String, _ face: FontFace, _ size: Double) throws -> TextBox {
    let faces = [face, .mathRegular, .mathItalic, .mathBlackboard, .text]
    return try metrics.set(
      text,
      TextStyle(faces: faces, size: size, isRightToLeft: TextDirection.isRightToLeft(text)),
      of: label)
  }

  private func row(_ nodes: [MathNode], _ style: Style) throws -> TextBox {
    let classes = spacingClasses(of: nodes)
    var box = TextBox()
    var previous: MathNode.AtomClass?
    for (node, atomClass) in zip(nodes, classes) {
      if let previous, let atomClass {
        let mu = spacing(previous, atomClass, isScript: style.level > 0)
        box.width += mu / 18 * style.size
      }
      box.append(try set(node, style))
      if let atomClass { previous = atomClass }
    }
    return box
  }

  private func scripts(
    _ base: MathNode, below: MathNode?, above: MathNode?, _ style: Style
  ) throws -> TextBox {
    var box = try set(base, style)
    if hasLimits(base) { return try limits(on: box, below: below, above: above, style) }
    let script = style.script
    // Scripts of a single character keep their shifts; taller bases move them outwards.
    let isCharacter = if case .symbol = base { true } else { false }
    let lean = try overhang(of: base, style)
    var up = 0.40 * style.size
    var down = 0.16 * style.size
    if !isCharacter {
      up = max(up, box.ascent - 0.32 * style.size)
      down = max(down, box.descent + 0.05 * style.size)
    }
    let upper = try above.map { try set($0, script) }
    let lower = try below.map { try set($0, script) }
    if let upper, let lower {
      up = max(up, upper.descent + 0.25 * Self.xHeight * style.size)
      let gap = (up - upper.descent) + (down - lower.ascent)
      let wanted = 4 * Self.ruleThickness * style.size
      if gap < wanted { down += wanted - gap }
    } else if upper == nil {
      down = max(down, (lower?.ascent ?? 0) - 0.8 * Self.xHeight * style.size)
    }
    let start = box.width
    if let upper { box.place(upper, x: start + lean, y: -up) }
    if let lower { box.place(lower, x: start, y: down) }
    box.width += 0.05 * style.size
    return box
  }

  private func hasLimits(_ base: MathNode) -> Bool {
    switch base {
    case .largeOperator(_, let limits), .functionName(_, let limits): limits
    default: false
    }
  }

  /// The overhang of a slanted letter's ink beyond its advance, by which superscripts move right.
  private func overhang(of base: MathNode, _ style: Style) throws -> Double {
    switch base {
    case .symbol(let scalar, let face, _):
      let m = try glyph(scalar, face, style.size).metrics
      return max(0, m.right - m.advance + 0.03) * style.size
    case .largeOperator("∫", _), .largeOperator("∮", _): return 0.2 * style.size
    default: return 0
    }
  }

  private func limits(
    on base: TextBox, below: MathNode?, above: MathNode?, _ style: Style
  ) throws -> TextBox {
    let upper = try above.map { try set($0, style.script) } ?? TextBox()
    let lower = try below.map { try set($0, style.script) } ?? TextBox()
    let width = max(base.width, upper.width, lower.width)
    let gap = 0.14 * style.size
    var box = TextBox()
    box.place(base, x: (width - base.width) / 2)
    if above != nil {
      box.place(
        upper, x: (width - upper.width) / 2, y: -(base.ascent + gap + upper.descent))
    }
    if below != nil {
      box.place(lower, x: (width - lower.width) / 2, y: base.descent + gap + lower.ascent)
    }
    box.width = width
    return box
  }

  private func largeOperator(_ scalar: Unicode.Scalar, _ style: Style) throws -> TextBox {
    let (glyphBox, m) = try glyph(scalar, .mathSize1, style.size)
    var box = TextBox()
    // Centered on the math axis.
    let shift = (m.top + m.bottom) / 2 - Self.axis
    box.place(glyphBox, x: 0, y: shift * style.size)
    box.ascent = max(0, m.top - shift) * style.size
    box.descent = max(0, shift - m.bottom) * style.size
    return box
  }

  private func fraction(_ over: MathNode, _ under: MathNode, _ style: Style) throws -> TextBox {
    let top = try set(over, style.script)
    let bottom = try set(under, style.script)
    let width = max(top.width, bottom.width) + 0.12 * style.size
    let thickness = Self.ruleThickness * style.size
    let axis = Self.axis * style.size
    let gap = 0.1 * style.size
    let margin = 0.08 * style.size
    var box = TextBox()
    box.place(
      top, x: margin + (width - top.width) / 2, y: -(axis + thickness / 2 + gap + top.descent))
    box.place(
      bottom, x: margin + (width - bottom.width) / 2,
      y: -axis + thickness / 2 + gap + bottom.ascent)
    box.rules.append(Rect(x: margin, y: -axis - thickness / 2, width: width, height: thickness))
    box.width = width + 2 * margin
    return box
  }

  private func root(
    _ radicand: MathNode, degree: MathNode?, _ style: Style
  ) throws -> TextBox {
    let inner = try set(radicand, style)
    let thickness = Self.ruleThickness * style.size
    let clearance = 0.1 * style.size
    let needed = inner.height + clearance + thickness
    let (sign, m) = try firstGlyph(
      "√", in: [.mathRegular, .mathSize1, .mathSize2, .mathSize3, .mathSize4], style.size,
      tallerThan: needed)
    let top = inner.ascent + clearance + max(0, (m.top - m.bottom) * style.size - needed) / 2
    var box = TextBox()
    var x = 0.0
    if let degree {
      let small = try set(degree, style.script.script)
      box.place(small, x: 0, y: -(top * 0.55))
      x = max(0, small.width - 0.38 * style.size)
    }
    box.place(sign, x: x, y: m.top * style.size - top - thickness)
    let start = x + sign.width
    box.place(inner, x: start)
    box.rules.append(
      Rect(x: start, y: -top - thickness, width: inner.width, height: thickness))
    box.ascent = max(box.ascent, top + 2 * thickness)
    box.width = start + inner.width + 0.05 * style.size
    return box
  }

  private func accented(
    _ base: MathNode, with accent: MathNode.Accent, _ style: Style
  ) throws -> TextBox {
    var box = try set(base, style)
    let thickness = Self.ruleThickness * style.size
    let gap = 0.1 * style.size
    switch accent {
    case .overline:
      box.rules.append(
        Rect(x: 0, y: -box.ascent - gap - thickness, width: box.width, height: thickness))
      box.ascent += gap + 2 * thickness
    case .underline:
      box.rules.append(Rect(x: 0, y: box.descent + gap, width: box.width, height: thickness))
      box.descent += gap + 2 * thickness
    case .glyph(let mark):
      let (markBox, m) = try glyph(mark, .mathRegular, style.size)
      var (center, height) = (box.width / 2, box.ascent)
      if case .symbol(let scalar, let face, _) = base {
        let letter = try glyph(scalar, face, style.size).metrics
        height = letter.top * style.size
        let isSlanted = face == .mathItalic || face == .mathBoldItalic || face == .mathTextItalic
        center =
          ((letter.left + letter.right) / 2 + (isSlanted ? 0.07 * letter.top : 0)) * style.size
      }
      // The glyphs of the marks are designed for letters of x-height.
      let lift = max(0, height - Self.xHeight * style.size)
      let (width, ascent) = (box.width, box.ascent)
      box.place(markBox, x: center - (m.left + m.right) / 2 * style.size, y: -lift)
      box.width = width
      box.ascent = max(ascent, m.top * style.size + lift)
    }
    return box
  }

  private func delimited(
    _ open: Unicode.Scalar?, _ body: MathNode, _ close: Unicode.Scalar?, _ style: Style
  ) throws -> TextBox {
    let inner = try set(body, style)
    let axis = Self.axis * style.size
    let reach = 2 * max(inner.ascent - axis, inner.descent + axis) * 0.95
    var box = TextBox()
    func add(_ scalar: Unicode.Scalar?) throws {
      guard let scalar else { return }
      let (sign, m) = try firstGlyph(
        scalar, in: [.mathRegular, .mathSize1, .mathSize2, .mathSize3, .mathSize4], style.size,
        tallerThan: reach)
      box.place(sign, x: box.width, y: ((m.top + m.bottom) / 2) * style.size - axis)
    }
    try add(open)
    box.append(inner)
    try add(close)
    return box
  }

  /// The character from the first face in which it is tall enough, or from the last one that has
  /// it.
  private func firstGlyph(
    _ scalar: Unicode.Scalar, in faces: [FontFace], _ size: Double, tallerThan height: Double
  ) throws -> (box: TextBox, metrics: GlyphMetrics) {
    var best: (box: TextBox, metrics: GlyphMetrics)?
    for face in faces where try metrics.glyph(face, scalar) != nil {
      let candidate = try glyph(scalar, face, size)
      best = candidate
      if (candidate.metrics.top - candidate.metrics.bottom) * size >= height { break }
    }
    guard let best else { throw LabelError(label: label, problem: .missingGlyph(scalar)) }
    return best
  }
}

/// The classes of a row; binary operators without operands become ordinary symbols, such as the
/// minus in −x.
private func spacingClasses(of nodes: [MathNode]) -> [MathNode.AtomClass?] {
  var classes = nodes.map(\.atomClass)
  var previous: MathNode.AtomClass?
  for index in classes.indices {
    guard let current = classes[index] else { continue }
    if current == .binary {
      switch previous {
      case nil, .binary, .operator, .relation, .opening, .punctuation: classes[index] = .ordinary
      default: break
      }
      if !classes[(index + 1)...].contains(where: { $0 != nil }) { classes[index] = .ordinary }
    }
    previous = classes[index]
  }
  return classes
}

/// The space between adjacent nodes in mu (The TeXbook, page 170); in scripts, only operators have
/// it.
private func spacing(
  _ left: MathNode.AtomClass, _ right: MathNode.AtomClass, isScript: Bool
) -> Double {
  let (thin, medium, thick) = (3.0, isScript ? 0 : 4.0, isScript ? 0 : 5.0)
  return switch (left, right) {
  case (.opening, _), (_, .closing), (_, .punctuation), (.relation, .relation): 0
  case (.punctuation, _): isScript ? 0 : thin
  case (.binary, _), (_, .binary): medium
  case (.relation, _), (_, .relation): thick
  case (.operator, .opening): 0
  case (.operator, _), (_, .operator): thin
  case (.inner, _), (_, .inner): isScript ? 0 : thin
  default: 0
  }
}
