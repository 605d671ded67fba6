internal import FoundationEssentials
internal import Glibc
internal import Literate
internal import Storage
internal import SystemPackage

/// What tells one build of the modules from another, module by module.
///
/// A module's digest covers its compiled code and that of every module it depends on, so that a
/// chapter runs again exactly when something that it imports is another.
public struct ModuleDigests: Codable, Equatable, Sendable {
  /// The build that was looked at: sizes and times of change of the library and the compiler.
  var build: String
  /// The digest of each module.
  var digests: [String: String]
  /// The modules that each depends on, over any number of steps.
  var dependencies: [String: [String]]

  /// The modules that every notebook depends on, because the woven program calls them.
  static let always = ["Notebook"]

  /// Looks at a build.
  ///
  /// - Parameter build: A folder of `<Module>.build` folders, each with the module's object files and
  ///   a list of the modules that they were compiled against (`.d`).
  init(ofBuild build: String, in folder: String, modules: [String]) {
    self.build = build
    var direct: [String: [String]] = [:]
    var own: [String: String] = [:]
    for module in modules {
      let place = "\(folder)/\(module).build"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      // What has no objects of its own, or whose list is gone, depends on the whole build.
      let objects = names.filter { $0.hasSuffix(".o") }.sorted()
      let lists = names.filter { $0.hasSuffix(".d") }.sorted()
      guard !objects.isEmpty, !lists.isEmpty else {
        own[module] = build
        continue
      }
      let parts = objects.map { try? readFile("\(place)/\($0)") }
      // Objects that are being replaced belong to no build.
      own[module] =
        parts.contains(nil)
        ? build : "\(Digest(parts.map { "\(Digest($0 ?? []))" }.joined(separator: "\n")))"
      let used = Set(lists.flatMap { modulesNamed(in: "\(place)/\($0)") })
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

  /// What decides a chapter of those that it imports: names and digests, and the compiler.
  func state(importing imports: [String]) -> String {
    let names = Set(imports + Self.always).filter { digests[$0] != nil }.sorted()
    return names.map { "\($0) \(digests[$0] ?? "")" }.joined(separator: "\n")
  }
}

/// The names of the modules that a list of dependencies mentions: `…/Modules/Statistics.swiftmodule`.
private func modulesNamed(in path: String) -> [String] {
  guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [] }
  let text = String(decoding: data, as: UTF8.self)
  return Set(text.split { $0 == " " || $0 == "\n" }.filter { $0.hasSuffix(".swiftmodule") })
    .compactMap { FilePath(String($0)).stem }
}

extension ModuleDigests {
  /// The digests of a build's modules, computed once for each build.
  init(of toolchain: Toolchain, in cache: Cache) {
    let build = toolchain.fingerprint
    let key = CacheKey("modules", [build])
    if let known = cache[key]?.value("digests", as: ModuleDigests.self), known.build == build {
      self = known
      return
    }
    self.init(ofBuild: build, in: toolchain.libraries, modules: toolchain.moduleNames)
    var entry = CacheEntry()
    // What cannot be kept is computed again.
    if (try? entry.set("digests", to: self)) != nil { try? cache.store(entry, as: key) }
  }
}
