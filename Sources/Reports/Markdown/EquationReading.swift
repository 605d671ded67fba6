import Literate

/// A line of a displayed formula with its own label: `a &= b \label{eq-a}`.
struct EquationRow: Equatable, Sendable {
  var target: Target
}

extension MarkdownReader {
  /// A displayed formula.
  ///
  /// The numbers are assigned here, and KaTeX's own numbering is disabled. A formula has one number
  /// if it has a label, one for each line that has its own label, and otherwise none.
  mutating func equation(_ formula: TeXFormula, _ attributes: Attributes?) -> Equation {
    var equation = Equation(
      formula: formula, target: Target(label: label(attributes, of: .equation)))
    for row in formula.labels {
      let label = Located(row.name, at: formula.location(ofOffset: row.offset))
      guard LabelKind(label: row.name) == .equation else {
        diagnostics.append(
          Diagnostic(.labelPrefix(label: row.name, allowed: ["eq-"]), at: label.location))
        continue
      }
      equation.rows.append(EquationRow(target: Target(label: label)))
    }
    // In a formula of one line, the label of the line is that of the formula.
    if equation.target.label == nil, equation.rows.count == 1, formula.rowCount == 1 {
      equation.target = equation.rows[0].target
      equation.rows = []
      equation.formula.removeLabels()
    }
    if equation.rows.isEmpty {
      if equation.target.label != nil, let tag = equation.formula.removeTag() {
        equation.target.number = tag
      }
      equation.formula.removeNumbering()
    }
    return equation
  }
}

extension TeXFormula {
  /// The labels of the formula's lines, and their offsets in the TeX.
  var labels: [(name: String, offset: Int)] {
    tex.matches(of: #/\\label\{([^{}]*)\}/#).map {
      (String($0.1), tex.utf16.distance(from: tex.startIndex, to: $0.range.lowerBound))
    }
  }

  /// The number of lines, separated by `\\` outside inner environments.
  var rowCount: Int {
    var (depth, count) = (0, 1)
    for match in tex.matches(of: #/\\begin\b|\\end\b|\\\\/#) {
      switch match.0 {
      case "\\begin": depth += 1
      case "\\end": depth -= 1
      default: if depth <= 1 { count += 1 }
      }
    }
    return count
  }

  /// Removes `\label{…}`.
  mutating func removeLabels() { replace(#/\\label\{[^{}]*\}/#) { _ in "" } }

  /// Removes `\tag{…}` or `\tag*{…}`.
  ///
  /// - Returns: The text in its braces; nil if there is no tag.
  mutating func removeTag() -> String? {
    guard let match = tex.firstMatch(of: #/\\tag\*?\{([^{}]*)\}/#) else { return nil }
    replace(#/\\tag\*?\{[^{}]*\}/#) { _ in "" }
    return String(match.1)
  }

  /// Removes KaTeX's own numbering: `align` becomes `align*`.
  mutating func removeNumbering() {
    replace(#/\\(?:begin|end)\{(?:equation|align|gather|alignat)\}/#) { "\($0.dropLast())*}" }
  }

  /// Adds the numbers of the labeled lines, and removes those of the others.
  mutating func number(_ numbers: [String: String]) {
    replace(#/\\label\{[^{}]*\}/#) { label in
      numbers[String(label.dropFirst(7).dropLast())].map { "\\tag{\($0)}" } ?? String(label)
    }
    removeNumbering()
  }

  /// Replaces parts of the TeX.
  ///
  /// The rest keeps its source locations.
  private mutating func replace(
    _ pattern: some RegexComponent<Substring>, by text: (Substring) -> String
  ) {
    for match in tex.matches(of: pattern).reversed() {
      replace(match.range, with: text(match.output))
    }
  }

  /// Replaces a part of the TeX.
  ///
  /// The rest keeps its source locations.
  mutating func replace(_ range: Range<String.Index>, with replacement: String) {
    let start = tex.utf16.distance(from: tex.startIndex, to: range.lowerBound)
    let length = tex[range].utf16.count
    let end = start + length
    let after = Anchor(
      offset: start + replacement.utf16.count, location: location(ofOffset: end),
      isComputed: anchors.last { $0.offset <= end }?.isComputed ?? false)
    tex.replaceSubrange(range, with: replacement)
    let shift = replacement.utf16.count - length
    let later = anchors.filter { $0.offset > end }.map {
      Anchor(offset: $0.offset + shift, location: $0.location, isComputed: $0.isComputed)
    }
    anchors = anchors.filter { $0.offset <= start } + [after] + later
  }
}
