struct ChapterView: TemplateView {
  static let template = "chapter"
  var part: PartFields?
  var title: String?
  var anchor: String?
  /// The word and the number: Chapter 2.
  var name: String?
  /// The footnotes that the titles call.
  var notes = ""
  var content = ""
}

struct PartFields: TemplateFields {
  var title = ""
  var anchor = ""
  var name = ""
}

struct HeadingView: TemplateView {
  static let template = "heading"
  /// 2 to 6.
  var level = 2
  var anchor: String?
  var number: String?
  var content = ""
}

/// A displayed formula.
struct EquationView: TemplateView {
  static let template = "equation"
  var content = ""
  var anchor: String?
  var number: String?
  /// The word and the number: Equation 2.
  var name: String?
  /// The lines with labels of their own.
  var rows: [EquationRowFields] = []
}

struct EquationRowFields: TemplateFields {
  var rowAnchor = ""
}

/// Code in prose.
struct CodeBlockView: TemplateView {
  static let template = "code-block"
  var language: String?
  var content = ""
}

struct ListView: TemplateView {
  static let template = "list"
  var isOrdered = false
  var start: Int?
  var isTight = false
  var isTasks = false
  var items: [ItemFields] = []
}

struct ItemFields: TemplateFields {
  var content = ""
  var isTask = false
  var isChecked = false
}

struct TableView: TemplateView {
  static let template = "table"
  var anchor: String?
  /// The word and the number: Table 2.
  var name: String?
  var caption: String?
  var hasCaption = false
  var header: [TableCellFields] = []
  var rows: [RowFields] = []
  /// How many rows are left out.
  var omittedRows: String?
  /// The address of the whole table.
  var file: String?
}

struct RowFields: TemplateFields {
  var cells: [TableCellFields] = []
}

struct TableCellFields: TemplateFields {
  var content = ""
  var isEmpty = false
  /// leading, center or trailing.
  var alignment: String?
}

/// A picture on a line of its own.
struct PictureView: TemplateView {
  static let template = "picture"
  var source = ""
  var alt = ""
  /// In CSS.
  var width: String?
  var height: String?
  /// left, center or right.
  var alignment: String?
  var anchor: String?
  /// The word and the number: Figure 2.
  var name: String?
  var caption: String?
}

/// A statement, such as a theorem.
struct StatementView: TemplateView {
  static let template = "statement"
  var kind = ""
  /// The word and the number: Theorem 2.
  var name = ""
  var title: String?
  var anchor: String?
  var content = ""
  var isFoldable = false
  /// Whether it is closed at first.
  var isFolded = false
}

struct ProofView: TemplateView {
  static let template = "proof"
  var title: String?
  var content = ""
  var isFoldable = false
  var isFolded = false
}

struct CalloutView: TemplateView {
  static let template = "callout"
  var kind = ""
  var word = ""
  var title: String?
  var content = ""
  var isFoldable = false
  var isFolded = false
}

struct ColumnsView: TemplateView {
  static let template = "columns"
  /// How many are side by side.
  var count: Int?
  var content = ""
}

struct ColumnView: TemplateView {
  static let template = "column"
  /// The part of the width, in percent.
  var share: Int?
  var content = ""
}

/// Blocks that take more than the column of text.
struct WideView: TemplateView {
  static let template = "wide"
  var column = ""
  var content = ""
}

struct FootnoteView: TemplateView {
  static let template = "footnote"
  var number = 1
  var anchor = ""
  var callAnchor = ""
  var content = ""
}

/// Terms and what they mean.
struct DefinitionsView: TemplateView {
  static let template = "definitions"
  var definitions: [DefinitionFields] = []
}

struct DefinitionFields: TemplateFields {
  var term = ""
  var meanings: [MeaningFields] = []
}

struct MeaningFields: TemplateFields {
  var content = ""
}
