import Literate
import Storage

/// Turns documents into pages.
public struct PageRenderer: Sendable {
  private var templates: Templates
  private var typesetter: Typesetter

  /// Creates a renderer.
  public init(templates: Templates, typesetter: Typesetter) {
    self.templates = templates
    self.typesetter = typesetter
  }

  /// Renders a report: one page, which needs nothing else, and the files of its labeled figures.
  ///
  /// - Parameters:
  ///   - document: The report.
  ///   - previous: The report before it in its folder.
  ///   - next: The report after it.
  ///   - inputs: The paths of the files that its chapters include or read; those in its folder go
  ///     along with the page.
  ///   - making: How it was made: names and values such as the toolchain's version, shown at its end.
  /// - Returns: The page and the files.
  /// - Throws: `Diagnostics` with every problem of the document and every warning, if one of them is
  ///   an error; what the machine does not have, such as `MissingSystemFile`.
  public func render(
    _ document: Document, previous: ReportLink? = nil, next: ReportLink? = nil,
    inputs: [String] = [], making: [(name: String, value: String)] = []
  ) throws -> PublishedReport {
    var parts = try typesetter.typeset(document.formulas, document.code)
    let resources = PageResources(document)
    let diagnostics = Diagnostics(
      document.diagnostics + parts.diagnostics + resources.diagnostics)
    if diagnostics.list.contains(where: { $0.severity == .error }) { throw diagnostics }

    let card = card(of: document, parts, resources)
    parts.shortenStyles(of: document.formulas)
    var chapters: [String] = []
    var sections: [ChapterRenderer.Section] = []
    var files = resources.files
    var front = renderer(of: document, parts, resources)
    let typeset = parts
    let rendered = document.chapters.concurrentMap { chapter in
      var renderer = renderer(chapter, of: document, typeset, resources)
      return (
        html: renderer.render(), sections: renderer.sections, files: renderer.files,
        name: chapter.name, source: Array(chapter.source.utf8)
      )
    }
    for chapter in rendered {
      chapters.append(chapter.html)
      sections += chapter.sections
      files.merge(chapter.files) { first, _ in first }
      files[chapter.name] = chapter.source
    }
    let attachments = document.attachments(at: inputs).filter { files[$0.name] == nil }
    for attachment in attachments { files[attachment.name] = attachment.bytes }
    let fonts = Set(parts.formulas.values.flatMap(\.fonts))
    let style = try FormulaStyle(
      fonts: fonts, sizes: Set(parts.formulas.values.flatMap(\.sizes)), katex: typesetter.katex)
    let glyphs = resources.glyphs.outlines.map { View(["id": $0.id, "path": $0.path]) }
    let page = templates.render(
      .page,
      View([
        "language": document.language, "title": front.html(document.title),
        "titleAnchor": document.titleAnchor,
        "plainTitle": document.title.plainText,
        "subtitle": document.subtitle.isEmpty ? nil : front.html(document.subtitle),
        "authors": authors(document.authors),
        "hasAuthors": !document.authors.isEmpty, "date": document.date,
        "minutes": card.minutes, "isOneMinute": card.minutes == 1,
        "abstract": document.abstract.isEmpty ? nil : front.html(document.abstract),
        "license": document.license,
        "contents": contents(sections), "hasContents": sections.count > 1,
        "previous": previous.map { View(["name": $0.name, "title": $0.title]) },
        "next": next.map { View(["name": $0.name, "title": $0.title]) },
        "hasNeighbors": previous != nil || next != nil,
        "making": (making + (parts.katexVersion.map { [("KaTeX", $0)] } ?? [])).map {
          View(["name": $0.name, "value": $0.value])
        },
        "sources": sources(document.chapters, attachments),
        "chapters": chapters.joined(separator: "\n"),
        "references": front.references(),
        "glyphs": glyphs.isEmpty ? nil : templates.render(.glyphs, View(["glyphs": glyphs])),
        "fonts": self.fonts(style), "formulaStyle": style.sheet + parts.styles.sheet,
        "style": templates.style,
        "script": templates.script(for: document.scriptParts),
      ]))
    let dangling = document.danglingLinks(on: page)
    guard dangling.isEmpty else { throw Diagnostics(diagnostics.list + dangling) }
    files["index.html"] = Array(page.utf8) + [UInt8(ascii: "\n")]
    return PublishedReport(
      name: document.name, files: files, card: card, warnings: diagnostics.list)
  }

