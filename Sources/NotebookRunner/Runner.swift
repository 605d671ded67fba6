internal import FoundationEssentials
public import Literate
internal import NotebookOutputs
internal import SystemFiles

/// Compiles and runs chapters, or finds that it need not.
public struct Runner: Sendable {
  /// The compiler and the modules.
  public var toolchain: Toolchain
  /// Where finished runs are kept.
  public var cache: RunCache
  /// How much of the machine a chapter may take.
  public var limits: RunLimits
  /// Whether runs of before may be used.
  public var usesCache: Bool
  /// The theme of the figures whose authors chose none, by its name; nil for the report's own.
  public var theme: String?
  /// What tells this build of the modules from another.
  private let modules: ModuleDigests

  /// Creates a runner.
  public init(
    toolchain: Toolchain, cache: RunCache, limits: RunLimits = RunLimits(), usesCache: Bool = true,
    theme: String? = nil
  ) {
    self.toolchain = toolchain
    self.cache = cache
    self.limits = limits
    self.usesCache = usesCache
    self.theme = theme
    modules = toolchain.moduleDigests()
  }

  /// Runs a chapter.
  ///
  /// - Parameter chapter: A Swift chapter.
  /// - Returns: Its outputs. A program that stopped early gives what it put out until then, and
  ///   says why it stopped.
  /// - Throws: `Diagnostics` where it does not compile; `ToolchainError` and `CacheError` where
  ///   the machine does not do its part.
  public func run(_ chapter: Chapter) async throws -> ChapterRun {
    let program = WovenProgram(weaving: chapter)
    let modules =
      "\(Event.version)\n\(toolchain.compiler)\n\(modules.state(importing: chapter.imports))\n"
      + Toolchain.stateOfFonts
    let parameters =
      Execution.lines(of: chapter.parameterValues) + (theme.map { "\ntheme \($0)" } ?? "")
    let key = Digest("\(modules)\n\(parameters)\n\n\(program.executed)")
    let kept = usesCache ? cache.lookUp(key) : .absent
    if case .found(let entry) = kept {
      return ChapterRun(
        outputs: entry.outputs, warnings: entry.warnings.compactMap { $0.placed(in: chapter) },
        failure: nil, inputs: entry.inputs.keys.sorted(), reason: .nothingChanged)
    }
    var trace = RunTrace(
      modules: "\(Digest(modules))", code: "\(Digest(program.executed))",
      parameters: parameters, inputs: [:])
    let reason: RunReason =
      if case .damaged = kept {
        .keptDamaged
      } else if usesCache {
        trace.reason(comparedWith: cache.trace(of: chapter.file.path))
      } else {
        .asked
      }
    let folder = try cache.beginRun()
    do {
      let (run, inputs) = try await run(chapter, in: folder, key: key, reason: reason)
      trace.inputs = inputs
      cache.keep(trace, of: chapter.file.path)
      return run
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  /// Compiles and runs a chapter, again without them where cells that are meant to fail do so in a
  /// way that no program survives: by not compiling, or by a trap.
  private func run(
    _ chapter: Chapter, in folder: String, key: Digest, reason: RunReason
  ) async throws -> (ChapterRun, inputs: [String: String]) {
    let directory = chapter.file.path.lastIndex(of: "/").map { chapter.file.path[..<$0] } ?? "."
    var failed: [Int: [ChapterOutputs.Item]] = [:]
    while true {
      let program = WovenProgram(weaving: chapter, skipping: Set(failed.keys))
      let compilation = try await Compilation.compile(
        program, of: chapter.file.path, in: folder, with: toolchain)
      guard let executable = compilation.executable else {
        let cells = chapter.cellsMeantToFail(with: compilation.messages)
        guard !cells.isEmpty else { throw Diagnostics(compilation.messages) }
        failed.merge(cells) { $1 }
        continue
      }
      let execution = try await Execution.run(
        executable, into: folder, in: String(directory),
        parameters: chapter.parameterValues, theme: theme, limits: limits)
      // A program that was killed because nobody waits for it any more has not failed.
      try Task.checkCancellation()
      var outputs = ChapterOutputs(execution, of: chapter, folder: folder)
      for (cell, items) in failed { outputs.cells[cell] = items }
      let failure = execution.failure(in: chapter, shift: program.firstLineShift)
      if let failure, let cell = execution.openCell, let message = failure.problem.endOfProgram,
        chapter.codeCells[cell].options.error
      {
        failed[cell] = outputs.cells[cell] + [.failed(message)]
        continue
      }
      var run = ChapterRun(
        outputs: outputs, warnings: compilation.messages + execution.notices(in: chapter),
        failure: failure,
        inputs: execution.inputs.keys.sorted(), reason: reason)
      switch failure?.problem {
      case .timeout?: run.failure?.problem = .timeout(seconds: limits.seconds)
      case .memory?: run.failure?.problem = .memory(bytes: limits.memory)
      default: break
      }
      if failure == nil { try keep(&run, of: chapter, execution.inputs, in: folder, as: key) }
      return (run, execution.inputs)
    }
  }

  /// Keeps a run that came to its end, and says from then on where its files lie.
  private func keep(
    _ run: inout ChapterRun, of chapter: Chapter, _ inputs: [String: String], in folder: String,
    as key: Digest
  ) throws {
    let unexpected = chapter.unexpectedSuccesses(in: run.outputs)
    guard unexpected.isEmpty else { throw Diagnostics(run.warnings + unexpected) }
    run.outputs.folder = ""
    let entry = RunCache.Entry(
      outputs: run.outputs,
      warnings: run.warnings.compactMap { RunCache.CellWarning($0, in: chapter) }, inputs: inputs)
    run.outputs.folder = try cache.keep(entry, from: folder, as: key)
  }
}

extension Problem {
  /// What a cell that is meant to fail shows of an end that no program survives.
  fileprivate var endOfProgram: String? {
    switch self {
    case .trap(let message): message
    case .undrawable(let reason): reason
    default: nil
    }
  }
}

extension RunCache.CellWarning {
  /// The place of a warning in its cell; `nil` for one in prose.
  fileprivate init?(_ diagnostic: Diagnostic, in chapter: Chapter) {
    let cells = chapter.codeCells
    guard let cell = cells.first(where: { $0.lines.contains(diagnostic.location.line) }) else {
      return nil
    }
    self.init(
      cell: cell.index, line: diagnostic.location.line - cell.lines.lowerBound,
      column: diagnostic.location.column, problem: diagnostic.problem)
  }

  /// The warning where the cell stands now.
  fileprivate func placed(in chapter: Chapter) -> Diagnostic? {
    let cells = chapter.codeCells
    guard cells.indices.contains(cell) else { return nil }
    let line = cells[cell].lines.lowerBound + line
    return Diagnostic(
      problem, at: chapter.file.location(line: line, column: column), severity: .warning)
  }
}
