/// A report's entry on the index page.
public struct ReportCard: Codable, Equatable, Sendable {
  /// A section that a search can find.
  struct Section: Codable, Equatable, Sendable {
    /// The anchor on the page.
    var anchor: String
    /// The heading.
    var title: String
    /// The words of its text, in lower case, sorted, without duplicates.
    var words: String
  }

  /// The name of the report's folder.
  public var name: String
  /// The number that orders it on the index page; nil to come after the reports that have one.
  public var order: Int?
  /// The title in HTML.
  public var title: String
  /// The title without markup; nil if another version of Lectern wrote the report.
  public var plainTitle: String?
  /// The line below the title in HTML.
  public var subtitle: String?
  /// The language of the text; nil for English.
  public var language: String?
  /// The authors' names.
  public var authors: [String]
  /// The date, as written.
  public var date: String?
  /// The abstract in HTML.
  public var abstract: String
  /// The fonts of the formulas in these texts; nil if another version of Lectern wrote the report.
  var fonts: [String]?
  /// A figure in SVG.
  public var thumbnail: String?
  /// The reading time in minutes.
  public var minutes = 1
  /// The sections for the search.
  var sections: [Section] = []
}

extension ReportCard {
  /// The reading speed in words per minute.
  ///
  /// 238 for silent reading of English nonfiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047.
  static let wordsPerMinute = 238

  /// Sets the reading time and the sections for the search from a report's text.
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
  /// The card of the report, in HTML that any page can contain.
  mutating func card() -> ReportCard {
    let fonts = document.frontFormulas.flatMap { page.parts.formulas[$0.key]?.fonts ?? [] }
    // The first labeled figure, or else the first figure.
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
