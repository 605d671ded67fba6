import FoundationEssentials
public import Storage

/// The page that shows all reports of an output folder.
public struct ReportIndex: Sendable {
  private var templates: Templates
  private var typesetter: PageTypesetter

  /// Creates an index page.
  public init(templates: Templates, typesetter: PageTypesetter) {
    self.templates = templates
    self.typesetter = typesetter
  }

  /// Whether an output folder has reference documentation that the page can link to.
  ///
  /// - Parameters:
  ///   - output: The path of the folder.
  ///   - log: Remembers whether it was there.
  public static func hasDocumentation(in output: String, _ log: FileLog = FileLog()) -> Bool {
    log.kind(of: "\(output)/documentation/index.html") == .file
  }

  /// Renders the page.
  ///
  /// - Parameters:
  ///   - cards: What is said about each report, in the order in which they are shown.
  ///   - hasDocumentation: Whether reference documentation is in the folder `documentation` beside
  ///     the page, so that the page links to it.
  /// - Returns: The bytes of the page.
  /// - Throws: `MissingSystemFile` or `FileFailure` where KaTeX's style sheet or fonts cannot be
  ///   read.
  public func render(_ cards: [ReportCard], hasDocumentation: Bool = false) throws -> [UInt8] {
    let fonts = Set(cards.flatMap { $0.fonts ?? Array(KaTeX.allFonts) })
    let style = try FormulaStyle(fonts: fonts, katex: typesetter.katex)
    // It speaks the language of the reports, if that is one.
    let tags = Set(cards.map { $0.language ?? Languages.standard })
    let language = tags.count == 1 ? tags.first ?? Languages.standard : Languages.standard
    let templates = templates.speaking(language)
    let page = templates.render(
      ReportIndexView(
        language: language, reports: cards.map { fields(of: $0, templates.words) },
        index: try index(of: cards), hasSearch: !cards.isEmpty, hasDocumentation: hasDocumentation,
        fonts: templates.render(FontsView(style)), formulaStyle: style.sheet,
        style: templates.style, script: templates.script(for: cards.isEmpty ? [] : [.reportIndex])))
    return Array(page.utf8) + [UInt8(ascii: "\n")]
  }

  private func fields(of card: ReportCard, _ words: Words) -> CardFields {
    CardFields(
      name: card.name, address: address(ofFile: card.name), title: card.title,
      subtitle: card.subtitle,
      authors: card.authors.joined(separator: ", ").nonEmpty, date: card.date,
      minutes: words.number(card.minutes), isOneMinute: card.minutes == 1,
      abstract: card.abstract.nonEmpty,
      thumbnail: card.thumbnail)
  }

  /// What the search goes through, as JSON that a page can contain.
  private func index(of cards: [ReportCard]) throws -> String {
    struct Entry: Encodable {
      var name: String
      var sections: [ReportCard.Section]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(cards.map { Entry(name: $0.name, sections: $0.sections) })
    // The encoder writes every slash as \/, so that no text can end the page's script.
    return String(decoding: data, as: UTF8.self)
  }
}
