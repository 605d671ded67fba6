import Literate

/// A piece of a chapter, such as a paragraph or a table.
indirect enum Block: Equatable, Sendable {
  case paragraph([Inline])
  case heading(Heading)
  case equation(Equation)
  case code(CodeBlock)
  case quote([Block])
  case definitions([Definition])
  case list(List)
  case table(MarkdownTable)
  /// HTML written by the author.
  case html(AuthorHTML)
  case rule
  case picture(PictureFigure)
  case division(Division)
  case cell(CellBlock)
}

/// The target of a reference: a label and a number.
struct Target: Equatable, Sendable {
  /// The label, if the author gave one.
  var label: Located<String>?
  /// The number as shown, such as `2.3`; empty if it is not numbered.
  var number = ""
}

/// A heading of a section.
struct Heading: Equatable, Sendable {
  /// The level in the author's Markdown, 1 to 6.
  var level: Int
  /// The nesting depth of the section in its chapter, from 1.
  var depth = 1
  /// The index among the headings of the document, from 0; nil for a heading that a cell output.
  var index: Int?
  var content: [Inline]
  var target = Target()
  var isNumbered = true
  /// Whether it begins an appendix.
  var isAppendix = false
}

/// A displayed formula.
struct Equation: Equatable, Sendable {
  var formula: TeXFormula
  var target = Target()
  /// The lines that have their own labels, in order.
  var rows: [EquationRow] = []
}

/// Code in prose.
struct CodeBlock: Equatable, Sendable {
  /// The language after the fence, in lower case; empty if there is none.
  var language: String
  var text: String
  var location: SourceLocation
}

/// A list.
struct List: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    /// Whether the box is checked, in a task list; nil for other items.
    var isChecked: Bool?
    var blocks: [Block]
  }

  /// The first number of an ordered list.
  var start: Int?
  /// Whether there is no space between the items.
  var isTight: Bool
  var items: [Item]
}

/// A term and its meanings, each a paragraph.
struct Definition: Equatable, Sendable {
  var term: [Inline]
  var meanings: [[Inline]]
}

/// A table in the author's Markdown.
struct MarkdownTable: Equatable, Sendable {
  var alignments: [MarkdownNode.Alignment]
  var header: [[Inline]]
  var rows: [[[Inline]]]
  var caption: [Inline] = []
  var target = Target()
}

/// A picture in a paragraph of its own.
struct PictureFigure: Equatable, Sendable {
  var picture: Picture
  /// The alternative text.
  var alt: String
  var target = Target()
}

/// Blocks between `:::` lines.
struct Division: Equatable, Sendable {
  var kind: DivisionKind
  var title: [Inline] = []
  var blocks: [Block]
  var target = Target()
  /// Whether it is initially collapsed; nil if it cannot be collapsed.
  var isFolded: Bool?
  /// The appearance of a callout; empty for the default.
  var appearance: [String] = []
  /// The number of blocks side by side; nil for the default.
  var columns: Int?
  /// The width of a column, in percent of the whole; nil for the default.
  var widthPercentage: Int?
}

/// A code cell at its position in the prose.
struct CellBlock: Equatable, Sendable {
  /// The index of the cell among the code cells of its chapter, from 0.
  var index: Int
  /// The target of its label.
  var target = Target()
}
