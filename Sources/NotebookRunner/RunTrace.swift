internal import Literate
internal import NotebookOutputs
internal import Storage
internal import SystemPackage

/// Everything that determines a run; a chapter's last trace is stored to explain why the next run is
/// needed.
struct RunTrace: Equatable {
  /// The digests of everything except files, by name: `modules`, `code`, `parameters`, and `env:NAME`
  /// for each environment variable that the chapter declares as a dependency.
  var parts: [String: String]
  /// The files that the run depends on.
  var inputs = RunInputs()

  /// Collects everything except files.
  init(
    of chapter: Chapter, _ program: WovenProgram, environment: [String: String],
    modules: ModuleDigests, compiler toolchain: Toolchain, theme: String?
  ) {
    let modules = [
      "contract \(Event.version)", toolchain.compiler, platform,
      modules.state(importing: chapter.imports), Toolchain.stateOfFonts,
    ]
    let code = chapter.dependencies.map { "depends on \($0.dependency)" } + [program.executed]
    let parameters = [
      Execution.lines(of: chapter.parameterValues), "theme \(theme ?? "")",
      "chapter \(chapter.stem)",
    ]
    parts = ["modules": modules, "code": code, "parameters": parameters]
      .mapValues { "\(Digest($0.joined(separator: "\n")))" }
    for (name, digest) in environment { parts["env:\(name)"] = digest }
  }

  /// The key of the program's runs.
  var key: CacheKey {
    CacheKey("programs", parts.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
  }

  /// Why the cache does not contain the run.
  ///
  /// - Parameters:
  ///   - last: The trace of the chapter's last run, if there is one.
  ///   - folder: The notebook's folder.
  func reason(comparedWith last: RunTrace?, in folder: NotebookFolder) -> RunReason {
    guard let last else { return .notCached }
    let changed = parts.filter { last.parts[$0.key] != $0.value }
    if changed["modules"] != nil { return .modulesChanged }
    if changed["code"] != nil { return .codeChanged }
    if changed["parameters"] != nil { return .parametersChanged }
    if let name = changed.keys.min() { return .inputChanged(path: name) }
    return last.inputs.changed(in: folder).map { .inputChanged(path: folder.relative($0)) }
      ?? .notCached
  }

  private static let inputs = "inputs"

  /// The trace of a chapter's last run; nil if there is none.
  init?(ofLastRunOf chapter: String, in cache: Cache) {
    guard let entry = cache[Self.key(of: chapter)],
      let inputs = entry.records[Self.inputs].flatMap(RunInputs.init(bytes:))
    else { return nil }
    self.inputs = inputs
    parts = entry.records.filter { $0.key != Self.inputs }
      .mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// Stores the trace together with the inputs of the run.
  func store(with inputs: RunInputs, as chapter: String, in cache: Cache) throws {
    var entry = CacheEntry(parts.mapValues { Array($0.utf8) })
    entry.records[Self.inputs] = inputs.bytes
    // A lost trace only makes `--explain` less precise.
    try cache.store(entry, as: Self.key(of: chapter), isDurable: false)
  }

  private static func key(of chapter: String) -> CacheKey {
    CacheKey("traces", [FilePath(chapter).absolute.string])
  }
}

#if arch(arm64)
  private let platform = "arm64"
#elseif arch(x86_64)
  private let platform = "x86_64"
#else
  private let platform = "other"
#endif

extension Chapter {
  /// The name of its file without the extension.
  var stem: String {
    let name = file.path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? String(name)
  }
}
