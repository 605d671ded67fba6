public import Literate
public import NotebookOutputs

/// What came of running a chapter.
public struct ChapterRun: Sendable {
  /// What the cells put out, as far as the program came.
  public var outputs: ChapterOutputs
  /// What the compiler warned of, and what is noteworthy about figures.
  public var warnings: [Diagnostic]
  /// Why the program did not come to its end; absent if it did.
  public var failure: Diagnostic?
  /// The files that the notebook read, sorted.
  public var inputs: [String] = []
  /// Why the chapter ran, or did not.
  public var reason: RunReason
}
