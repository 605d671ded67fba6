/// The view of every template that only wraps its content.
struct WrapperView: TemplateFields {
  var content = ""
}

struct LinkView: TemplateView {
  static let template = "link"
  var url = ""
  var title: String?
  var content = ""
  var isExternal = false
}

/// A formula that may break, and the punctuation after it, which must not begin a line.
struct PunctuatedView: TemplateView {
  static let template = "punctuated"
  /// The formula in HTML.
  var formula = ""
  var punctuation = ""
}

/// An inline picture.
struct ImageView: TemplateView {
  static let template = "image"
  var source = ""
  var alt = ""
  /// The width in CSS.
  var width: String?
  var height: String?
  var title: String?
}

/// A reference to a labeled element.
struct ReferenceView: TemplateView {
  static let template = "reference"
  var anchor = ""
  /// The name and the number, or only the number, in HTML; nil if there is only a title.
  var text: String?
  var title = ""
}

struct CitationView: TemplateView {
  static let template = "citation"
  /// Whether the authors are part of the sentence.
  var isNarrative = false
  var items: [CitationFields] = []
}

struct CitationFields: TemplateFields {
  var anchor = ""
  var prefix: String?
  var authors: String?
  var year = ""
  var suffix: String?
  var isLast = false
}

/// A term at its definition.
struct DefinitionView: TemplateView {
  static let template = "definition"
  var anchor = ""
  var content = ""
}

/// Another occurrence of a term.
struct TermView: TemplateView {
  static let template = "term"
  var anchor = ""
  var content = ""
}

struct FootnoteCallView: TemplateView {
  static let template = "footnote-call"
  var number = 1
  /// The anchor of the footnote.
  var anchor = ""
  /// The anchor of the call, if it is the first call of the footnote.
  var callAnchor: String?
}

/// The list of cited works.
struct ReferencesView: TemplateView {
  static let template = "references"
  var anchor = ""
  var works: [WorkFields] = []
}

struct WorkFields: TemplateFields {
  var workAnchor = ""
  var authors: String?
  var year = ""
  var title = ""
  /// Whether the title ends with a punctuation mark that ends a sentence.
  var endsItself = false
  var isBook = false
  /// The kind of thesis or report, with its number.
  var kind: String?
  /// The editors of the containing book.
  var editors: String?
  var edition: String?
  var series: String?
  /// The journal or the containing book.
  var container: String?
  var volume: String?
  var issue: String?
  var pages: String?
  var publisher: String?
  var howPublished: String?
  var note: String?
  var doi: String?
  /// The number in an archive such as arXiv.
  var eprint: EprintFields?
  var url: String?
}

struct EprintFields: TemplateFields {
  var text = ""
  var address: String?
}
