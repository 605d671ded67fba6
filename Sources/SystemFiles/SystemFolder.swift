#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// A folder of files that the system provides to Lectern: where distributions install it, and how to
/// get it if it is missing.
public struct SystemFolder: Sendable {
  /// What it contains, such as `KaTeX`.
  let name: String
  /// The Debian package that provides it.
  let package: String
  /// The environment variable that can name another folder.
  let variable: String
  /// The path of this folder inside the one that the variable names.
  let part: String
  /// Where distributions and npm install it, most common first.
  let places: [String]

  /// Describes a folder.
  ///
  /// - Parameters:
  ///   - name: What it contains, such as `KaTeX`.
  ///   - package: The Debian package that provides it.
  ///   - variable: The environment variable that can name another folder.
  ///   - part: The path of this folder inside the one that the variable names, such as `/fonts`.
  ///   - places: Where distributions install it, most common first.
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

  /// KaTeX's fonts in the format that figures use: `KaTeX_*.ttf`.
  public static let katexFonts = SystemFolder(
    name: "the fonts of KaTeX", package: "fonts-katex", variable: "LECTERN_KATEX", part: "/fonts",
    places: ["/usr/share/fonts/truetype/katex"] + inNodeModules("katex/dist/fonts"))

  /// highlight.js in its build for browsers: `highlight.min.js`.
  public static let highlightJS = SystemFolder(
    name: "highlight.js", package: "libjs-highlight.js", variable: "LECTERN_HIGHLIGHTJS",
    places: ["/usr/share/javascript/highlight.js"] + inNodeModules("@highlightjs/cdn-assets"))

  /// The font Inter: `Inter-Regular.otf` and `Inter-SemiBold.otf`.
  public static let inter = SystemFolder(
    name: "the font Inter", package: "fonts-inter", variable: "LECTERN_FONTS",
    places: ["/usr/share/fonts/opentype/inter", "/usr/local/share/fonts", "/Library/Fonts"])

  /// Where `npm install --global` puts a package's folder on Linux and macOS.
  private static func inNodeModules(_ folder: String) -> [String] {
    ["/usr/local/lib", "/usr/lib", "/opt/homebrew/lib"].map { "\($0)/node_modules/\(folder)" }
  }
}

extension SystemFolder {
  /// The path of a file in the folder.
  ///
  /// - Parameter file: Its path in the folder.
  /// - Throws: ``MissingSystemFile`` if it is in none of the places, or not in the folder that the
  ///   environment variable names.
  public func path(of file: String) throws(MissingSystemFile) -> String {
    try path(of: file, chosen: getenv(variable).map { String(cString: $0) })
  }

  /// The same for a given value of the environment variable; an empty value counts as nil.
  func path(of file: String, chosen: String?) throws(MissingSystemFile) -> String {
    let chosen = chosen.flatMap { $0.isEmpty ? nil : $0 }
    // A relative path is rejected, because notebooks run in other folders than `lectern`.
    let folders = chosen.map { $0.hasPrefix("/") ? [$0 + part] : [] } ?? places
    for folder in folders where access("\(folder)/\(file)", R_OK) == 0 {
      return "\(folder)/\(file)"
    }
    throw MissingSystemFile(
      name: name, file: file, package: package, variable: variable, chosen: chosen)
  }
}

/// A file that Lectern needs and the system lacks.
public struct MissingSystemFile: Error, Equatable, Sendable {
  /// What it belongs to, such as `KaTeX`.
  public var name: String
  /// The path of the missing file in its folder.
  public var file: String
  /// The Debian package that provides it.
  public var package: String
  /// The environment variable that can name its folder; nil if there is none.
  public var variable: String?
  /// The value of that variable.
  public var chosen: String?

  /// Creates the error.
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
  /// What is missing and how to get it, in one sentence.
  ///
  /// The sentence is here because both `lectern` and the library that notebooks import print it.
  public var description: String {
    if let variable, let chosen {
      return chosen.hasPrefix("/")
        ? "\(variable) is \(chosen), which does not contain \(file) of \(name)"
        : "\(variable) must be an absolute path, not “\(chosen)”"
    }
    let other = variable.map { ", or set \($0) to its folder" } ?? ""
    return "\(name) is missing (\(file)): install the Debian package \(package)\(other)"
  }
}
