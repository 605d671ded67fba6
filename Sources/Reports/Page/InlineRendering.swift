import Literate

extension ChapterRenderer {
  /// Running text as HTML.
  mutating func html(_ inlines: [Inline]) -> String {
    var result = ""
    var rest = inlines[...]
    while let inline = rest.popFirst() {
      if case .formula(let formula) = inline, case .text(let text)? = rest.first {
        let marks = text.prefix { ".,;:!?)]’”-–".contains($0) }
        result += html(formula, before: String(marks))
        rest[rest.startIndex] = .text(String(text.dropFirst(marks.count)))
      } else {
        result += html(inline)
      }
    }
    return result
  }

  /// A formula and the punctuation behind it.
  ///
  /// A line may break on either side of a formula's box, even between it and its full stop. A formula
  /// of a single box is kept together with what follows; a longer one must be able to break itself.
  private func html(_ formula: Formula, before marks: String) -> String {
    let content = templates.wrap(.formula, typeset(formula))
    guard !marks.isEmpty else { return content }
    let boxes = content.matches(of: /class="base"/).count
    return boxes == 1
      ? templates.wrap(.unbroken, content + escaped(marks)) : content + "\u{2060}" + escaped(marks)
  }

  private mutating func html(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): escaped(text)
    case .softBreak: "\n"
    case .lineBreak: templates.wrap(.lineBreak)
    case .code(let code): templates.wrap(.code, escaped(code))
    case .emphasis(let content): templates.wrap(.emphasis, html(content))
    case .strong(let content): templates.wrap(.strong, html(content))
    case .strikethrough(let content): templates.wrap(.strikethrough, html(content))
    case .link(let url, let title, let content):
      templates.render(
        .link,
        View([
          "url": url, "title": title.isEmpty ? nil : title, "content": html(content),
          "isExternal": url.contains("://"),
        ]))
    case .image(let picture):
      templates.render(
        .image,
        View([
          "source": resources.address(of: picture),
          "alt": picture.attributes?.values["alt"] ?? picture.caption.plainText,
          "title": picture.title.isEmpty ? nil : picture.title,
        ]))
    case .html(let html): html
    case .formula(let formula): templates.wrap(.formula, typeset(formula))
    case .equation(let equation): templates.wrap(.formula, typeset(equation.formula))
    case .missingValue: templates.wrap(.missingValue)
    case .reference(let reference): html(reference)
    case .citation(let citation): html(citation)
    case .footnote(let index): call(ofFootnote: index)
    case .attributes: ""
    }
  }

  /// A formula's HTML; one that is wrong has been reported.
  func typeset(_ formula: Formula) -> String {
    parts.formulas[formula.key]?.html ?? escaped(formula.tex)
  }

  private mutating func html(_ reference: Reference) -> String {
    guard let target = document.targets[reference.label] else { return escaped(reference.label) }
    let isChapter =
      target.kind == .section && !target.number.isEmpty && !target.number.contains(".")
    return templates.render(
      .reference,
      View([
        "anchor": target.anchor, "label": reference.label,
        "word": reference.isNumberOnly || target.number.isEmpty
          ? nil : isChapter && document.hasChapters ? "Chapter" : target.kind.title,
        "number": target.number.isEmpty ? nil : target.number,
        "title": html(target.title), "isEquation": target.kind == .equation,
      ]))
  }

  private mutating func call(ofFootnote index: Int) -> String {
    let isFirst = !calledFootnotes.contains(index)
    if isFirst {
      calledFootnotes.insert(index)
      pendingFootnotes.append(index)
    }
    let number = chapter.footnotesBefore + index + 1
    return templates.render(.footnoteCall, View(["number": number, "isFirst": isFirst]))
  }
}

extension LabelKind {
  /// The word in a sentence and before a caption: `Figure`.
  var title: String { word.prefix(1).uppercased() + word.dropFirst() }
}
