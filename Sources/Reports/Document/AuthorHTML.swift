import Literate

/// HTML written by an author or output by a notebook.
struct AuthorHTML: Equatable, Sendable {
  var text: String
  /// Where it begins, or the location of the cell that output it.
  var location: SourceLocation
}

extension AuthorHTML {
  /// An address in the HTML.
  struct Address: Equatable {
    /// The element, such as `img`.
    var element: String
    /// The address, as written.
    var url: String
    /// The range of the address in the text.
    var range: Range<String.Index>
  }

  /// The ids of the elements.
  var ids: [String] {
    text.matches(of: /\sid\s*=\s*["']?([^"'\s>]+)/).map { String($0.1) }
  }

  /// The addresses that the elements load or link to, in order.
  var addresses: [Address] {
    text.matches(
      of: /<([A-Za-z][A-Za-z0-9]*)\b[^>]*?\s(?:src|href|data|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')/
    )
    .compactMap { match in
      guard let url = match.2 ?? match.3 else { return nil }
      return Address(
        element: match.1.lowercased(), url: String(url), range: url.startIndex..<url.endIndex)
    }
  }
}

extension Document {
  /// Calls a function with all HTML that is written by the author or output by notebooks.
  func forEachAuthorHTML(_ visit: (AuthorHTML) -> Void) {
    forEachInline { if case .html(let html) = $0 { visit(html) } }
    forEachBlock { if case .html(let html) = $0 { visit(html) } }
    for cell in chapters.flatMap(\.cells) {
      for case .html(let html) in cell.outputs { visit(html) }
    }
  }
}
