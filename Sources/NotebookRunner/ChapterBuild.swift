internal import Literate
internal import Storage

/// A chapter's program, compiled once for all values of its parameters.
///
/// The runs of a sweep may request the executable at the same time; the first request compiles it.
actor ChapterBuild {
  private let chapter: Chapter
  private let toolchain: Toolchain
  private let limits: RunLimits
  private let scratch: String
  private var compilations: [Set<Int>: Task<Compilation, any Error>] = [:]

  /// Creates a build; nothing is compiled until the executable is requested.
  init(of chapter: Chapter, with toolchain: Toolchain, limits: RunLimits, scratch: String) {
    self.chapter = chapter
    self.toolchain = toolchain
    self.limits = limits
    self.scratch = scratch
  }

  /// The compiled program without some cells, which are known to stop it.
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

  /// Removes the executables; called after the last run.
  func discard() async {
    for task in compilations.values { (try? await task.value)?.removeFolder() }
  }
}
