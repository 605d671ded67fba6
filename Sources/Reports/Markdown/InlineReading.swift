import Literate

extension MarkdownReader {
  /// The inline content of nodes.
  ///
  /// Attributes that belong to nothing are a problem.
  mutating func inlines(of nodes: [MarkdownNode]) -> [Inline] { checked(rawInlines(of: nodes)) }

  /// Removes unused attributes and reports them.
  mutating func checked(_ inlines: [Inline]) -> [Inline] {
    inlines.filter {
      guard case .attributes(let attributes) = $0 else { return true }
      let name =
        attributes.label.map { "#\($0.value)" } ?? attributes.classes.first.map { ".\($0)" }
      diagnostics.append(
        Diagnostic(
          .misplacedOption(
            name: name ?? "{}", allowedIn: "a heading, a displayed formula, a picture, a table"),
          at: attributes.location))
      return false
    }
  }

  /// The inline content of nodes, including attributes except those of pictures.
  mutating func rawInlines(of nodes: [MarkdownNode]) -> [Inline] {
    var result: [Inline] = []
    for node in nodes {
      switch node.kind {
      case .text: append(node.literal, to: &result)
      case .softBreak: result.append(.softBreak)
      case .lineBreak: result.append(.lineBreak)
      case .code: result.append(code(span: node))
      case .html:
        result.append(
          .html(
            AuthorHTML(text: literal(node.literal), location: text.location(line: node.line))))
      case .emphasis: result.append(.emphasis(inlines(of: node.children)))
      case .strong: result.append(.strong(inlines(of: node.children)))
      case .strikethrough: result.append(.strikethrough(inlines(of: node.children)))
      case .link(let url, let title):
        result.append(
          .link(
            Link(
              url: literal(url), title: literal(title), content: inlines(of: node.children),
              location: text.location(line: node.line))))
      case .image(let url, let title):
        result.append(
          .image(
            Picture(
              url: literal(url), title: literal(title), caption: inlines(of: node.children),
              location: text.location(line: node.line))))
      case .footnoteReference:
        if let number = Int(node.literal) { result.append(.footnote(firstNote + number - 1)) }
      default: result += rawInlines(of: node.children)
      }
    }
    return result
  }

  /// Appends text, with its placeholders replaced.
  private mutating func append(_ text: String, to result: inout [Inline]) {
    guard text.utf8.contains(where: { $0 >= 0xF3 }) else {
      appendText(smart(text), to: &result)
      return
    }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let index = Marker.index(of: scalar)
      let site = Interpolation.site(of: scalar)
      if index == nil, site == nil {
        plain.append(scalar)
        continue
      }
      appendText(smart(String(plain)), to: &result)
      plain = String.UnicodeScalarView()
      if let index, self.text.marks.indices.contains(index) {
        append(self.text.marks[index], to: &result)
      } else if let site, let value = value(site) {
        appendText(NumberTypography(value)?.text ?? value, to: &result)
      } else if site != nil {
        result.append(.missingValue)
      }
    }
    appendText(smart(String(plain)), to: &result)
  }

  /// Author's text from cmark-gfm, with the language's quotation marks.
  private mutating func smart(_ text: String) -> String {
    quotes.replacingEnglish(in: text, open: &openQuotes).showingPrivateCharacters
  }

  private mutating func append(_ mark: Marker, to result: inout [Inline]) {
    switch mark.content {
    case .formula(let marked) where marked.isDisplay:
      let formula = formula(marked)
      if !formula.isEmpty { result.append(.equation(equation(formula, marked.attributes))) }
    case .formula(let marked):
      let formula = formula(marked)
      if !formula.isEmpty { result.append(.formula(formula)) }
    case .reference(let reference): result.append(.reference(reference))
    case .references(let references): result.append(.references(references))
    case .citation(let citation): result.append(.citation(citation))
    case .attributes(let attributes):
      if attributes.classes.contains("term"), let content = result.removeLastBrackets() {
        let form = attributes.values["of"].map(literal)
        let name = (form ?? content.plainText).lowercased()
        result.append(
          .term(
            Term(
              name: name, content: content, isForm: form != nil, location: attributes.location)))
      } else if attributes.classes == ["smallcaps"], let content = result.removeLastBrackets() {
        result.append(.smallCaps(content))
      } else if case .image(var picture) = result.last {
        picture.attributes = attributes
        checkOptions(of: picture)
        result[result.count - 1] = .image(picture)
      } else {
        result.append(.attributes(attributes))
      }
    case .text(let characters): appendText(characters, to: &result)
    case .`subscript`(let text): result.append(.`subscript`([.text(literal(text))]))
    case .superscript(let text): result.append(.superscript([.text(literal(text))]))
    case .footnote(let index): result.append(.footnote(index))
    case .divisionOpening, .divisionClosing, .cell: appendText(mark.source, to: &result)
    }
  }

  private func appendText(_ text: String, to result: inout [Inline]) {
    if case .text(let before) = result.last {
      result[result.count - 1] = .text(before + text)
    } else if !text.isEmpty {
      result.append(.text(text))
    }
  }
}

