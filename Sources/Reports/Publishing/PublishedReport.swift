public import Literate

/// A report, ready to be written: its files' bytes and what the shelf says about it.
public struct PublishedReport: Equatable, Sendable {
  /// The name of the report's folder.
  public var name: String
  /// The bytes of each file, by its path in the folder.
  public var files: [String: [UInt8]]
  /// What the shelf shows.
  public var card: ShelfCard
  /// What could be better.
  public var warnings: [Diagnostic]

  /// Creates a report.
  public init(name: String, files: [String: [UInt8]], card: ShelfCard, warnings: [Diagnostic]) {
    self.name = name
    self.files = files
    self.card = card
    self.warnings = warnings
  }
}

/// What the shelf says about a report.
public struct ShelfCard: Codable, Equatable, Sendable {
  /// The name of the report's folder.
  public var name: String
  /// The title in HTML.
  public var title: String
  /// The line below the title in HTML.
  public var subtitle: String?
  /// Who wrote it.
  public var authors: [String]
  /// The date, as written.
  public var date: String?
  /// What it is about, in HTML.
  public var abstract: String
  /// A figure in SVG.
  public var thumbnail: String?
}
