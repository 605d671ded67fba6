public import Storage

/// The outcome of publishing, recorded while the output folder was locked.
public struct Publication: Equatable, Sendable {
  /// Whether anything changed.
  public var isNew: Bool
  /// The versions of the published files in the output folder, by path.
  public var files: [String: FileIdentity]
}

/// A report in the output folder whose source no longer exists.
public struct LeftOver: Equatable, Sendable {
  /// The path of the report's folder.
  public var path: String
  /// The path of the source, relative to the current folder.
  public var source: String
  /// The name of the report's folder.
  var name: String
}

/// The outcome of publishing the index page.
public struct IndexPublication: Sendable {
  /// The page; nil if there is nothing to list.
  public var publication: Publication?
  /// The published reports that it does not list, by name.
  public var leftOvers: [LeftOver] = []
  /// The errors in writing the page and in removing the remains of killed processes.
  public var failures: [any Error] = []
}

/// The outcome of removing left-over reports.
public struct Cleaning: Sendable {
  /// A removed report, with the files of somebody else that remain in its folder.
  public struct Removal: Equatable, Sendable {
    /// The report.
    public var leftOver: LeftOver
    /// The paths of files and folders that remain.
    public var kept: [String]
  }

  /// The reports that were removed, or would be in a dry run, by name.
  public var removals: [Removal] = []
  /// The paths of reports from earlier versions of Lectern, whose source is unknown.
  public var unknown: [String] = []
  /// The errors.
  ///
  /// The other reports are removed anyway.
  public var failures: [any Error] = []

  /// Creates an empty outcome.
  public init() {}
}
