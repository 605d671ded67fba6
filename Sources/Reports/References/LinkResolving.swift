import Literate

extension Document {
  /// A problem for each link to a place of the page, `[x](#place)`, that the page does not have.
  func danglingLinks() -> [Diagnostic] {
    var links: [(fragment: String, location: SourceLocation)] = []
    var places = anchors.union(targets.values.map(\.anchor)).union(["top", "text", "references"])
    forEachInline {
      switch $0 {
      case .link(let url, _, _, let location) where url.hasPrefix("#"):
        links.append((String(url.dropFirst()), location))
      case .html(let html): places.formUnion(identifiers(in: html))
      case .term(let term): places.insert(term.anchor)
      default: break
      }
    }
    guard !links.isEmpty else { return [] }
    forEachBlock { if case .html(let html) = $0 { places.formUnion(identifiers(in: html)) } }
    for case .html(let html) in chapters.flatMap(\.cells).flatMap(\.outputs) {
      places.formUnion(identifiers(in: html))
    }
    places.formUnion(citedWorks.map { "work-\($0.key)" })
    places.formUnion((0..<chapters.map(\.footnotes.count).reduce(0, +)).map { "note-\($0 + 1)" })
    let known = places.sorted()
    // The address may spell a character by its bytes (%C3%BC); then it is the browser's to find it.
    return links.filter { !places.contains($0.fragment) && !$0.fragment.contains("%") }
      .filter { !$0.fragment.isEmpty }
      .map { link in
        let suggestion = suggestion(for: link.fragment, among: known).map { "#\($0)" }
        return Diagnostic(
          .danglingReference(label: "#\(link.fragment)", suggestion: suggestion), at: link.location)
      }
  }
}

/// What HTML of the author's own names, as a link may ask for it.
private func identifiers(in html: String) -> [String] {
  html.matches(of: /\b(?:id|name)\s*=\s*["']?([^\s"'>]+)/).map { String($0.1) }
}
