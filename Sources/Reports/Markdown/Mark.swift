import Literate

/// Something in the Markdown that is ours and not Markdown's, taken out before cmark-gfm reads it.
///
/// In its place is one scalar, which cmark-gfm takes for a letter. So `$P(Z|X)$` splits no table
/// row, no underscore of a formula begins an emphasis, and everything keeps its exact place.
struct Mark: Equatable {
  enum Content: Equatable {
    /// Characters that would mean something else, or none.
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
  /// The text that was there, for when it turns out to be part of code after all.
  var source: String
  /// Where it was.
  var location: SourceLocation
}

/// Mathematics as it stands in the source, expressions not yet put in.
struct MarkedFormula: Equatable {
  var pieces: [Piece]
  var isDisplay: Bool
  /// What follows a displayed formula in braces.
  var attributes: Attributes?

  /// TeX from one line, or one expression, and where it begins.
  struct Piece: Equatable {
    var tex: String
    var location: SourceLocation
    var startsLine: Bool
  }
}

extension Mark {
  /// Plane 15 is private, and expressions have plane 16.
  private static let firstPlaceholder: UInt32 = 0xF_0000
  /// How many marks a chapter can hold.
  static let limit = 0xFFF0

  /// The scalar that stands for the n-th mark of a chapter.
  static func placeholder(_ index: Int) -> Unicode.Scalar {
    Unicode.Scalar(firstPlaceholder + UInt32(index)) ?? "\u{FFFD}"
  }

  /// Which mark a scalar stands for, if it is one.
  static func index(of scalar: Unicode.Scalar) -> Int? {
    (firstPlaceholder..<firstPlaceholder + UInt32(limit)).contains(scalar.value)
      ? Int(scalar.value - firstPlaceholder) : nil
  }
}

/// Markdown whose marks have been taken out, ready for cmark-gfm.
struct MarkedText {
  /// The Markdown.
  var markdown: [UInt8] = []
  /// Where each line of it begins in the source.
  var lines: [SourceLocation] = []
  /// What the placeholders stand for.
  var marks: [Mark] = []
  /// The footnotes that are written where they are called, with the names that they got.
  var inlineNotes: [(name: String, lines: [SourceLine])] = []
  /// The footnotes that are called, in order, and those that are defined, by name.
  var calledFootnotes: [Located<String>] = []
  var definedFootnotes: [String] = []
  /// The footnotes that can be called and are defined elsewhere, by name.
  var notes: [String: Int] = [:]
  /// Whether quotation marks that the author typed are marked.
  var keepsQuotes = false
  /// What was wrong.
  var diagnostics: [Diagnostic] = []

  /// The names of notes that have none begin with a character that no author's name has.
  static let inlineNote = "\u{2063}"

  /// Where a line of the Markdown stands in the source.
  func location(line: Int) -> SourceLocation {
    guard !lines.isEmpty else { return SourceLocation(file: "", line: 1, column: 1) }
    return lines[min(max(line, 1), lines.count) - 1]
  }
}
