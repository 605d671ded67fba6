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
  /// HTML that the author wrote.
  case html(AuthorHTML)
  case rule
  case picture(PictureFigure)
  case division(Division)
  case cell(CellBlock)
}

/// What can be referred to: its label and its number.
struct Target: Equatable, Sendable {
  /// The label, where the author gave one.
  var label: Located<String>?
  /// The number as shown, such as `2.3`; empty for what is not numbered.
  var number = ""
}

/// A heading of a section.
struct Heading: Equatable, Sendable {
  /// The level in the author's Markdown, 1 to 6.
  var level: Int
  /// How deep the section is nested in its chapter, from 1.
  var depth = 1
  /// Its place among the headings of the document, from 0; nil for one that a cell put out.
  var index: Int?
  var content: [Inline]
  var target = Target()
  var isNumbered = true
  /// Whether it begins an appendix.
  var isAppendix = false
}

/// A formula on a line of its own.
struct Equation: Equatable, Sendable {
  var formula: TeXFormula
  var target = Target()
  /// The lines with labels of their own, in order.
  var rows: [EquationRow] = []
}

/// Code in prose.
struct CodeBlock: Equatable, Sendable {
  /// The language after the fence, lower case; empty where there is none.
  var language: String
  var text: String
  var location: SourceLocation
}

/// A list.
struct List: Equatable, Sendable {
  struct Item: Equatable, Sendable {
    /// Whether the box is ticked, in a list of tasks.
    var isChecked: Bool?
    var blocks: [Block]
  }

  /// The first number of an ordered list.
  var start: Int?
  /// Whether there is no space between the items.
  var isTight: Bool
  var items: [Item]
}

/// A term and what it means, one paragraph for each meaning.
struct Definition: Equatable, Sendable {
  var term: [Inline]
  var meanings: [[Inline]]
}

/// A table of the author's.
struct MarkdownTable: Equatable, Sendable {
  var alignments: [MarkdownNode.Alignment]
  var header: [[Inline]]
  var rows: [[[Inline]]]
  var caption: [Inline] = []
  var target = Target()
}

/// A picture on a line of its own.
struct PictureFigure: Equatable, Sendable {
  var picture: Picture
  /// The description for readers who cannot see it.
  var alt: String
  var target = Target()
}

/// Blocks between `:::` lines.
struct Division: Equatable, Sendable {
  var kind: DivisionKind
  var title: [Inline] = []
  var blocks: [Block]
  var target = Target()
  /// Whether it is closed until a reader opens it; nil where it cannot be closed.
  var isFolded: Bool?
  /// How a callout looks, where it is not as usual.
  var appearance: [String] = []
  /// How many blocks are side by side, where the author says so.
  var columns: Int?
  /// The part of the width that a column takes, in percent.
  var widthPercentage: Int?
}

/// A code cell in its place among the prose.
struct CellBlock: Equatable, Sendable {
  /// The number of the cell among the code cells of its chapter, from 0.
  var index: Int
  /// What its label points to.
  var target = Target()
}
