import FoundationEssentials
import NotebookRunner
import Storage
import SystemFiles

/// Where the parts of this program lie.
struct Installation {
  /// The program itself.
  let executable: String

  init() throws {
    executable = executablePath()
  }

  /// The folder that the program was built into.
  private var folder: String {
    executable.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }

  /// The files that decide what a rendering does with its input: the program's, and the system's.
  var programs: [String] {
    let scripts: [(SystemFolder, String)] = [
      (.katex, "katex.min.js"), (.katex, "katex.min.css"), (.highlightJS, "highlight.min.js"),
    ]
    return [executable, folder + "/libLecternNotebook.so"]
      + scripts.compactMap { try? $0.path(of: $1) }
      + FigureFont.allCases.compactMap { try? $0.path() }
  }

  /// Where results are kept: what `LECTERN_CACHE` says, from the current folder, else where the user's
  /// caches are (XDG Base Directory Specification 0.8).
  var cache: Cache {
    let environment = ProcessInfo.processInfo.environment
    func folder(_ variable: String, _ rest: String) -> String? {
      environment[variable].flatMap { $0.isEmpty ? nil : $0 + rest }
    }
    // The specification has it that a relative XDG_CACHE_HOME does not count.
    let shared = folder("XDG_CACHE_HOME", "/lectern").flatMap { $0.hasPrefix("/") ? $0 : nil }
    let path =
      folder("LECTERN_CACHE", "") ?? shared ?? folder("HOME", "/.cache/lectern")
      ?? "\(FileManager.default.temporaryDirectory.path())/lectern"
    let here = FileManager.default.currentDirectoryPath
    return Cache(folder: path.hasPrefix("/") ? path : "\(here)/\(path)")
  }

  /// The version of the compiler, which it writes into every module, such as `6.3.1`.
  var compilerVersion: String? {
    let module = folder + "/Modules/NotebookOutputs.swiftmodule"
    guard let bytes = FileManager.default.contents(atPath: module),
      let mark = bytes.firstRange(of: Data("Swift version ".utf8))
    else { return nil }
    let version = bytes[mark.upperBound...].prefix { $0 > UInt8(ascii: " ") }
    return String(decoding: version, as: UTF8.self)
  }

  /// The templates: of the folder that `lectern` runs in, else of the package it was built from.
  var templates: String {
    let own = "templates"
    if FileManager.default.fileExists(atPath: own + "/page.mustache") { return own }
    var parent = folder
    while let slash = parent.lastIndex(of: "/") {
      parent = String(parent[..<slash])
      let candidate = parent + "/templates"
      if FileManager.default.fileExists(atPath: candidate + "/page.mustache") { return candidate }
    }
    return own
  }

  /// The compiler and the modules that were built together with the program.
  func toolchain() throws -> Toolchain {
    try Toolchain(besides: executable)
  }
}
