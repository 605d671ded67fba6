internal import FoundationEssentials
internal import Literate
internal import NotebookOutputs
public import Storage
internal import SystemPackage

/// Runs chapters or finds their results in the cache.
public struct Runner: Sendable {
  /// The compiler and the modules.
  public let toolchain: Toolchain
  /// The cache of results.
  public let cache: Cache
  /// The resource limits of each chapter.
  public let limits: RunLimits
  /// Whether cached results may be used.
  public let usesCache: Bool
  /// The name of the theme for figures that set none; nil for the default.
  public let theme: String?

  /// Creates a runner.
  public init(
    toolchain: Toolchain, cache: Cache, limits: RunLimits = RunLimits(), usesCache: Bool = true,
    theme: String? = nil
  ) {
    self.toolchain = toolchain
    self.cache = cache
    self.limits = limits
    self.usesCache = usesCache
    self.theme = theme
  }

  /// The folder for temporary folders of builds and runs.
  private var scratch: String { "\(cache.folder)/scratch" }

  /// The build of a chapter's program.
  func build(of chapter: Chapter) -> ChapterBuild {
    ChapterBuild(of: chapter, with: toolchain, limits: limits, scratch: scratch)
  }

  /// Runs a chapter, unless the cache has its result.
  ///
  /// - Parameters:
  ///   - chapter: A Swift chapter.
  ///   - build: The build of its program, shared by chapters that differ only in the values of their
  ///     parameters.
  ///   - modules: The digests of the modules.
  /// - Returns: The outcome. If the program stopped early, it contains the outputs until then and the
  ///   reason.
  /// - Throws: `Diagnostics` if the chapter does not compile; `ToolchainError`, `FileFailure` or another
  ///   error if the machine fails.
  func run(
    _ chapter: Chapter, build: ChapterBuild, modules: ModuleDigests
  ) async throws -> ChapterRun {
    let program = WovenProgram(weaving: chapter)
    let folder = NotebookFolder(of: chapter.file.path)
    let declared = DeclaredInputs(of: chapter, in: folder)
    let trace = RunTrace(
      of: chapter, program, environment: declared.environment, modules: modules,
      compiler: toolchain, theme: theme)
    let runCache = RunCache(cache: cache, key: trace.key)
    let cached = usesCache && chapter.usesCache ? runCache.find(in: folder) : .absent
    if case .found(let record, let inputs, let states) = cached {
      return ChapterRun(
        outputs: record.outputs, warnings: record.warnings.compactMap { $0.placed(in: chapter) },
        failure: nil, files: inputs.files(in: folder), states: states,
        environment: declared.environment, reason: .cacheHit)
    }
    var (run, inputs, isStable) = try await run(chapter, program, declared, build)
    run.reason =
      if case .damaged = cached {
        .cacheCorrupt
      } else if !usesCache {
        .forced
      } else if !chapter.usesCache {
        .neverCached
      } else {
        trace.reason(
          comparedWith: RunTrace(ofLastRunOf: chapter.file.path, in: cache), in: folder)
      }
    if run.failure == nil, isStable, chapter.usesCache {
      try runCache.store(RunRecord(of: run, in: chapter), inputs)
    }
    try trace.store(with: inputs, as: chapter.file.path, in: cache)
    return run
  }

  /// Compiles and runs a chapter.
  ///
  /// If a cell that is meant to fail does not compile or traps, the program is compiled and run again
  /// without that cell.
  private func run(
    _ chapter: Chapter, _ whole: WovenProgram, _ declared: DeclaredInputs, _ build: ChapterBuild
  ) async throws -> (run: ChapterRun, inputs: RunInputs, isStable: Bool) {
    let folder = NotebookFolder(of: chapter.file.path)
    var program = whole
    var failed: [Int: [ChapterOutputs.Item]] = [:]
    while true {
      let compilation = try await build.compilation(of: program, skipping: Set(failed.keys))
      guard let executable = compilation.executable else {
        let cells = chapter.cellsMeantToFail(with: compilation.messages)
        guard !cells.isEmpty else { throw Diagnostics(compilation.messages) }
        failed.merge(cells) { $1 }
        program = WovenProgram(weaving: chapter, skipping: Set(failed.keys))
        continue
      }
      let runFolder = try ScratchFolder(in: scratch)
      let execution: Execution
      do {
        execution = try await Execution.run(
          executable, into: runFolder.path, in: folder.path.string,
          parameters: chapter.parameterValues, theme: theme, chapter: chapter.stem,
          limits: limits)
      } catch let error as EventError {
        throw Diagnostics([Diagnostic(.damagedRecord(error), in: chapter)])
      } catch let error as FileAccessError {
        throw Diagnostics([Diagnostic(.damagedRecord(error), in: chapter)])
      }
      // A program that was killed because the render was cancelled did not fail.
      try Task.checkCancellation()
      var outputs = try ChapterOutputs(execution, of: chapter, folder: runFolder.path)
      for (cell, items) in failed { outputs.cells[cell] = items }
      let failure = execution.failure(in: chapter, shift: program.firstLineShift, limits: limits)
      if let failure, let cell = execution.openCell,
        let message = (failure.problem as? RunningProblem)?.messageInCell,
        chapter.codeCells[cell].options.error
      {
        failed[cell] = outputs.cells[cell] + [.failed(message)]
        program = WovenProgram(weaving: chapter, skipping: Set(failed.keys))
        continue
      }
      var warnings = compilation.messages + execution.notices(in: chapter)
      if failure == nil {
        let unexpected = chapter.unexpectedSuccesses(in: outputs)
        guard unexpected.isEmpty else { throw Diagnostics(warnings + unexpected) }
      }
      let (inputs, states, unstable) = RunInputs.read(
        FileInput.inputs(of: execution.accesses), declared, in: folder)
      // A chapter that runs at every render needs no warning: its result is not cached.
      warnings += (chapter.usesCache ? unstable : []).map { input in
        let path = folder.relative(input.path)
        return Diagnostic(
          input.isWritten ? .inputWritten(path: path) : .inputChanged(path: path), in: chapter,
          severity: .warning)
      }
      let run = ChapterRun(
        outputs: outputs, warnings: warnings, failure: failure,
        files: inputs.files(in: folder), states: states, environment: declared.environment,
        reason: .forced)
      return (run, inputs, unstable.isEmpty)
    }
  }
}

extension Diagnostic {
  /// A problem of a whole chapter.
  fileprivate init(_ problem: RunningProblem, in chapter: Chapter, severity: Severity = .error) {
    self.init(problem, at: chapter.file.location(line: 1, column: 1), severity: severity)
  }
}

extension RunningProblem {
  /// The problem that a run's events are damaged.
  fileprivate static func damagedRecord(_ error: EventError) -> RunningProblem {
    switch error {
    case .notAnEvent(let line): .damagedRecord(name: "events", position: line)
    }
  }

  /// The problem that a run's records of file accesses are damaged.
  fileprivate static func damagedRecord(_ error: FileAccessError) -> RunningProblem {
    switch error {
    case .malformed(let offset), .unfinished(let offset):
      .damagedRecord(name: "accesses", position: offset)
    case .pathNotUTF8(let path): .fileNameNotUTF8(path: path)
    }
  }

  /// The message that a cell shows if it was meant to fail and this problem stopped the program; nil
  /// for problems that no cell can be meant to cause.
  fileprivate var messageInCell: String? {
    switch self {
    case .trap(let message): message
    case .undrawable(let reason): reason
    default: nil
    }
  }
}
