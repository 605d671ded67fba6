import Literate

/// An author's link to an anchor on the same page.
struct PageLink: Equatable, Sendable {
  /// The anchor, percent-decoded.
  var anchor: String
  var location: SourceLocation

  /// Creates the link; nil for a link to another page.
  ///
  /// `#` alone is the top of the page, as is `#top`.
  init?(_ link: Link) {
    guard link.url.hasPrefix("#"), link.url != "#", link.url != "#top" else { return nil }
    anchor = decoded(String(link.url.dropFirst()))
    location = link.location
  }

  /// The problem with the link on a page with these ids; nil if there is none.
  func problem(among ids: Set<String>) -> Diagnostic? {
    if ids.contains(anchor) { return nil }
    let suggestion = suggestion(for: anchor, among: ids.sorted())
    return Diagnostic(.danglingLink(anchor: anchor, suggestion: suggestion), at: location)
  }
}

/// A percent-decoded address.
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