  private func renderer(
    _ chapter: DocumentChapter = .empty, of document: Document, _ parts: TypesetParts,
    _ resources: PageResources
  ) -> ChapterRenderer {
    ChapterRenderer(
      chapter, of: document, templates: templates, parts: parts, resources: resources)
  }

  /// What the index page shows, in HTML that any page can contain.
  private func card(
    of document: Document, _ parts: TypesetParts, _ resources: PageResources
  ) -> ReportCard {
    var renderer = renderer(of: document, parts, resources)
    var card = ReportCard(
      name: document.name, order: document.order, title: renderer.html(document.title),
      plainTitle: document.title.plainText,
      subtitle: document.subtitle.isEmpty ? nil : renderer.html(document.subtitle),
      authors: document.authors, date: document.date, abstract: renderer.html(document.abstract),
      fonts: Set(document.frontFormulas.flatMap { parts.formulas[$0.key]?.fonts ?? [] }).sorted(),
      thumbnail: document.thumbnail.map(resources.picture(of:)))
    card.index(document.passages)
    return card
  }

  private func sources(_ chapters: [DocumentChapter], _ attachments: [Attachment]) -> [View] {
    let files =
      chapters.map { (name: $0.name, digest: $0.digest, seeds: $0.seeds) }
      + attachments.map { (name: $0.name, digest: Digest($0.bytes).description, seeds: []) }
    return files.enumerated().map { index, file in
      View([
        "file": file.name, "digest": file.digest,
        "address": file.name.split(separator: "/").map { address(ofFile: String($0)) }
          .joined(separator: "/"),
        "seeds": file.seeds.isEmpty ? nil : file.seeds.joined(separator: ", "),
        "isLast": index == files.count - 1,
      ])
    }
  }

  private func authors(_ names: [String]) -> [View] {
    names.enumerated().map { View(["name": $1, "isLast": $0 == names.count - 1]) }
  }

  private func contents(_ sections: [ChapterRenderer.Section]) -> [View] {
    sections.filter { $0.depth ?? 0 <= 2 }.map {
      View([
        "anchor": $0.anchor, "number": $0.number.isEmpty ? nil : $0.number, "title": $0.title,
        "depth": $0.depth, "isPart": $0.depth == nil,
      ])
    }
  }

  /// The style sheet of the formulas' fonts.
  func fonts(_ style: FormulaStyle) -> String {
    templates.render(
      .fonts,
      View([
        "faces": style.faces.map {
          View([
            "family": $0.family, "weight": $0.isBold ? 700 : 400,
            "style": $0.isItalic ? "italic" : "normal", "address": $0.address,
          ])
        }
      ]))
  }
}

extension Document {
  /// The figure that the index page shows of the report: the first that has a label, else the first.
  var thumbnail: CellFigure? {
    figures.first { $0.name != nil } ?? figures.first
  }

  /// The fragment of the page's address that leads to its title; nil where nothing refers to it.
  fileprivate var titleAnchor: String? {
    guard chapters.count == 1, chapters[0].title.isEmpty else { return nil }
    let anchor = chapters[0].target.anchor
    return anchor.isEmpty ? nil : anchor
  }

  /// The parts of the script that its figures ask for.
  var scriptParts: Set<Templates.ScriptPart> {
    if figures.isEmpty { return [] }
    return figures.contains { $0.steps.count > 1 } ? [.figures, .player] : [.figures]
  }

  private var figures: [CellFigure] {
    chapters.lazy.flatMap(\.cells).flatMap(\.outputs).compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
  }
}
