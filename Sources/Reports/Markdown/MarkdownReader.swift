import Literate

/// What a piece of Markdown says.
struct MarkdownContent: Equatable, Sendable {
  var blocks: [Block] = []
  /// The footnotes, in the order of their first call; then those that titles contain.
  var footnotes: [[Block]] = []
  /// The places of the footnotes that have a name.
  var notes: [String: Int] = [:]
  /// The commands of TeX that formulas define.
  var macros: [Macro] = []
  /// What was wrong, in no order.
  var diagnostics: [Diagnostic] = []

  /// The text of all paragraphs, for places without blocks: titles, captions, cells of tables.
  var inlines: [Inline] {
    var result: [Inline] = []
    for block in blocks {
      let content: [Inline]
      switch block {
      case .paragraph(let inlines): content = inlines
      case .heading(let heading): content = heading.content
      case .equation(let equation): content = [.equation(equation)]
      default: continue
      }
      result += (result.isEmpty ? [] : [.softBreak]) + content
    }
    return result
  }
}

extension MarkdownContent {
  /// Reads a chapter or a piece of prose.
  ///
  /// - Parameters:
  ///   - text: The Markdown, its marks taken out.
  ///   - values: The text of each of the chapter's expressions; nil where it was not reached.
  ///   - firstNote: The place of its first footnote among those of the chapter.
  ///   - quotes: The quotation marks of the language.
  init(
    _ text: MarkedText, values: [String?], firstNote: Int = 0, quotes: Quotes = .english
  ) {
    var reader = MarkdownReader(text: text, values: values, quotes: quotes)
    var nodes = MarkdownNode(markdown: text.markdown).children
    let isNote = { (node: MarkdownNode) in node.kind == .footnoteDefinition }
    let notes = nodes.filter(isNote)
    nodes.removeAll(where: isNote)
    reader.firstNote = firstNote
    reader.notes = text.notes
    if !text.definedFootnotes.isEmpty, let calls = nodes.popLast()?.children {
      let numbers = calls.filter { $0.kind == .footnoteReference }.compactMap { Int($0.literal) }
      for (name, number) in zip(text.definedFootnotes, numbers) {
        reader.notes[name] = firstNote + number - 1
      }
    }
    reader.noteCount = firstNote + notes.count
    blocks = reader.blocks(of: nodes)
    footnotes = notes.map { reader.blocks(of: $0.children) }
    footnotes += reader.addedNotes
    self.notes = reader.notes
    macros = reader.macros
    diagnostics = text.diagnostics + reader.diagnostics
    for call in text.calledFootnotes where !text.definedFootnotes.contains(call.value) {
      let known = reader.notes.keys.filter { !$0.hasPrefix(MarkedText.inlineNote) }.map { "^\($0)" }
      diagnostics.append(
        Diagnostic(
          .danglingReference(
            label: "^\(call.value)",
            suggestion: suggestion(for: "^\(call.value)", among: known.sorted())),
          at: call.location))
    }
  }

  /// Reads a piece of prose.
  ///
  /// - Parameters:
  ///   - prose: The prose.
  ///   - values: The text of each of the chapter's expressions.
  ///   - notes: The footnotes of the chapter, by name.
  ///   - firstNote: The place of its own first footnote among those of the chapter.
  ///   - quotes: The quotation marks of the language.
  init(
    _ prose: Prose, values: [String?], notes: [String: Int] = [:], firstNote: Int = 0,
    quotes: Quotes = .english
  ) {
    self.init(
      MarkedText([.prose(prose)], notes: notes, keepsQuotes: quotes != .english), values: values,
      firstNote: firstNote, quotes: quotes)
  }
}

/// Turns cmark-gfm's tree into blocks and inlines, and puts back what the marks stand for.
struct MarkdownReader {
  let text: MarkedText
  let values: [String?]
  let quotes: Quotes
  /// How many inner quotations are open.
  var openQuotes = 0
  /// The commands of TeX that formulas define.
  var macros: [Macro] = []
  /// The place of the first footnote of the text among those of the chapter.
  var firstNote = 0
  /// The places of the footnotes that can be called by name.
  var notes: [String: Int] = [:]
  /// How many footnotes the chapter has.
  var noteCount = 0
  /// The footnotes that titles contain.
  var addedNotes: [[Block]] = []
  var diagnostics: [Diagnostic] = []

  init(text: MarkedText, values: [String?], quotes: Quotes = .english) {
    self.text = text
    self.values = values
    self.quotes = quotes
  }

  /// Text that is not Markdown, as it was written, with the values of its expressions.
  func literal(_ text: String) -> String {
    // All placeholders begin with one of two bytes.
    guard text.utf8.contains(where: { $0 >= 0xF3 }) else { return text.showingPrivateCharacters }
    var result = ""
    for scalar in text.unicodeScalars {
      if let index = Mark.index(of: scalar), self.text.marks.indices.contains(index) {
        result += literal(self.text.marks[index].source)
      } else if let site = Interpolation.site(of: scalar) {
        result += value(site) ?? "?"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result.showingPrivateCharacters
  }

  /// The text of an expression.
  func value(_ site: Int) -> String? { values.indices.contains(site) ? values[site] : nil }

  /// The formula that a mark holds, with the values of its expressions.
  mutating func formula(_ marked: MarkedFormula) -> TeXFormula {
    var formula = TeXFormula(tex: "", isDisplay: marked.isDisplay, anchors: [])
    for piece in marked.pieces {
      if piece.startsLine { formula.tex += "\n" }
      let isComputed = piece.tex.unicodeScalars.first.flatMap(Interpolation.site(of:)) != nil
      formula.anchors.append(
        TeXFormula.Anchor(
          offset: formula.tex.utf16.count, location: piece.location, isComputed: isComputed))
      let tex = literal(piece.tex)
      formula.tex += isComputed ? NumberTypography(tex)?.tex ?? tex : tex
    }
    macros += formula.removeMacros()
    return formula
  }

  /// The label of something, if it is of the right kind; a wrong one is a problem.
  mutating func label(_ attributes: Attributes?, of kind: LabelKind) -> Located<String>? {
    guard let label = attributes?.label else { return nil }
    guard LabelKind(label: label.value) == kind else {
      diagnostics.append(
        Diagnostic(
          .labelPrefix(label: label.value, allowed: ["\(kind.rawValue)-"]), at: label.location))
      return nil
    }
    return label
  }
}
