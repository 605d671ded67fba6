import Literate

extension ChapterRenderer {
  /// Renders inline content as HTML.
  mutating func html(_ inlines: [Inline]) -> String {
    var result = ""
    /// The punctuation that the previous formula took from the text after it.
    var taken = ""
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let text):
        let rest = text.dropFirst(taken.count)
        taken = ""
        let isBeforeFormula = if case .formula = inlines.at(index + 1) { true } else { false }
        let given = isBeforeFormula ? rest.openingPunctuation : ""
        result += words(rest.dropLast(given.count))
      case .formula(let formula):
        var before = Substring()
        if case .text(let text) = inlines.at(index - 1) { before = text[...].openingPunctuation }
        if case .text(let text) = inlines.at(index + 1) {
          taken = String(text.prefix { ".,;:!?)]’”-–".contains($0) })
        }
        result += glued(formula, after: String(before), before: taken)
      default: result += html(inline)
      }
    }
    return result
  }

  /// Text in which a single letter stays with its word, as in `E-step`.
  ///
  /// A browser would break the line after the hyphen.
  private func words(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "-")) else { return escaped(String(text)) }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let start = word.drop { !$0.isLetter }
      let parts = start.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      let isGlued = parts.count == 2 && parts[0].count == 1 && parts[1].first?.isLetter == true
      return isGlued ? templates.wrap(.glued, escaped(String(word))) : escaped(String(word))
    }.joined(separator: " ")
  }

  /// A formula kept on one line with the punctuation around it.
  ///
  /// A browser would break the line even before a period.
  private func glued(_ formula: TeXFormula, after before: String, before after: String) -> String {
    let html = templates.wrap(.formula, typeset(formula))
    if before.isEmpty, after.isEmpty { return html }
    // A long formula has its own break points.
    guard page.parts.formulas[formula.key]?.isUnbreakable ?? false else {
      if after.isEmpty { return escaped(before) + html }
      return escaped(before)
        + templates.render(PunctuatedView(formula: html, punctuation: after))
    }
    return templates.wrap(.glued, escaped(before) + html + escaped(after))
  }

  private mutating func html(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): words(text[...])
    case .softBreak: "\n"
    case .lineBreak: templates.wrap(.lineBreak)
    case .code(let code): templates.wrap(.code, escaped(code))
    case .emphasis(let content): templates.wrap(.emphasis, html(content))
    case .strong(let content): templates.wrap(.strong, html(content))
    case .strikethrough(let content): templates.wrap(.strikethrough, html(content))
    case .`subscript`(let content): templates.wrap(.`subscript`, html(content))
    case .superscript(let content): templates.wrap(.superscript, html(content))
    case .smallCaps(let content): templates.wrap(.smallCaps, html(content))
    case .link(let link): html(link)
    case .image(let picture):
      templates.render(
        ImageView(
          source: page.resources.address(of: picture),
          alt: picture.alt, width: picture.length("width"), height: picture.length("height"),
          title: picture.title.nonEmpty))
    case .html(let html): self.html(ofAuthor: html)
    case .formula(let formula): templates.wrap(.formula, typeset(formula))
    case .equation(let equation): templates.wrap(.formula, typeset(equation.formula))
    case .missingValue: templates.wrap(.missingValue)
    case .reference(let reference): html([reference])
    case .references(let references): html(references)
    case .citation(let citation): html(citation)
    case .term(let term): html(term)
    case .footnote(let index): call(ofFootnote: index)
    case .attributes: ""
    }
  }

  /// A formula's HTML.
  ///
  /// An invalid formula has already been reported.
  func typeset(_ formula: TeXFormula) -> String {
    page.parts.formulas[formula.key]?.html ?? escaped(formula.tex)
  }

  private mutating func html(_ link: Link) -> String {
    note(link)
    return templates.render(
      LinkView(
        url: link.url, title: link.title.nonEmpty, content: html(link.content),
        isExternal: link.url.contains("://")))
  }

  private mutating func html(_ term: Term) -> String {
    let anchor = page.anchors.term(term.name)
    let content = html(term.content)
    guard document.definitions[term.name] == term.location else {
      return templates.render(TermView(anchor: anchor, content: content))
    }
    return templates.render(DefinitionView(anchor: id(anchor), content: content))
  }

  private mutating func call(ofFootnote index: Int) -> String {
    let isFirst = !calledFootnotes.contains(index)
    if isFirst {
      calledFootnotes.insert(index)
      pendingFootnotes.append(index)
    }
    let number = chapter.footnoteNumbers[index] ?? 0
    let callAnchor = isFirst ? id(PageAnchors.call(ofFootnote: number)) : nil
    return templates.render(
      FootnoteCallView(
        number: number, anchor: PageAnchors.footnote(number), callAnchor: callAnchor))
  }
}

extension Substring {
  /// The opening parentheses and quotation marks at its end.
  fileprivate var openingPunctuation: Substring {
    suffix(reversed().prefix { "([“‘".contains($0) }.count)
  }
}

extension [Inline] {
  /// A heading for a reference to it: without footnotes, links and ids.
  var mention: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .footnote, .attributes: []
      case .link(let link): link.content.mention
      case .term(let term): term.content.mention
      case .reference, .references, .citation: [.text([inline].plainText)]
      case .emphasis(let content): [.emphasis(content.mention)]
      case .strong(let content): [.strong(content.mention)]
      default: [inline]
      }
    }
  }

  /// The element at an index; nil if the index is out of range.
  fileprivate func at(_ index: Int) -> Inline? { indices.contains(index) ? self[index] : nil }
}
