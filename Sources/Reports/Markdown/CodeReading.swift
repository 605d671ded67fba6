import Literate

extension MarkdownReader {
  /// Fenced or indented code.
  ///
  /// Code that another program would draw or run is an error, because a reader would see its
  /// source.
  mutating func code(_ node: MarkdownNode, info: String) -> Block {
    let word = info.prefix { $0 != " " }
    let braced = word.hasPrefix("{") ? word.dropFirst().prefix { $0 != "}" } : ""
    var language = word.prefix { $0 != "{" }.lowercased()
    if braced.hasPrefix(".") {
      language = braced.dropFirst().lowercased()
    } else if ["mermaid", "{mermaid}"].contains(word.lowercased()) {
      report("a mermaid diagram", "draw it in a Swift cell, or include a picture of it", node)
    } else if braced.hasPrefix("=") {
      report("raw text as {\(braced)}", "write HTML as it is", node)
    } else if !braced.isEmpty {
      report(
        "the output of “\(braced)” code", "write ```\(braced) without braces to show the code", node
      )
    }
    return .code(
      CodeBlock(
        language: language, text: literal(node.literal),
        location: text.location(line: node.line + 1)))
  }

  /// A code span.
  ///
  /// A span that another program would run is an error.
  mutating func code(span node: MarkdownNode) -> Inline {
    let text = literal(node.literal)
    if text.hasPrefix("{"), let close = text.firstIndex(of: "}"), text[close...].hasPrefix("} "),
      text[..<close].dropFirst().allSatisfy(\.isLetter), close > text.index(after: text.startIndex)
    {
      report("the value of `\(text)`", "write \\(expression) in a Swift notebook", node)
    }
    return .code(text)
  }

  private mutating func report(_ what: String, _ instead: String, _ node: MarkdownNode) {
    diagnostics.append(
      Diagnostic(.unsupported(what: what, instead: instead), at: text.location(line: node.line)))
  }
}

extension String {
  /// Whether the text is a line of a grid table: `+---+---+`.
  var isGridLine: Bool {
    let line = prefix { $0 != "\n" }
    return line.count > 4 && line.hasPrefix("+") && line.hasSuffix("+")
      && line.allSatisfy { "+-=:–—".contains($0) }
  }
}
