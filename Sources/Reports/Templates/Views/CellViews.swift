/// A code cell with its outputs.
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
  /// The word and the number, such as "Listing 2".
  var name: String?
  var caption: String?
}

/// A colored piece of code.
struct TokenView: TemplateView {
  static let template = "token"
  /// keyword, type, string, number, comment or attribute.
  var kind = ""
  var content = ""
}

/// The marker at the end of an annotated line.
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

/// Printed text of a cell, or a compiler message about it.
struct PrintedView: TemplateView {
  static let template = "printed"
  var isText = false
  var isErrorText = false
  var isWarning = false
  var isFailure = false
  var head = ""
  /// The number of lines omitted between `head` and `tail`.
  var omittedLines: String?
  var tail: String?
  /// The address of the whole output.
  var file: String?
}

/// Printed text with colors or weights.
struct StyledView: TemplateView {
  static let template = "styled"
  var isBold = false
  var isFaint = false
  var isItalic = false
  var isUnderlined = false
  var isStruck = false
  /// The color in CSS.
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
  /// The number of panels side by side; nil for the default.
  var gridColumns: Int?
  var anchor: String?
  /// The word and the number, such as "Figure 2".
  var name: String?
  var caption: String?
  var hasCaption = false
  /// Whether it has files to download.
  var isLabeled = false
  /// The controls for the steps of all panels.
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
  /// The width in points.
  var width = 0
  /// The ratio of width to height.
  var ratio = ""
  var panelAnchor: String?
  /// The controls for the steps of this panel only.
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

/// Another captioned output of a cell.
struct CaptionedView: TemplateView {
  static let template = "captioned"
  var content = ""
  var anchor: String?
  /// The word and the number, such as "Figure 2".
  var name: String?
  var caption: String?
}
