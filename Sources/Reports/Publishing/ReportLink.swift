public import Literate

/// A link to a report from another report.
///
/// Links are in the order of the index page: by the reports' numbers, with reports without a number
/// last, and then by name.
public struct ReportLink: Comparable, Sendable {
  /// The name of the report's folder.
  public var name: String
  /// The title, without markup.
  public var title: String
  /// The number that orders the report on the index page, if it has one.
  public var order: Int?

  /// Creates a link.
  public init(name: String, title: String, order: Int? = nil) {
    self.name = name
    self.title = title
    self.order = order
  }

  /// Whether the first report comes before the second one on the index page.
  public static func < (first: ReportLink, second: ReportLink) -> Bool {
    (first.order ?? .max, first.name) < (second.order ?? .max, second.name)
  }
}

extension ReportCard {
  /// A link to this report from another report.
  public var link: ReportLink { ReportLink(name: name, title: plainTitle ?? name, order: order) }
}

extension Document {
  /// A link to this report from another report.
  public var link: ReportLink { ReportLink(name: name, title: title.plainText, order: order) }
}

extension ReportLink {
  /// Creates a link from the beginning of a report's source.
  ///
  /// The result is the same as for a `Document` of the report of which nothing has run.
  ///
  /// - Parameters:
  ///   - path: A folder of chapters or one file.
  ///   - files: The source of the texts.
  /// - Throws: `Diagnostics` if a file cannot be read or is not UTF-8.
  public init(beginningOf path: String, files: TextFiles = .disk()) throws(Diagnostics) {
    var lines = 64
    while true {
      if let link = ReportLink(try Report.Beginning(of: path, lines: lines, files: files)) {
        self = link
        return
      }
      lines *= 4
    }
  }

  /// Creates the link; nil if more of the chapter could result in another title.
  private init?(_ beginning: Report.Beginning) {
    let report = beginning.report
    let front = report.frontMatterOfDocument
    self.init(name: report.name, title: "", order: front.order)
    if let title = front.title { self.title = MarkdownContent(title, values: []).inlines.plainText }
    if title.isEmpty, report.isOneChapter, let chapter = report.chapters.first {
      let blocks = MarkdownContent(MarkedText(chapter.parts), values: []).blocks
      let firstVisible = blocks.firstIndex(where: \.isVisible)
      title = blocks.chapterHeading?.content.plainText ?? chapter.nameOfFile
      // The meaning of a comment in a Swift file depends on the next statement, and a paragraph
      // ends where the next one begins. Brackets may be a link or a footnote that is defined
      // further down.
      let following = firstVisible.map { blocks[($0 + 1)...] } ?? []
      let isDecided =
        chapter.language == .swift
        ? following.contains { !$0.isVisible } : !following.isEmpty
      guard beginning.isWhole || isDecided && !title.contains("[") else { return nil }
    }
    if title.isEmpty { title = report.name }
  }
}

extension [ReportLink] {
  /// The reports before and after a report.
  public func neighbors(of name: String) -> (previous: ReportLink?, next: ReportLink?) {
    guard let index = firstIndex(where: { $0.name == name }) else { return (nil, nil) }
    return (index > 0 ? self[index - 1] : nil, index + 1 < count ? self[index + 1] : nil)
  }
}
