/// A report.
struct PageView: TemplateView {
  static let template = "page"
  /// A BCP 47 tag.
  var language = ""
  var title = ""
  var plainTitle = ""
  var titleAnchor: String?
  var subtitle: String?
  var authors: [AuthorFields] = []
  var hasAuthors = false
  var date: String?
  var minutes = ""
  var isOneMinute = true
  var abstract: String?
  var license: String?
  var textAnchor = ""
  var contents: [ContentsFields] = []
  var hasContents = false
  var chapters = ""
  var references: String?
  var previous: NeighborFields?
  var next: NeighborFields?
  var hasNeighbors = false
  /// The chapters, and the files that they include, cite from and read.
  var sources: [SourceFields] = []
  var buildInfo: [BuildInfoFields] = []
  var fonts = ""
  var formulaStyle = ""
  var style = ""
  var script = ""
}

struct AuthorFields: TemplateFields {
  var name = ""
  var isLast = false
}

/// An entry of the contents.
struct ContentsFields: TemplateFields {
  var anchor = ""
  var number: String?
  var title = ""
  /// The depth: 0 for a chapter, more for its sections.
  var depth: Int?
  var isPart = false
}

struct NeighborFields: TemplateFields {
  /// The address of its folder.
  var address = ""
  var title = ""
}

struct SourceFields: TemplateFields {
  var file = ""
  var address = ""
  /// The SHA-256 of the file, in hexadecimal.
  var digest = ""
  var seeds: String?
  var isLast = false
}

struct BuildInfoFields: TemplateFields {
  var name = ""
  var value = ""
}

/// The index page of all reports.
struct ReportIndexView: TemplateView {
  static let template = "report-index"
  /// A BCP 47 tag.
  var language = ""
  var reports: [CardFields] = []
  /// The search index, as JSON.
  var index = ""
  var hasSearch = false
  var hasDocumentation = false
  var fonts = ""
  var formulaStyle = ""
  var style = ""
  var script = ""
}

struct CardFields: TemplateFields {
  var name = ""
  /// The address of its folder.
  var address = ""
  var title = ""
  var subtitle: String?
  var authors: String?
  var date: String?
  var minutes = ""
  var isOneMinute = true
  var abstract: String?
  var thumbnail: String?
}

/// The style sheet of the formulas' fonts.
struct FontsView: TemplateView {
  static let template = "fonts"
  var faces: [FaceFields] = []
}

struct FaceFields: TemplateFields {
  var family = ""
  var weight = 400
  var style = ""
  var address = ""
}

/// The end of a previewed page.
struct PreviewView: TemplateView {
  static let template = "preview"
  var name = ""
  var version = ""
  /// The address of the script with the newest versions.
  var news = ""
}
