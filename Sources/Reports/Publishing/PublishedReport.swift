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
