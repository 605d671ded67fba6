public import Literate
public import NotebookOutputs

/// A report as it will be read: prose, code and outputs in order, numbered, references resolved.
public struct Document: Sendable {
  /// The name of the report's folder in the output.
  public var name: String
  /// The number that orders it on the index page, where it has one.
  var order: Int?
  /// The language of the text, a BCP 47 tag.
  var language: String
  var title: [Inline]
  var subtitle: [Inline]
  var authors: [String]
  var date: String?
  var abstract: [Block]
  var license: String?
  var chapters: [DocumentChapter]
  /// Everything that has a label, by its label.
  var targets: [String: Landmark] = [:]
  /// Where each term is explained, by its name.
  var definitions: [String: SourceLocation] = [:]
  var bibliography = Bibliography()
  /// The works that are cited, by author, year and key.
  var citedWorks: [Bibliography.Work] = []
  /// What was wrong or questionable, in no order.
  public internal(set) var diagnostics: [Diagnostic] = []
}

/// What stands above chapters that belong together.
struct DocumentPart: Sendable {
  var title: [Inline]
  var target = Target()
}

/// A chapter as it will be read.
struct DocumentChapter: Sendable {
  /// The part that begins with it.
  var part: DocumentPart?
  /// The chapter's own title; empty in a report of one file, whose title is the report's.
  var title: [Inline]
  var target = Target()
  var blocks: [Block]
  var footnotes: [[Block]]
  /// How many footnotes the chapters before it have.
  var footnotesBefore = 0
  /// The code cells, in order.
  var cells: [CellContent]
  /// The path of the file, as shown.
  var file: String
  /// The SHA-256 of the file's text, in hexadecimal digits.
  var digest = ""
  /// The file's text, for readers who want to run and change it.
  var source = ""
  /// The seeds of random numbers that its code names, in order, each once.
  var seeds: [String] = []

  /// The name of the file.
  var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}

extension DocumentChapter {
  /// A chapter in which there is nothing.
  static let empty = DocumentChapter(title: [], blocks: [], footnotes: [], cells: [], file: "")
}

/// What a label points to, for those who refer to it.
struct Landmark: Equatable, Sendable {
  var kind: LabelKind
  var number: String
  /// The fragment of the page's address.
  var anchor: String
  /// What it is called, where it has a name: a section's heading, a theorem's title.
  var title: [Inline]
  /// Where the label was given.
  var location: SourceLocation
}

extension Document {
  /// Puts a report together with what its chapters put out.
  ///
  /// Nothing is thrown: what is wrong is in `diagnostics`, all of it.
  ///
  /// - Parameters:
  ///   - report: The report as its files say.
  ///   - outputs: What each chapter put out, in order; nil for a chapter that was not run.
  public init(_ report: Report, outputs: [ChapterOutputs?]) {
    let isChapter = report.isOneChapter
    let front = report.frontMatterOfDocument
    name = report.name
    order = front.order
    language = front.language
    authors = front.authors
    date = front.date
    license = front.license
    let values = isChapter ? outputs.first??.interpolations ?? [] : []
    var problems: [Diagnostic] = []
    func content(_ prose: Prose?) -> MarkdownContent {
      guard let prose else { return MarkdownContent() }
      let content = MarkdownContent(prose, values: values)
      problems += content.diagnostics
      return content
    }
    title = content(front.title).inlines
    subtitle = content(front.subtitle).inlines
    abstract = content(front.abstract).blocks
    let read = report.chapters.indices.concurrentMap { index in
      DocumentChapter.read(
        report.chapters[index], outputs: outputs.indices.contains(index) ? outputs[index] : nil)
    }
    chapters = read.map(\.0)
    problems += read.flatMap(\.1)
    for part in report.parts where chapters.indices.contains(part.chapters.lowerBound) {
      chapters[part.chapters.lowerBound].part = DocumentPart(title: content(part.title).inlines)
    }
    if isChapter, !chapters.isEmpty {
      if title.isEmpty { title = chapters[0].title }
      chapters[0].title = []
    }
    if title.isEmpty { title = [.text(report.name)] }
    bibliography = Bibliography(of: report, diagnostics: &problems)
    diagnostics = problems
    number()
    resolve()
  }
}
