import Literate

/// Syntax that is not Markdown, removed before cmark-gfm parses the text.
///
/// It is replaced by a scalar that cmark-gfm treats as a letter. So `$P(Z|X)$` does not split a
/// table row, no underscore in a formula begins emphasis, and all elements keep their exact
/// positions.
struct Marker: Equatable {
  enum Content: Equatable {
    /// Replacement for characters that would have another meaning; may be empty.
    case text(String)
    case `subscript`(String)
    case superscript(String)
    case formula(MarkedFormula)
    case reference(Reference)
    case references([Reference])
    case citation(Citation)
    case attributes(Attributes)
    case divisionOpening(Attributes)
    case divisionClosing
    case cell(Int)
    /// The call of a footnote that is defined elsewhere.
    case footnote(Int)
  }

  var content: Content
  /// The original text, in case it turns out to be part of code.
  var source: String
  /// The location in the source.
  var location: SourceLocation
}

/// A formula as in the source, without the values of its expressions.
struct MarkedFormula: Equatable {
  var pieces: [Piece]
  var isDisplay: Bool
  /// The attributes in braces after a displayed formula.
  var attributes: Attributes?

  /// The TeX of one line, or one expression, and where it begins.
  struct Piece: Equatable {
    var tex: String
    var location: SourceLocation
    var startsLine: Bool
  }
}

extension Marker {
  /// Plane 15 is for private use; expressions use plane 16.
  private static let firstPlaceholder: UInt32 = 0xF_0000
  /// The maximum number of marks in a chapter.
  static let limit = 0xFFF0

  /// The scalar that represents the n-th mark of a chapter.
  static func placeholder(_ index: Int) -> Unicode.Scalar {
    Unicode.Scalar(firstPlaceholder + UInt32(index)) ?? "\u{FFFD}"
  }

  /// The index of the mark that a scalar represents; nil if it is not a placeholder.
  static func index(of scalar: Unicode.Scalar) -> Int? {
    (firstPlaceholder..<firstPlaceholder + UInt32(limit)).contains(scalar.value)
      ? Int(scalar.value - firstPlaceholder) : nil
  }
}

/// Markdown with its marks replaced, ready for cmark-gfm.
struct MarkedText {
  /// The Markdown.
  var markdown: [UInt8] = []
  /// The source location of the beginning of each line.
  var lines: [SourceLocation] = []
  /// The marks of the placeholders, in order.
  var marks: [Marker] = []
  /// The inline footnotes, with their generated names.
  var inlineNotes: [(name: String, lines: [SourceLine])] = []
  /// The footnotes that are called, in order, and those that are defined, by name.
  var calledFootnotes: [Located<String>] = []
  var definedFootnotes: [String] = []
  /// The footnotes that are defined elsewhere and can be called, by name.
  var notes: [String: Int] = [:]
  /// Whether typographic quotation marks typed by the author are marked.
  var keepsQuotes = false
  /// The problems.
  var diagnostics: [Diagnostic] = []

  /// The prefix of the generated names of footnotes, a character that no author's name begins with.
  static let inlineNote = "\u{2063}"

  /// The source location of a line of the Markdown.
  func location(line: Int) -> SourceLocation {
    guard !lines.isEmpty else { return SourceLocation(file: "", line: 1, column: 1) }
    return lines[min(max(line, 1), lines.count) - 1]
  }
}
