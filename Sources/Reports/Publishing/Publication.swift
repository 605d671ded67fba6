public import Storage

/// What was published, as it was while the output folder was locked.
public struct Publication: Equatable, Sendable {
  /// Whether anything was different from what was there.
  public var isNew: Bool
  /// Which version of each published file is in the output folder, by its path.
  public var files: [String: FileIdentity]
}

/// A report in the output folder whose source is gone.
public struct LeftOver: Equatable, Sendable {
  /// The path of the report's folder.
  public var path: String
  /// The path of the source, as seen from the current folder.
  public var source: String
  /// The name of the report's folder.
  var name: String
}

/// What became of the index page.
public struct IndexPublication: Sendable {
  /// The page; nil where there is nothing that it could list.
  public var publication: Publication?
  /// The published reports that it does not list, by name.
  public var leftOvers: [LeftOver] = []
  /// Why the page could not be written, and what could not be cleared away that a killed process
  /// left.
  public var failures: [any Error] = []
}

/// What became of left-over reports.
public struct Cleaning: Sendable {
  /// A report that was removed, and what stays of its folder because somebody else put it there.
  public struct Removal: Equatable, Sendable {
    /// The report.
    public var leftOver: LeftOver
    /// The paths of files and folders that stay.
    public var kept: [String]
  }

  /// The reports that were removed, or would be, by name.
  public var removals: [Removal] = []
  /// The paths of reports whose source is not known: an earlier version of Lectern wrote them.
  public var unknown: [String] = []
  /// What went wrong; the other reports are removed.
  public var failures: [any Error] = []

  /// Creates what becomes of nothing.
  public init() {}
}
