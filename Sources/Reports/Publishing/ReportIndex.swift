import FoundationEssentials
public import Storage

/// The page that lists all reports in an output folder.
public struct ReportIndex: Sendable {
  private var templates: Templates
  private var typesetter: PageTypesetter

  /// Creates an index page.
  public init(templates: Templates, typesetter: PageTypesetter) {
    self.templates = templates
    self.typesetter = typesetter
  }

  /// Whether an output folder has reference documentation to link to.
  ///
  /// - Parameters:
  ///   - output: The path of the folder.
  ///   - log: Records whether it existed.
  public static func hasDocumentation(in output: String, _ log: FileLog = FileLog()) -> Bool {
    log.kind(of: "\(output)/documentation/index.html") == .file
  }

  /// Renders the page.
  ///
  /// - Parameters:
  ///   - cards: The cards of the reports, in order of display.
  ///   - hasDocumentation: Whether the page links to reference documentation in the folder
  ///     `documentation` beside it.
  /// - Returns: The bytes of the page.
  /// - Throws: `MissingSystemFile` or `FileFailure` if KaTeX's style sheet or fonts cannot be read.
  public func render(_ cards: [ReportCard], hasDocumentation: Bool = false) throws -> [UInt8] {
    let fonts = Set(cards.flatMap { $0.fonts ?? Array(KaTeX.allFonts) })
    let style = try FormulaStyle(fonts: fonts, katex: typesetter.katex)
    // If all reports have the same language, the page uses it.
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

  /// The search index, as JSON that a page can contain.
  private func index(of cards: [ReportCard]) throws -> String {
    struct Entry: Encodable {
      var name: String
      var sections: [ReportCard.Section]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = try encoder.encode(cards.map { Entry(name: $0.name, sections: $0.sections) })
    // The encoder writes every slash as \/, so that no text can end the page's script element.
    return String(decoding: data, as: UTF8.self)
  }
}
