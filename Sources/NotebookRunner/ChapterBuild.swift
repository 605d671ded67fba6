internal import Literate
internal import Storage

/// A chapter's program, compiled once for all the values of its parameters.
///
/// Several runs of one sweep ask for the executable at the same time; the first one compiles it.
actor ChapterBuild {
  private let chapter: Chapter
  private let toolchain: Toolchain
  private let limits: RunLimits
  private let scratch: String
  private var compilations: [Set<Int>: Task<Compilation, any Error>] = [:]

  /// Creates a build, which compiles when it is first asked.
  init(of chapter: Chapter, with toolchain: Toolchain, limits: RunLimits, scratch: String) {
    self.chapter = chapter
    self.toolchain = toolchain
    self.limits = limits
    self.scratch = scratch
  }

  /// The compiled program without some cells, which are known to end it.
  func compilation(
    of program: WovenProgram, skipping skipped: Set<Int>
  ) async throws -> Compilation {
    let task =
      compilations[skipped]
      ?? Task { [chapter, toolchain, limits, scratch] in
        try await Compilation.compile(
          program, of: chapter.file.path, in: try ScratchFolder(in: scratch), with: toolchain,
          limits: limits.ofCompiler)
      }
    compilations[skipped] = task
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
