public import Literate
public import NotebookOutputs
import Parallelism
public import Storage

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
  var targets: [String: CrossReferenceTarget] = [:]
  /// Where each term is explained, by its name.
  var definitions: [String: SourceLocation] = [:]
  /// The commands of TeX that hold in all formulas.
  var macros: [Macro] = []
  var bibliography = Bibliography()
  /// The works that are cited, by author, year and key.
  var citedWorks: [Work] = []
  /// The letters after the years of works of the same authors and year, by key.
  var yearLetters: [String: String] = [:]
  /// Reads the files that it names, and remembers which versions they were.
  var log: FileLog
  /// What was wrong or questionable, in no order.
  public internal(set) var diagnostics: [Diagnostic] = []
}

/// The heading above chapters that belong together.
struct DocumentPart: Sendable {
  var title: [Inline]
  var target = Target()
}

/// What a label points to, as references to it see it.
struct CrossReferenceTarget: Equatable, Sendable {
  var kind: LabelKind
  var number: String
  /// Whether it is an appendix.
  var isAppendix = false
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
  ///   - log: Reads the bibliography and the pictures, and remembers which versions they were.
  ///   - languages: Those in which a page can speak.
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
