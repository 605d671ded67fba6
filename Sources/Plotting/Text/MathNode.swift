/// The syntax tree of a formula.
indirect enum MathNode: Equatable, Sendable {
  /// The spacing classes of TeX (The TeXbook, chapter 18).
  enum AtomClass: Equatable, Sendable {
    case ordinary
    case `operator`
    case binary
    case relation
    case opening
    case closing
    case punctuation
    case inner
  }

  /// Marks above or below a base.
  enum Accent: Equatable, Sendable {
    case glyph(Unicode.Scalar)
    case overline
    case underline
  }

  /// One character.
  case symbol(Unicode.Scalar, FontFace, AtomClass)
  /// The upright name of a function; with limits, scripts are below and above it.
  case functionName(String, limits: Bool)
  /// ∑, ∏, ∫ and similar operators.
  case largeOperator(Unicode.Scalar, limits: Bool)
  /// A sequence of nodes.
  case row([MathNode])
  /// A base with a subscript, a superscript or both.
  case scripts(MathNode, below: MathNode?, above: MathNode?)
  /// A fraction.
  case fraction(MathNode, MathNode)
  /// A root; nil as its degree for the square root.
  case root(MathNode, degree: MathNode?)
  /// A base with a mark.
  case accent(Accent, MathNode)
  /// Words in the face of the label text.
  case text(String)
  /// Horizontal space in em.
  case space(Double)
  /// A formula between delimiters that grow with it; nil for a delimiter written as a period.
  case delimited(Unicode.Scalar?, MathNode, Unicode.Scalar?)
}

extension MathNode {
  /// The class that determines the space around a node; nil for spaces.
  var atomClass: AtomClass? {
    switch self {
    case .symbol(_, _, let atomClass): atomClass
    case .functionName, .largeOperator: .operator
    case .row(let nodes): nodes.count == 1 ? nodes[0].atomClass : .ordinary
    case .scripts(let base, _, _), .accent(_, let base): base.atomClass
    case .fraction, .delimited: .inner
    case .root, .text: .ordinary
    case .space: nil
    }
  }

  /// The formula as a reader would say it.
  var plainText: String {
    switch self {
    case .symbol(let scalar, _, _): String(scalar)
    case .functionName(let name, _), .text(let name): name
    case .largeOperator(let scalar, _): String(scalar)
    case .row(let nodes): spoken(nodes)
    case .scripts(let base, let below, let above):
      base.plainText + (below.map { "_" + parenthesized($0) } ?? "")
        + (above.map { "^" + parenthesized($0) } ?? "")
    case .fraction(let over, let under): parenthesized(over) + "/" + parenthesized(under)
    case .root(let radicand, nil): "√" + parenthesized(radicand)
    case .root(let radicand, let degree?):
      parenthesized(degree) + "√" + parenthesized(radicand)
    case .accent(.glyph(let mark), let base): composed(base.plainText + combining(mark))
    case .accent(_, let base): base.plainText
    case .space(let width): width > 0.2 ? " " : ""
    case .delimited(let open, let body, let close):
      (open.map { String($0) } ?? "") + body.plainText + (close.map { String($0) } ?? "")
    }
  }
}

private func parenthesized(_ node: MathNode) -> String {
  let text = node.plainText
  let unsigned = text.first == "−" ? text.dropFirst() : text[...]
  return unsigned.unicodeScalars.count > 1 && unsigned.contains { !$0.isLetter && !$0.isNumber }
    ? "(\(text))" : text
}

/// A row as plain text, with spaces as in the formula.
private func spoken(_ nodes: [MathNode]) -> String {
  var text = ""
  for (index, node) in nodes.enumerated() {
    let piece = node.plainText
    switch node.atomClass {
    case .relation, .binary: text += index == 0 ? piece : " \(piece) "
    case .punctuation: text += piece + " "
    case .operator: text += (text.isEmpty || text.hasSuffix(" ") ? "" : " ") + piece
    default:
      if index > 0, nodes[index - 1].atomClass == .operator, node.atomClass == .ordinary {
        text += " "
      }
      text += piece
    }
  }
  return text
}

/// Composes accented letters into single scalars (Unicode normalization form C), as required in
/// pages.
private func composed(_ text: String) -> String {
  String(text.map { accentedLetters[$0] ?? $0 })
}

/// The accented Latin letters, keyed by character, since equivalent spellings compare equal.
private let accentedLetters: [Character: Character] = {
  let scalars = [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap { Unicode.Scalar($0) }
  return Dictionary(scalars.map { (Character($0), Character($0)) }) { first, _ in first }
}()

private func combining(_ mark: Unicode.Scalar) -> String {
  switch mark {
  case "^": "\u{302}"
  case "~": "\u{303}"
  case "\u{2C9}": "\u{304}"
  case "\u{2D9}": "\u{307}"
  case "\u{A8}": "\u{308}"
  case "\u{20D7}": "\u{20D7}"
  case "\u{2C7}": "\u{30C}"
  default: ""
  }
}
