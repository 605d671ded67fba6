import Literate

/// An address as an author wrote it: of a file beside the chapter, or of something elsewhere.
struct FileAddress: Equatable, Sendable {
  /// The path, relative to the chapter, its `%20` as characters; nil where the address is that of
  /// something else: a place on the page, another page of the output, a server.
  var path: String?
  /// Whether a browser asks a server for it.
  var isRemote: Bool

  init(_ url: String) {
    let scheme = url.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    let hasScheme = !scheme.isEmpty && url.dropFirst(scheme.count).first == ":"
    isRemote =
      url.hasPrefix("//") || hasScheme && ["http", "https", "ftp"].contains(scheme.lowercased())
    let name = decoded(String(url.prefix { $0 != "#" && $0 != "?" }))
    path = hasScheme || url.hasPrefix("/") || name.isEmpty ? nil : name
  }
}
