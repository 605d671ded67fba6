import Literate

/// A link of the author's to a place on its own page.
struct PageLink: Equatable, Sendable {
  /// The anchor, `%C3%A9` as characters.
  var anchor: String
  var location: SourceLocation

  /// Nil for a link to another page.
  ///
  /// `#` alone is the top of the page, as is `#top`.
  init?(_ link: Link) {
    guard link.url.hasPrefix("#"), link.url != "#", link.url != "#top" else { return nil }
    anchor = decoded(String(link.url.dropFirst()))
    location = link.location
  }

  /// What is wrong with it on a page with these ids.
  func problem(among ids: Set<String>) -> Diagnostic? {
    if ids.contains(anchor) { return nil }
    let suggestion = suggestion(for: anchor, among: ids.sorted())
    return Diagnostic(.danglingLink(anchor: anchor, suggestion: suggestion), at: location)
  }
}

/// An address with its `%C3%A9` as characters.
func decoded(_ address: String) -> String {
  var bytes: [UInt8] = []
  var rest = address.utf8[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2,
      let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16)
    {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