extension [Inline] {
  /// Removes attributes at the end, together with the space before them, and returns them.
  mutating func removeLastAttributes() -> Attributes? {
    guard case .attributes(let attributes) = last else { return nil }
    removeLast()
    trimEnd()
    return attributes
  }

  /// Removes the text in brackets at the end, and returns it.
  mutating func removeLastBrackets() -> [Inline]? {
    guard case .text(let last) = last, last.hasSuffix("]") else { return nil }
    self[count - 1] = .text(String(last.dropLast()))
    let opening = lastIndex { if case .text(let text) = $0 { text.contains("[") } else { false } }
    guard let opening, case .text(let text) = self[opening],
      let bracket = text.lastIndex(of: "[")
    else {
      self[count - 1] = .text(last)
      return nil
    }
    let rest = String(text[text.index(after: bracket)...])
    let content = (rest.isEmpty ? [] : [.text(rest)]) + self[(opening + 1)...]
    removeSubrange(opening...)
    if bracket > text.startIndex { append(.text(String(text[..<bracket]))) }
    return content.filter { $0 != .text("") }
  }

  /// Removes spaces and line breaks at the end.
  mutating func trimEnd() {
    while let last {
      switch last {
      case .softBreak, .lineBreak: removeLast()
      case .text(let text) where text.last == " ":
        removeLast()
        let trimmed = String(text.reversed().drop { $0 == " " }.reversed())
        if !trimmed.isEmpty { append(.text(trimmed)) }
      default: return
      }
    }
  }

  /// Removes spaces and line breaks at the beginning.
  mutating func trimStart() {
    while let first {
      switch first {
      case .softBreak, .lineBreak: removeFirst()
      case .text(let text) where text.first == " ":
        removeFirst()
        let trimmed = String(text.drop { $0 == " " })
        if !trimmed.isEmpty { insert(.text(trimmed), at: 0) }
      default: return
      }
    }
  }

  /// The text without markup, with formulas as TeX, for places that allow only characters.
  var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .softBreak, .lineBreak: " "
      case .emphasis(let content), .strong(let content), .strikethrough(let content),
        .`subscript`(let content), .superscript(let content), .smallCaps(let content):
        content.plainText
      case .link(let link): link.content.plainText
      case .image(let picture): picture.caption.plainText
      case .term(let term): term.content.plainText
      case .formula(let formula): formula.tex
      case .equation(let equation): equation.formula.tex
      case .missingValue: "?"
      case .reference(let reference): reference.label
      case .references(let references): references.map(\.label).joined(separator: ", ")
      case .citation(let citation): citation.items.map(\.key).joined(separator: ", ")
      case .html, .attributes, .footnote: ""
      }
    }.joined()
  }
}
