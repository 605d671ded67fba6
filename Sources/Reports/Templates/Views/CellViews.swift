/// A code cell with what it put out.
struct CellView: TemplateView {
  static let template = "cell"
  var number = 1
  var title: String?
  var anchor: String?
  /// body, page or screen.
  var column = ""
  var listing: String?
  var outputs: String?
}

/// The code of a cell.
struct ListingView: TemplateView {
  static let template = "listing"
  var content = ""
  var isFolded = false
  var lineCount = ""
  var isLong = false
  /// The word and the number: Listing 2.
  var name: String?
  var caption: String?
}

/// A piece of code with a color.
struct TokenView: TemplateView {
  static let template = "token"
  /// keyword, type, string, number, comment or attribute.
  var kind = ""
  var content = ""
}

/// The mark at the end of an annotated line.
struct AnnotationCallView: TemplateView {
  static let template = "annotation-call"
  var number = 1
  var anchor = ""
}

/// The list below a cell that explains its annotated lines.
struct AnnotationsView: TemplateView {
  static let template = "annotations"
  var annotations: [AnnotationFields] = []
}

struct AnnotationFields: TemplateFields {
  var number = 1
  var anchor = ""
  var content = ""
}

/// What a cell printed, or the compiler says of it.
struct PrintedView: TemplateView {
  static let template = "printed"
  var isText = false
  var isErrorText = false
  var isWarning = false
  var isFailure = false
  var head = ""
  /// How many lines between `head` and `tail` are left out.
  var omittedLines: String?
  var tail: String?
  /// The address of the whole output.
  var file: String?
}

/// Printed text with colors or another weight.
struct StyledView: TemplateView {
  static let template = "styled"
  var isBold = false
  var isFaint = false
  var isItalic = false
  var isUnderlined = false
  var isStruck = false
  /// In CSS.
  var color: String?
  var background: String?
  var content = ""
}

/// The beginning of a very long line.
struct LongLineView: TemplateView {
  static let template = "long-line"
  var content = ""
  var omittedCharacters = ""
  var file: String?
}

struct FigureView: TemplateView {
  static let template = "figure"
  var panels: [PanelFields] = []
  /// body, page or screen.
  var column = ""
  /// How many panels are side by side, where the author says so.
  var gridColumns: Int?
  var anchor: String?
  /// The word and the number: Figure 2.
  var name: String?
  var caption: String?
  var hasCaption = false
  /// Whether it has files to download.
  var isLabeled = false
  /// The bar that moves all panels.
  var sharedSteps: StepsFields?
}

struct PanelFields: TemplateFields {
  var svg = ""
  /// The figure's data as JSON.
  var data: String?
  var alt = ""
  /// Whether it has files to download.
  var isLabeled = false
  var letter: String?
  /// In points.
  var width = 0
  /// Width to height.
  var ratio = ""
  var panelAnchor: String?
  /// The bar that moves only this panel.
  var ownSteps: StepsFields?
  var formats: [FormatFields] = []
}

/// The steps of a sequence of figures.
struct StepsFields: TemplateFields {
  var steps: [StepFields] = []
  var lastStep = 0
}

struct StepFields: TemplateFields {
  var name = ""
}

struct FormatFields: TemplateFields {
  /// The address of the file.
  var address = ""
  var word = ""
}

/// Anything else that a cell captions.
struct CaptionedView: TemplateView {
  static let template = "captioned"
  var content = ""
  var anchor: String?
  /// The word and the number: Figure 2.
  var name: String?
  var caption: String?
}
