import Literate

/// The ids in HTML that an author or a notebook wrote.
func ids(inAuthorHTML html: String) -> [String] {
  html.matches(of: /\sid\s*=\s*["']?([^"'\s>]+)/).map { String($0.1) }
}

extension Document {
  /// Calls a function with all HTML that its author or its notebooks wrote.
  func forEachAuthorHTML(_ visit: (String) -> Void) {
    forEachInline { if case .html(let html) = $0 { visit(html) } }
    forEachBlock { if case .html(let html) = $0 { visit(html) } }
    for output in chapters.flatMap(\.cells).flatMap(\.outputs) {
      if case .html(let html) = output { visit(html) }
    }
  }
}
