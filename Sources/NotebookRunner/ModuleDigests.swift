internal import FoundationEssentials
internal import Glibc
internal import Literate
internal import Storage
internal import SystemPackage

/// Identifies a build of the modules, with one digest per module.
///
/// A module's digest covers its compiled code and that of every module it depends on, so that a
/// chapter runs again exactly if a module that it imports has changed.
public struct ModuleDigests: Codable, Equatable, Sendable {
  /// Identifies the build: the versions of the library's and the compiler's files.
  var build: String
  /// The digest of each module.
  var digests: [String: String]
  /// The modules that each module depends on, directly or indirectly.
  var dependencies: [String: [String]]

  /// The modules that every notebook depends on, because the woven program calls them.
  static let always = ["Notebook"]

  /// Computes the digests of a build.
  ///
  /// - Parameters:
  ///   - build: Identifies the build.
  ///   - folder: A folder of `<Module>.build` folders, each with the module's object files and lists of
  ///     the modules that they were compiled against (`.d`).
  ///   - modules: The names of the modules.
  init(ofBuild build: String, in folder: String, modules: [String]) {
    self.build = build
    var direct: [String: [String]] = [:]
    var own: [String: String] = [:]
    for module in modules {
      let moduleFolder = "\(folder)/\(module).build"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: moduleFolder)) ?? []
      // A module without object files or lists depends on the whole build.
      let objects = names.filter { $0.hasSuffix(".o") }.sorted()
      let lists = names.filter { $0.hasSuffix(".d") }.sorted()
      guard !objects.isEmpty, !lists.isEmpty else {
        own[module] = build
        continue
      }
      let parts = objects.map { try? readFile("\(moduleFolder)/\($0)") }
      // Object files that cannot be read are just being replaced.
      own[module] =
        parts.contains(nil)
        ? build : "\(Digest(parts.map { "\(Digest($0 ?? []))" }.joined(separator: "\n")))"
      let used = Set(lists.flatMap { modulesNamed(in: "\(moduleFolder)/\($0)") })
      direct[module] = modules.filter { used.contains($0) && $0 != module }
    }
    digests = [:]
    dependencies = [:]
    for module in modules {
      var reached: Set<String> = []
      var waiting = [module]
      while let next = waiting.popLast() {
        for name in direct[next] ?? [] where reached.insert(name).inserted { waiting.append(name) }
      }
      dependencies[module] = reached.sorted()
      let all = [module] + reached.sorted()
      digests[module] = "\(Digest(all.map { own[$0] ?? "" }.joined(separator: "\n")))"
    }
  }

  /// The names and digests of the modules that a chapter imports, one per line.
  func state(importing imports: [String]) -> String {
    let names = Set(imports + Self.always).filter { digests[$0] != nil }.sorted()
    return names.map { "\($0) \(digests[$0] ?? "")" }.joined(separator: "\n")
  }
}

/// The modules in a list of dependencies, which contains paths like `…/Modules/Statistics.swiftmodule`.
private func modulesNamed(in path: String) -> [String] {
  guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
  let text = String(decoding: data, as: UTF8.self)
  return Set(text.split { $0 == " " || $0 == "\n" }.filter { $0.hasSuffix(".swiftmodule") })
    .compactMap { FilePath(String($0)).stem }
}

extension ModuleDigests {
  /// The digests of a toolchain's modules, from the cache if it has them.
  init(of toolchain: Toolchain, in cache: Cache) {
    let build = toolchain.fingerprint
    let key = CacheKey("modules", [build])
    if let cached = cache[key]?.value("digests", as: ModuleDigests.self), cached.build == build {
      self = cached
      return
    }
    self.init(ofBuild: build, in: toolchain.libraries, modules: toolchain.moduleNames)
    var entry = CacheEntry()
    // If storing fails, the digests are computed again next time.
    if (try? entry.set("digests", to: self)) != nil { try? cache.store(entry, as: key) }
  }
}
