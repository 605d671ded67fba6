import FoundationEssentials
import NotebookRunner
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

  /// Finished runs and typeset formulas, kept with the build: a new build begins anew.
  var cache: String {
    ProcessInfo.processInfo.environment["LECTERN_CACHE"] ?? folder + "/lectern-cache"
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

  /// The file in which typeset formulas are remembered.
  var formulas: String { cache + "/formulas" }

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
