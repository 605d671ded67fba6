#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A folder of something that Lectern uses and the system brings: where distributions put it, and
/// what helps where it is missing.
public struct SystemFolder: Sendable {
  /// What is in it, such as `KaTeX`.
  let name: String
  /// The Debian package that has it.
  let package: String
  /// The environment variable that names another folder.
  let variable: String
  /// Where it is below the folder that the variable names.
  let part: String
  /// Where distributions and npm put it, the likeliest first.
  let places: [String]

  /// Describes a folder.
  ///
  /// - Parameters:
  ///   - name: What is in it, such as `KaTeX`.
  ///   - package: The Debian package that has it.
  ///   - variable: The environment variable that names another folder.
  ///   - part: Where it is below the folder that the variable names, such as `/fonts`.
  ///   - places: Where distributions put it, the likeliest first.
  public init(
    name: String, package: String, variable: String, part: String = "", places: [String]
  ) {
    self.name = name
    self.package = package
    self.variable = variable
    self.part = part
    self.places = places
  }
}

extension SystemFolder {
  /// KaTeX: `katex.min.js`, `katex.min.css`, and `fonts/*.woff2`.
  public static let katex = SystemFolder(
    name: "KaTeX", package: "libjs-katex", variable: "LECTERN_KATEX",
    places: ["/usr/share/javascript/katex"] + inNodeModules("katex/dist"))

  /// The fonts of KaTeX as figures need them: `KaTeX_*.ttf`.
  public static let katexFonts = SystemFolder(
    name: "the fonts of KaTeX", package: "fonts-katex", variable: "LECTERN_KATEX", part: "/fonts",
    places: ["/usr/share/fonts/truetype/katex"] + inNodeModules("katex/dist/fonts"))

  /// highlight.js as browsers load it: `highlight.min.js`.
  public static let highlightJS = SystemFolder(
    name: "highlight.js", package: "libjs-highlight.js", variable: "LECTERN_HIGHLIGHTJS",
    places: ["/usr/share/javascript/highlight.js"] + inNodeModules("@highlightjs/cdn-assets"))

  /// The font Inter: `Inter-Regular.otf` and `Inter-SemiBold.otf`.
  public static let inter = SystemFolder(
    name: "the font Inter", package: "fonts-inter", variable: "LECTERN_FONTS",
    places: ["/usr/share/fonts/opentype/inter", "/usr/local/share/fonts", "/Library/Fonts"])

  /// Where `npm install --global` puts a folder on Linux and on macOS.
  private static func inNodeModules(_ folder: String) -> [String] {
    ["/usr/local/lib", "/usr/lib", "/opt/homebrew/lib"].map { "\($0)/node_modules/\(folder)" }
  }
}

extension SystemFolder {
  /// The path of a file in the folder.
  ///
  /// - Parameter file: Its path in the folder.
  /// - Throws: ``MissingSystemFile`` where it is in none of the places, or not in the folder that
  ///   the environment variable names.
  public func path(of file: String) throws(MissingSystemFile) -> String {
    try path(of: file, chosen: getenv(variable).map { String(cString: $0) })
  }

  /// The same where the environment variable has a value; nil or an empty one counts as none.
  func path(of file: String, chosen: String?) throws(MissingSystemFile) -> String {
    let chosen = chosen.flatMap { $0.isEmpty ? nil : $0 }
    // A notebook runs in a folder of its own, where a relative path leads elsewhere.
    let folders = chosen.map { $0.hasPrefix("/") ? [$0 + part] : [] } ?? places
    for folder in folders where access("\(folder)/\(file)", R_OK) == 0 {
      return "\(folder)/\(file)"
    }
    throw MissingSystemFile(
      name: name, file: file, package: package, variable: variable, chosen: chosen)
  }
}

/// Something that Lectern needs and the system does not have.
public struct MissingSystemFile: Error, Equatable, Sendable {
  /// What it belongs to, such as `KaTeX`.
  public var name: String
  /// The file that was looked for.
  public var file: String
  /// The Debian package that has it.
  public var package: String
  /// The environment variable that can name its folder; nil where none does.
  public var variable: String?
  /// The value of that variable.
  public var chosen: String?

  /// Describes what is missing.
  public init(
    name: String, file: String, package: String, variable: String? = nil, chosen: String? = nil
  ) {
    self.name = name
    self.file = file
    self.package = package
    self.variable = variable
    self.chosen = chosen
  }
}

extension MissingSystemFile: CustomStringConvertible {
  /// One sentence: what is missing, and what helps.
  ///
  /// It is here because both `lectern` and the library that notebooks import say it.
  public var description: String {
    if let variable, let chosen {
      return chosen.hasPrefix("/")
        ? "\(variable) is \(chosen), and there is no \(file) for \(name) in it"
        : "\(variable) must be an absolute path, not “\(chosen)”"
    }
    let other = variable.map { ", or let \($0) name its folder" } ?? ""
    return "\(name) is missing (\(file)): install the Debian package \(package)\(other)"
  }
}
