internal import FoundationEssentials
internal import Literate
internal import Subprocess

extension Toolchain {
  /// The compiler's messages, with the modules that have the names which it does not find.
  ///
  /// - Parameters:
  ///   - messages: What the compiler said of a notebook.
  ///   - folder: An existing folder for a program that asks each module for each name.
  func namingImports(_ messages: [Diagnostic], in folder: String) async -> [Diagnostic] {
    let names = Set(messages.compactMap(\.nameNotFound)).sorted()
    guard !names.isEmpty else { return messages }
    let modules = await modules(having: names, in: folder)
    return messages.map { message in
      guard let name = message.nameNotFound, let modules = modules[name] else { return message }
      var message = message
      message.problem = .missingImport(name: name, modules: modules)
      return message
    }
  }

  /// Which of the modules for notebooks, or else Foundation, have each of the names.
  ///
  /// The compiler itself is asked, with a program of one line `module.name` for each pair. What else
  /// may be wrong with such a line, as that a type is no value, does not matter.
  private func modules(having names: [String], in folder: String) async -> [String: [String]] {
    let modules = Self.modulesForNotebooks + ["Foundation"]
    let pairs = names.flatMap { name in modules.map { (name: name, module: $0) } }
    let program =
      modules.map { "import \($0)\n" }.joined()
      + pairs.map { "_ = \($0.module).`\($0.name)`\n" }.joined()
    let path = "\(folder)/names.swift"
    guard (try? Data(program.utf8).write(to: URL(filePath: path))) != nil,
      let result = try? await Subprocess.run(
        .name("swiftc"),
        arguments: Arguments(
          ["-typecheck", "-diagnostic-style", "llvm", "-no-color-diagnostics", path]
            + readingArguments), output: .discarded, error: .bytes(limit: 1 << 24))
    else { return [:] }
    let said = String(decoding: result.standardError, as: UTF8.self)
    guard !said.contains("no such module") else { return [:] }
    var found: [String: [String]] = [:]
    for pair in pairs
    where !said.contains("module '\(pair.module)' has no member named '\(pair.name)'") {
      found[pair.name, default: []].append(pair.module)
    }
    // Foundation brings all of C along, so it is named only where nothing of ours has the name.
    return found.mapValues { $0.count > 1 ? $0.filter { $0 != "Foundation" } : $0 }
  }
}

extension Diagnostic {
  /// The name that the compiler does not find, if that is what it says.
  fileprivate var nameNotFound: String? {
    guard case .compiler(let message) = problem, severity == .error,
      let match = message.wholeMatch(
        of: /cannot find (?:type )?'([A-Za-z_][A-Za-z0-9_]*)' in scope.*/)
    else { return nil }
    return String(match.1)
  }
}
