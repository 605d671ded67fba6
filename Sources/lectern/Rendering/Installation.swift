import FoundationEssentials
import NotebookRunner
import Storage
import SystemFiles
import SystemPackage

/// The locations of the program's parts.
struct Installation: Sendable {
  /// The executable, with links resolved.
  let executable: FilePath

  /// Finds the running program.
  init() {
    executable = FilePath("/proc/self/exe").resolved ?? FilePath(CommandLine.arguments[0])
  }

  /// The folder of the executable.
  private var folder: FilePath { executable.removingLastComponent() }

  /// The files of the program and the system on which the result of a render depends.
  var programs: [String] {
    let scripts: [(SystemFolder, String)] = [
      (.katex, "katex.min.js"), (.katex, "katex.min.css"), (.highlightJS, "highlight.min.js"),
    ]
    return [executable.string, folder.appending("libLecternNotebook.so").string]
      + scripts.compactMap { try? $0.path(of: $1) }
      + FigureFont.allCases.compactMap { try? $0.path() }
  }

  /// The cache of results: the folder `LECTERN_CACHE`, relative to the current folder, else `lectern` in
  /// the user's cache folder (XDG Base Directory Specification 0.8).
  var cache: Cache {
    let environment = ProcessInfo.processInfo.environment
    func folder(_ variable: String) -> FilePath? {
      environment[variable].flatMap { $0.isEmpty ? nil : FilePath($0) }
    }
    // The specification requires a relative XDG_CACHE_HOME to be ignored.
    let shared = folder("XDG_CACHE_HOME").flatMap { $0.isAbsolute ? $0 : nil }
    let user = shared ?? folder("HOME")?.appending(".cache")
    let path =
      folder("LECTERN_CACHE") ?? user?.appending("lectern")
      ?? FilePath(FileManager.default.temporaryDirectory.path()).appending("lectern")
    let here = FilePath(FileManager.default.currentDirectoryPath)
    return Cache(folder: here.pushing(path).string)
  }

  /// The version of the compiler that built the modules, such as `6.3.1`, which each module contains.
  var compilerVersion: String? {
    let module = folder.appending("Modules/NotebookOutputs.swiftmodule").string
    guard let bytes = try? readFile(module), let mark = bytes.firstRange(ofBytes: "Swift version ")
    else { return nil }
    let version = bytes[mark.upperBound...].prefix { $0 > UInt8(ascii: " ") }
    return String(decoding: version, as: UTF8.self)
  }

  /// The folder of templates: `templates` in the current folder, else the installed one
  /// (`share/lectern/templates`), else the one of the package from which the program was built.
  var templates: String {
    let parents = Array(executable.ancestors.dropFirst())
    let folders =
      [FilePath("templates")]
      + parents.flatMap { [$0.appending("share/lectern/templates"), $0.appending("templates")] }
    let found = folders.first { exists($0.appending("page.mustache").string) }
    return found?.string ?? "templates"
  }

  /// The compiler, and the modules that were built together with the program.
  func toolchain() throws -> Toolchain {
    let toolchain = try Toolchain(builtInto: folder)
    try toolchain.hideCModules()
    return toolchain
  }
}
