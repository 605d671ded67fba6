/// What the index page says about a report.
public struct ReportCard: Codable, Equatable, Sendable {
  /// A heading that a search can find.
  struct Section: Codable, Equatable, Sendable {
    /// The fragment of the page's address.
    var anchor: String
    /// The heading.
    var title: String
    /// The words below it, in lower case, each once, in order.
    var words: String
  }

  /// The name of the report's folder.
  public var name: String
  /// The number that orders it on the index page; nil for one after those that have a number.
  public var order: Int?
  /// The title in HTML.
  public var title: String
  /// The title without mark-up; nil where another version of Lectern wrote the report.
  public var plainTitle: String?
  /// The line below the title in HTML.
  public var subtitle: String?
  /// The language of the text; nil for English.
  public var language: String?
  /// Who wrote it.
  public var authors: [String]
  /// The date, as written.
  public var date: String?
  /// What it is about, in HTML.
  public var abstract: String
  /// The fonts of the formulas in all of these; nil where another version of Lectern wrote the report.
  var fonts: [String]?
  /// A figure in SVG.
  public var thumbnail: String?
  /// How long it takes to read, in minutes.
  public var minutes = 1
  /// What a search finds.
  var sections: [Section] = []
}

extension ReportCard {
  /// Words that a reader takes in within a minute.
  ///
  /// 238 for silent reading of English non-fiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047.
  static let wordsPerMinute = 238

  /// Notes what a report's text says about itself.
  mutating func index(_ passages: [Passage]) {
    var count = 0
    sections = passages.map { passage in
      let words = passage.text.lowercased().split { !$0.isLetter && !$0.isNumber }
      count += words.count
      return Section(
        anchor: passage.anchor, title: passage.title,
        words: Set(words.filter { $0.utf8.count > 2 }).sorted().joined(separator: " "))
    }
    minutes = max((count + Self.wordsPerMinute / 2) / Self.wordsPerMinute, 1)
  }
}

extension ChapterRenderer {
  /// What the index page shows of the report, in HTML that any page can contain.
  mutating func card() -> ReportCard {
    let fonts = document.frontFormulas.flatMap { page.parts.formulas[$0.key]?.fonts ?? [] }
    // The first figure that has a label, else the first.
    let figures = document.figures
    let thumbnail = figures.first { $0.name != nil } ?? figures.first
    var card = ReportCard(
      name: document.name, order: document.order, title: html(document.title.mention),
      plainTitle: document.title.plainText, subtitle: html(document.subtitle).nonEmpty,
      language: document.language == Languages.standard ? nil : document.language,
      authors: document.authors, date: document.date, abstract: html(document.abstract),
      fonts: Set(fonts).sorted(), thumbnail: thumbnail?.text(of: "svg"))
    card.index(document.passages(page.anchors))
    return card
  }
}
