public import Literate
public import NotebookOutputs
public import Storage

/// The outcome of running a chapter.
public struct ChapterRun: Sendable {
  /// The outputs of the cells, up to where the program stopped.
  public var outputs: ChapterOutputs
  /// Warnings of the compiler and notices about figures.
  public var warnings: [Diagnostic]
  /// Why the program did not finish; nil if it did.
  public var failure: Diagnostic?
  /// The absolute paths of the files that the notebook read, sorted.
  public var files: [String] = []
  /// The states of the paths that the notebook examined, as it found them, by absolute path.
  public var states: [String: FileState] = [:]
  /// The digests of the environment variables that the chapter declares as dependencies, by name.
  public var environment: [String: String] = [:]
  /// Why the chapter ran or did not run.
  public var reason: RunReason
}
