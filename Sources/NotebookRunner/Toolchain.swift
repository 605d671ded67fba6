internal import FoundationEssentials
internal import Storage
internal import SystemFiles
public import SystemPackage

/// The compiler, and the built modules that notebooks import.
public struct Toolchain: Sendable {
  /// The folder of the built modules (`.swiftmodule`).
  public var modules: String
  /// The folder of the library that contains them all.
  public var libraries: String

  /// The library that contains everything that a notebook can import.
  static let library = "LecternNotebook"

  /// The modules of this package that are made for notebooks.
  static let modulesForNotebooks = [
    "DataSets", "EMFigures", "ExpectationMaximization", "Notebook", "Plotting", "Statistics",
  ]

  /// Finds the modules that were built together with a program.
  ///
  /// - Parameter folder: The folder that `lectern` was built into.
  /// - Throws: `ToolchainError.modulesMissing` where there are none.
  public init(builtInto folder: FilePath) throws {
    modules = folder.appending("Modules").string
    libraries = folder.string
    let needed = folder.appending("lib\(Self.library).so").string
    guard exists(needed) else { throw ToolchainError.modulesMissing(path: needed) }
  }

  /// Puts an empty C module in the place of each one that a library uses inside.
  ///
  /// Reading a module asks for every C module below it, though no notebook can see any of them. An
  /// empty one is enough, and spares every compilation the headers.
  ///
  /// - Throws: What the file system says where the folder of the modules cannot be written.
  public func hideCModules() throws {
    for name in ["CCairo", "CFileAccess"] {
      let map = "\(modules)/\(name)/module.modulemap"
      guard !FileManager.default.fileExists(atPath: map) else { continue }
      try FileManager.default.createDirectory(
        atPath: "\(modules)/\(name)", withIntermediateDirectories: true)
      try Data("module \(name) {}\n".utf8).write(to: URL(filePath: map), options: .atomic)
    }
  }

  /// The arguments of an editor's compiler, which does not link notebooks.
  public var readingArguments: [String] { ["-enable-bare-slash-regex", "-I", modules] }

  /// The arguments of a compiler, so that a notebook finds its modules.
  public var arguments: [String] {
    [
      "-enable-bare-slash-regex", "-I", modules, "-L", libraries, "-l\(Self.library)", "-lm",
      "-Xlinker",
      "-rpath", "-Xlinker",
      libraries,
    ]
  }

  /// The names of the modules that a notebook can import, in order.
  public var moduleNames: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: modules)) ?? []
    return files.filter { $0.hasSuffix(".swiftmodule") }.map { String($0.dropLast(12)) }.sorted()
  }

  /// What tells this compiler and this build of the modules from any other: the versions of their
  /// files.
  var fingerprint: String { state(of: "\(libraries)/lib\(Self.library).so") + "\n" + compiler }

  /// What tells this compiler from any other.
  var compiler: String {
    let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates: [String] = paths.map { "\($0)/swiftc" }
    return state(
      of: candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "")
  }

  /// What tells the fonts of figures from any others.
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
