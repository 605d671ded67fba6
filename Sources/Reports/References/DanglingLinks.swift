import Literate

extension Document {
  /// The links to places that are not on the page: `[above](#proof)` where nothing has that id.
  ///
  /// - Parameter page: The page, since ids come from templates and from the author's own HTML as well
  ///   as from labels and headings.
  func danglingLinks(on page: String) -> [Diagnostic] {
    var links: [Link] = []
    forEachInline {
      // `#` alone is the top of the page, as is `#top`.
      if case .link(let link) = $0, link.url.hasPrefix("#"), link.url != "#", link.url != "#top" {
        links.append(link)
      }
    }
    guard !links.isEmpty else { return [] }
    let ids = Set(page.matches(of: /\sid\s*=\s*["']?([^"'\s>]+)/).map { String($0.1) })
    return links.compactMap { link in
      let anchor = String(link.url.dropFirst())
      let id = decoded(anchor)
      if ids.contains(id) { return nil }
      return Diagnostic(
        .danglingLink(anchor: id, suggestion: suggestion(for: id, among: ids)), at: link.location)
    }
  }
}

/// An address with its `%C3%A9` as characters.
private func decoded(_ address: String) -> String {
  var bytes: [UInt8] = []
  var rest = address.utf8[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
