import Literate

/// An address written by an author: of a file beside the chapter, or of something else.
struct FileAddress: Equatable, Sendable {
  /// The decoded path, relative to the chapter; nil for other addresses: an anchor on the page,
  /// another page of the output, a server.
  var path: String?
  /// Whether a browser requests it from a server.
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
