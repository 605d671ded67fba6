import Literate
import Parallelism
import Storage

/// Renders documents as pages.
public struct PageRenderer: Sendable {
  private let templates: Templates
  private let typesetter: PageTypesetter
  private let isStrict: Bool

  /// Creates a renderer.
  ///
  /// - Parameters:
  ///   - templates: The templates of the page.
  ///   - typesetter: Typesets formulas and colors code.
  ///   - isStrict: Whether content that a page fetches from a server is an error.
  public init(templates: Templates, typesetter: PageTypesetter, isStrict: Bool = false) {
    self.templates = templates
    self.typesetter = typesetter
    self.isStrict = isStrict
  }

  /// Renders a report as a self-contained page and the files of its labeled figures.
  ///
  /// - Parameters:
  ///   - document: The report.
  ///   - previous: The previous report in the folder.
  ///   - next: The next report.
  ///   - inputs: The paths of the files that its chapters include or read. Those in its folder are
  ///     published with the page.
  ///   - buildInfo: The names and values, such as the toolchain's version, that are shown at the
  ///     end of the page.
  /// - Returns: The page and the files.
  /// - Throws: `Diagnostics` with all problems and warnings of the document if one of them is an
  ///   error; another error, such as `MissingSystemFile`, if the machine lacks something.
  public func render(
    _ document: Document, previous: ReportLink? = nil, next: ReportLink? = nil,
    inputs: [String] = [], buildInfo: [(name: String, value: String)] = []
  ) throws -> PublishedReport {
    let templates = templates.speaking(document.language)
    let context = PageContext(
      templates: templates, anchors: PageAnchors(document),
      parts: try typesetter.typeset(
        document.formulas, document.code, macros: document.macros),
      resources: PageResources(document))
    var problems =
      document.diagnostics + context.parts.diagnostics + context.resources.diagnostics
    if isStrict {
      for index in problems.indices {
        if case PageProblem.remoteContent = problems[index].problem {
          problems[index].severity = .error
        }
      }
    }
    try stop(for: problems)
    let chapters = document.chapters.concurrentMap {
      RenderedChapter($0, of: document, on: context)
    }
    var front = ChapterRenderer(of: document, on: context)
    let card = front.card()
    let attachments = document.attachments(at: inputs + context.resources.linked)

    var view = PageView()
    view.fill(withFrontBy: &front, card)
    view.fill(with: chapters)
    view.fill(with: document.sources(with: attachments))
    view.fill(withNeighbors: previous, next)
    view.fill(with: buildInfo + (context.parts.katexVersion.map { [("KaTeX", $0)] } ?? []))
    view.fill(
      with: try FormulaStyle(fonts: context.parts.fonts, katex: typesetter.katex), templates)
    view.script = templates.script(for: document.scriptParts)

    try stop(for: problems + danglingLinks(of: chapters, front))
    var files = context.resources.files
    for chapter in chapters {
      files.merge(chapter.files) { first, _ in first }
      files[chapter.name] = chapter.source
    }
    for attachment in attachments where files[attachment.name] == nil {
      files[attachment.name] = attachment.bytes
    }
    files["index.html"] = Array(templates.render(view).utf8) + [UInt8(ascii: "\n")]
    return PublishedReport(
      name: document.name, files: files, card: card, warnings: Diagnostics(problems).list)
  }

  private func stop(for problems: [Diagnostic]) throws(Diagnostics) {
    if problems.contains(where: { $0.severity == .error }) { throw Diagnostics(problems) }
  }

  /// Reports the author's links to anchors that are not on the page.
  private func danglingLinks(
    of chapters: [RenderedChapter], _ front: ChapterRenderer
  ) -> [Diagnostic] {
    let links = front.links + chapters.flatMap(\.links)
    let ids = chapters.reduce(into: front.ids) { $0.formUnion($1.ids) }
    return links.compactMap { $0.problem(among: ids) }
  }
}

