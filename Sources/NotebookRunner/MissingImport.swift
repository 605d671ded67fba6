internal import Literate
internal import Storage

extension Toolchain {
  /// Adds the missing import to an error about an unknown name, if a module that the notebook does not
  /// import declares the name.
  func suggestingImport(_ diagnostic: Diagnostic, in program: String) -> Diagnostic {
    guard case RunningProblem.compiler(let message) = diagnostic.problem,
      let match = message.wholeMatch(of: /cannot find (?:type )?'([^']+)' in scope/),
      let module = module(declaring: String(match.1)),
      !program.contains("import \(module)\n")
    else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.problem = RunningProblem.notImported(name: String(match.1), module: module)
    return diagnostic
  }

  /// The module that declares a top-level name: one of Lectern's, or Foundation for its common names.
  private func module(declaring name: String) -> String? {
    if namesOfFoundation.contains(name) { return "Foundation" }
    guard let library = try? readFile("\(libraries)/lib\(Self.library).so") else { return nil }
    return Self.modulesForNotebooks.first { module in
      // A mangled symbol begins with the module's name and its own, each preceded by its length
      // (https://github.com/swiftlang/swift/blob/main/docs/ABI/Mangling.rst).
      let symbol = "$s\(module.utf8.count)\(module)\(name.utf8.count)\(name)"
      return library.firstRange(ofBytes: symbol) != nil
    }
  }
}

private let namesOfFoundation: Set = [
  "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "cos", "cosh", "erf",
  "erfc", "exp", "exp2", "expm1", "fabs", "floor", "fmod", "hypot", "lgamma", "log", "log10",
  "log1p",
  "log2", "pow", "round", "sin", "sinh", "sqrt", "tan", "tanh", "tgamma", "trunc", "Calendar",
  "Data",
  "Date", "DateFormatter", "FileManager", "JSONDecoder", "JSONEncoder", "Locale", "NumberFormatter",
  "ProcessInfo", "TimeZone", "URL", "UUID",
]
