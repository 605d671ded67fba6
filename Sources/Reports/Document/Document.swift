public import Literate
public import NotebookOutputs
import Parallelism
public import Storage

/// A report ready for reading: prose, code and outputs in order, numbered, with references
/// resolved.
public struct Document: Sendable {
  /// The name of the report's folder in the output.
  public var name: String
  /// The number that orders it on the index page, if it has one.
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
  /// The targets of all labels, by label.
  var targets: [String: CrossReferenceTarget] = [:]
  /// Where each term is defined, by name.
  var definitions: [String: SourceLocation] = [:]
  /// The TeX macros that are available in all formulas.
  var macros: [Macro] = []
  var bibliography = Bibliography()
  /// The cited works, sorted by author, year and key.
  var citedWorks: [Work] = []
  /// The letters after the years of works with the same authors and year, by key.
  var yearLetters: [String: String] = [:]
  /// Reads the files that the document names, and records which versions were read.
  var log: FileLog
  /// The problems, in unspecified order.
  public internal(set) var diagnostics: [Diagnostic] = []
}

/// The heading of a group of chapters.
struct DocumentPart: Sendable {
  var title: [Inline]
  var target = Target()
}

/// The target of a label, as references see it.
struct CrossReferenceTarget: Equatable, Sendable {
  var kind: LabelKind
  var number: String
  /// Whether it is an appendix.
  var isAppendix = false
  /// The title, if it has one, such as a section's heading or a theorem's title.
  var title: [Inline]
  /// Where the label was given.
  var location: SourceLocation
}

extension Document {
  /// Combines a report with the outputs of its chapters.
  ///
  /// Nothing is thrown: all problems are in `diagnostics`.
  ///
  /// - Parameters:
  ///   - report: The report as read from its files.
  ///   - outputs: The outputs of the chapters, in order; nil for a chapter that was not run.
  ///   - log: Reads the bibliography and the pictures, and records which versions were read.
  ///   - languages: The available languages of pages.
  public init(
    _ report: Report, outputs: [ChapterOutputs?], log: FileLog = FileLog(),
    languages: Languages = Languages()
  ) {
    self.log = log
    let isChapter = report.isOneChapter
    let front = report.frontMatterOfDocument
    name = report.name
    order = front.order
    language = front.language?.value ?? languages.fallback
    authors = front.authors
    date = front.date?.value
    license = front.license
    let words = languages[language]
    let quotes = words?.quotes ?? .english
    var macros = front.mathMacros.map(Macro.init)
    var problems: [Diagnostic] = []
    if let tag = front.language, let problem = languages.problem(with: tag.value) {
      problems.append(Diagnostic(problem, at: tag.location))
    }
    func content(_ prose: Prose?) -> MarkdownContent {
      guard let prose else { return MarkdownContent() }
      let content = MarkdownContent(prose, values: [], quotes: quotes)
      macros += content.macros
      problems += content.diagnostics + prose.expressionProblems
      if !content.footnotes.isEmpty {
        problems.append(Diagnostic(.misplacedFootnote, at: prose.location(line: 1, column: 1)))
      }
      return content
    }
    title = content(front.title).inlines
    subtitle = content(front.subtitle).inlines
    abstract = content(front.abstract).blocks
    let read = report.chapters.indices.concurrentMap { index in
      DocumentChapter.read(
        report.chapters[index], outputs: outputs.indices.contains(index) ? outputs[index] : nil,
        quotes: quotes)
    }
    chapters = read.map(\.0)
    macros += chapters.flatMap(\.macros)
    problems += read.flatMap(\.1)
    for part in report.parts where chapters.indices.contains(part.chapters.lowerBound) {
      chapters[part.chapters.lowerBound].part = DocumentPart(title: content(part.title).inlines)
    }
    if isChapter, !chapters.isEmpty {
      if title.isEmpty { title = chapters[0].title }
      chapters[0].title = []
    }
    if title.isEmpty { title = [.text(report.name)] }
    bibliography = Bibliography(of: report, log: log, diagnostics: &problems)
    self.macros = macros
    diagnostics = problems + macros.duplicates
    number()
    resolve(sortedBy: Collation(words))
  }
}
