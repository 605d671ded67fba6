internal import FoundationEssentials
internal import Literate
internal import NotebookOutputs
internal import Storage

/// What decided a run besides its files; the last one of a chapter is kept to say what is different
/// about the next.
struct RunTrace: Codable, Equatable {
  var modules: String
  var code: String
  var parameters: String
  /// The digests of the variables of the environment that the chapter says it depends on.
  var environment: [String: String]
  /// What the run read.
  var inputs = RunInputs()

  /// Collects what decides a run.
  init(
    of chapter: Chapter, _ program: WovenProgram, environment: [String: String],
    modules: ModuleDigests, compiler toolchain: Toolchain, theme: String?
  ) {
    self.environment = environment
    self.modules = [
      "contract \(Event.version)", toolchain.compiler, platform,
      modules.state(importing: chapter.imports), Toolchain.stateOfFonts,
    ].joined(separator: "\n")
    code = program.executed
    parameters = "\(Execution.lines(of: chapter.parameterValues))\ntheme \(theme ?? "")"
  }

  /// Everything that decides the run, for its key.
  var parts: [String] {
    [modules, parameters, code]
      + environment.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
  }

  /// Why a run is not in the cache.
  ///
  /// - Parameter last: The trace of the last run of the same chapter, if there is one.
  func reason(comparedWith last: RunTrace?, in folder: NotebookFolder) -> RunReason {
    guard let last else { return .notCached }
    if last.modules != "\(Digest(modules))" { return .modulesChanged }
    if last.code != "\(Digest(code))" { return .codeChanged }
    if last.parameters != parameters { return .parametersChanged }
    let variables = environment.filter { last.environment[$0.key] != $0.value }
    if let name = variables.keys.min() { return .inputChanged(path: "env:\(name)") }
    return last.inputs.changed(in: folder).map { .inputChanged(path: folder.relative($0)) }
      ?? .notCached
  }

  /// The trace of a chapter's last run.
  static func last(of chapter: String, in cache: Cache) -> RunTrace? {
    cache[key(of: chapter)]?.value("trace")
  }

  /// Keeps the trace with what the run read.
  func keep(with inputs: RunInputs, as chapter: String, in cache: Cache) throws {
    var trace = self
    trace.modules = "\(Digest(modules))"
    trace.code = "\(Digest(code))"
    trace.inputs = inputs
    var entry = CacheEntry()
    try entry.set("trace", to: trace)
    try cache.keep(entry, as: Self.key(of: chapter))
  }

  private static func key(of chapter: String) -> CacheKey {
    CacheKey("traces", [FileManager.default.currentDirectoryPath, chapter])
  }
}

#if arch(arm64)
  private let platform = "arm64"
#elseif arch(x86_64)
  private let platform = "x86_64"
#else
  private let platform = "other"
#endif
