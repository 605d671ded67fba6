internal import FoundationEssentials
internal import Storage
internal import SystemFiles
public import SystemPackage

/// The compiler and the built modules that notebooks import.
public struct Toolchain: Sendable {
  /// The folder of the built modules (`.swiftmodule`).
  public var modules: String
  /// The folder of the library that contains them.
  public var libraries: String

  /// The name of the library that contains all modules for notebooks.
  static let library = "LecternNotebook"

  /// The modules of this package that are intended for notebooks.
  static let modulesForNotebooks = [
    "DataSets", "EMFigures", "ExpectationMaximization", "Notebook", "Plotting", "Statistics",
  ]

  /// Finds the modules that were built together with `lectern`.
  ///
  /// - Parameter folder: The folder of the `lectern` executable.
  /// - Throws: `ToolchainError.modulesMissing` if the library is not there.
  public init(builtInto folder: FilePath) throws {
    modules = folder.appending("Modules").string
    libraries = folder.string
    let needed = folder.appending("lib\(Self.library).so").string
    guard exists(needed) else { throw ToolchainError.modulesMissing(path: needed) }
  }

  /// Creates empty C modules in place of those that the library uses internally.
  ///
  /// The compiler requires every C module that an imported module depends on, even though notebooks
  /// cannot use it. An empty module is enough, and compiling then needs no C headers.
  ///
  /// - Throws: An error of the file system if the folder of the modules cannot be written.
  public func hideCModules() throws {
    for name in ["CCairo", "CFileAccess", "CTextShaping"] {
      let map = "\(modules)/\(name)/module.modulemap"
      guard !FileManager.default.fileExists(atPath: map) else { continue }
      try FileManager.default.createDirectory(
        atPath: "\(modules)/\(name)", withIntermediateDirectories: true)
      try Data("module \(name) {}\n".utf8).write(to: URL(filePath: map), options: .atomic)
    }
  }

  /// The compiler arguments for editors, which do not link notebooks.
  public var readingArguments: [String] { ["-enable-bare-slash-regex", "-I", modules] }

  /// The compiler arguments that build a notebook.
  public var arguments: [String] {
    [
      "-enable-bare-slash-regex", "-I", modules, "-L", libraries, "-l\(Self.library)", "-lm",
      "-Xlinker",
      "-rpath", "-Xlinker",
      libraries,
    ]
  }

  /// The names of the built modules, sorted.
  public var moduleNames: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: modules)) ?? []
    return files.filter { $0.hasSuffix(".swiftmodule") }.map { String($0.dropLast(12)) }.sorted()
  }

  /// Identifies this compiler and this build of the modules by the versions of their files.
  var fingerprint: String { state(of: "\(libraries)/lib\(Self.library).so") + "\n" + compiler }

  /// Identifies this compiler by the version of its file.
  var compiler: String {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates: [String] = paths.map { "\($0)/swiftc" }
    return state(
      of: candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "")
  }

  /// Identifies the fonts of figures by the versions of their files.
  static var stateOfFonts: String {
    FigureFont.allCases.map { (try? $0.path()).map(state) ?? "" }.joined(separator: "\n")
  }

  private func state(of path: String) -> String { Self.state(of: path) }

  private static func state(of path: String) -> String {
    guard let identity = FileIdentity(of: path) else { return path }
    return "\(path) \(FileState.file(identity).text)"
  }
}

/// Why notebooks cannot be compiled on this machine.
public enum ToolchainError: Error, Equatable, Sendable {
  /// The library that notebooks link is not where `lectern` was built.
  case modulesMissing(path: String)
  /// There is no Swift compiler.
  case compilerMissing(reason: String)
}
