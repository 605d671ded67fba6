struct ChapterView: TemplateView {
  static let template = "chapter"
  var part: PartFields?
  var title: String?
  var anchor: String?
  /// The word and the number, such as "Chapter 2".
  var name: String?
  /// The footnotes that are called in the titles.
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
  /// The word and the number, such as "Equation 2".
  var name: String?
  /// The lines with their own labels.
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
  /// The word and the number, such as "Table 2".
  var name: String?
  var caption: String?
  var hasCaption = false
  var header: [TableCellFields] = []
  var rows: [RowFields] = []
  /// The number of omitted rows.
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

/// A picture in a paragraph of its own.
struct PictureView: TemplateView {
  static let template = "picture"
  var source = ""
  var alt = ""
  /// The width in CSS.
  var width: String?
  var height: String?
  /// left, center or right.
  var alignment: String?
  var anchor: String?
  /// The word and the number, such as "Figure 2".
  var name: String?
  var caption: String?
}

/// A statement, such as a theorem.
struct StatementView: TemplateView {
  static let template = "statement"
  var kind = ""
  /// The word and the number, such as "Theorem 2".
  var name = ""
  var title: String?
  var anchor: String?
  var content = ""
  var isFoldable = false
  /// Whether it is initially collapsed.
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
  /// The number of blocks side by side.
  var count: Int?
  var content = ""
}

struct ColumnView: TemplateView {
  static let template = "column"
  /// The width, in percent of the whole.
  var share: Int?
  var content = ""
}

/// Blocks wider than the text column.
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

/// Terms with their meanings.
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
