public import Literate
public import NotebookOutputs
public import Storage

/// The outcome of running a chapter.
public struct ChapterRun: Sendable {
  /// What the cells put out, as far as the program came.
  public var outputs: ChapterOutputs
  /// What the compiler warned of, and what is noteworthy about figures.
  public var warnings: [Diagnostic]
  /// Why the program did not come to its end; absent if it did.
  public var failure: Diagnostic?
  /// The absolute paths of the files that the notebook read, sorted.
  public var files: [String] = []
  /// What the notebook looked at in the file system, as it was then, by absolute path.
  public var states: [String: FileState] = [:]
  /// The digests of the variables of the environment that the chapter says it depends on.
  public var environment: [String: String] = [:]
  /// Why the chapter ran, or did not.
  public var reason: RunReason
}
