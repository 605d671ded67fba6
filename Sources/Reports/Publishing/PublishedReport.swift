public import Literate

/// A report ready for publishing: the bytes of its files, and its card for the index page.
public struct PublishedReport: Equatable, Sendable {
  /// The name of the report's folder.
  public var name: String
  /// The bytes of each file, by path in the folder.
  public var files: [String: [UInt8]]
  /// The card for the index page.
  public var card: ReportCard
  /// The warnings.
  public var warnings: [Diagnostic]
  /// The source of the report.
  ///
  /// The index page lists the report while the source exists.
  public var source: ReportSource?

  /// Creates a report.
  public init(
    name: String, files: [String: [UInt8]], card: ReportCard, warnings: [Diagnostic],
    source: ReportSource? = nil
  ) {
    self.name = name
    self.files = files
    self.card = card
    self.warnings = warnings
    self.source = source
  }
}