/// A chapter as HTML, and what the page needs from it.
private struct RenderedChapter: Sendable {
  var html: String
  var sections: [ChapterRenderer.Section]
  var ids: Set<String>
  var links: [PageLink]
  var files: [String: [UInt8]]
  /// The name and the text of its file.
  var name: String
  var source: [UInt8]

  init(_ chapter: DocumentChapter, of document: Document, on page: PageContext) {
    var renderer = ChapterRenderer(chapter, of: document, on: page)
    html = renderer.render()
    sections = renderer.sections
    ids = renderer.ids
    links = renderer.links
    files = renderer.files
    name = chapter.name
    source = Array(chapter.source.utf8)
  }
}

extension PageView {
  fileprivate mutating func fill(
    withFrontBy renderer: inout ChapterRenderer, _ card: ReportCard
  ) {
    let document = renderer.document
    language = document.language
    title = renderer.html(document.title)
    plainTitle = document.title.plainText
    titleAnchor = renderer.titleAnchor()
    subtitle = card.subtitle
    authors = document.authors.enumerated().map {
      AuthorFields(name: $1, isLast: $0 == document.authors.count - 1)
    }
    hasAuthors = !authors.isEmpty
    date = document.date
    minutes = renderer.words.number(card.minutes)
    isOneMinute = card.minutes == 1
    abstract = card.abstract.nonEmpty
    license = document.license
    textAnchor = renderer.id(PageAnchors.text)
    references = renderer.references()
  }

  fileprivate mutating func fill(with chapters: [RenderedChapter]) {
    self.chapters = chapters.map(\.html).joined(separator: "\n")
    let sections = chapters.flatMap(\.sections)
    hasContents = sections.count > 1
    contents = sections.filter { $0.depth ?? 0 <= 2 }.map {
      ContentsFields(
        anchor: $0.anchor, number: $0.number.nonEmpty, title: $0.title, depth: $0.depth,
        isPart: $0.depth == nil)
    }
  }

  fileprivate mutating func fill(with sources: [SourceFields]) {
    self.sources = sources
    if let last = sources.indices.last { self.sources[last].isLast = true }
  }

  fileprivate mutating func fill(withNeighbors previous: ReportLink?, _ next: ReportLink?) {
    self.previous = previous.map {
      NeighborFields(address: address(ofFile: $0.name), title: $0.title)
    }
    self.next = next.map { NeighborFields(address: address(ofFile: $0.name), title: $0.title) }
    hasNeighbors = previous != nil || next != nil
  }

  fileprivate mutating func fill(with buildInfo: [(name: String, value: String)]) {
    self.buildInfo = buildInfo.map { BuildInfoFields(name: $0.name, value: $0.value) }
  }

  fileprivate mutating func fill(with formulas: FormulaStyle, _ templates: Templates) {
    fonts = templates.render(FontsView(formulas))
    formulaStyle = formulas.sheet
    style = templates.style
  }
}

extension FontsView {
  init(_ style: FormulaStyle) {
    faces = style.faces.map {
      FaceFields(
        family: $0.family, weight: $0.isBold ? 700 : 400,
        style: $0.isItalic ? "italic" : "normal", address: $0.address)
    }
  }
}

extension Document {
  /// The source files of the page, for download.
  fileprivate func sources(with attachments: [Attachment]) -> [SourceFields] {
    let own = Set(chapters.map(\.name))
    return chapters.map {
      SourceFields(
        file: $0.name, address: address(ofFile: $0.name), digest: $0.digest,
        seeds: $0.seeds.joined(separator: ", ").nonEmpty)
    }
      + attachments.filter { !own.contains($0.name) }.map {
        SourceFields(
          file: $0.name,
          address: $0.name.split(separator: "/").map { address(ofFile: String($0)) }
            .joined(separator: "/"),
          digest: Digest($0.bytes).description)
      }
  }

  /// The parts of the script that its figures need.
  fileprivate var scriptParts: Set<Templates.ScriptPart> {
    if figures.isEmpty { return [] }
    return figures.contains { $0.steps.count > 1 } ? [.figures, .player] : [.figures]
  }
}
