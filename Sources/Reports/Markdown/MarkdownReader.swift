import Literate

/// The content of a piece of Markdown.
struct MarkdownContent: Equatable, Sendable {
  var blocks: [Block] = []
  /// The footnotes, in the order of their first calls, followed by those in titles.
  var footnotes: [[Block]] = []
  /// The indices of the named footnotes.
  var notes: [String: Int] = [:]
  /// The TeX macros that formulas define.
  var macros: [Macro] = []
  /// The problems, in unspecified order.
  var diagnostics: [Diagnostic] = []

  /// The text of all paragraphs, for titles, captions and table cells, which have no blocks.
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
  ///   - text: The Markdown with its marks replaced.
  ///   - values: The values of the chapter's expressions, as text; nil for those not evaluated.
  ///   - firstNote: The index of its first footnote among those of the chapter.
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
  ///   - values: The values of the chapter's expressions, as text.
  ///   - notes: The footnotes of the chapter, by name.
  ///   - firstNote: The index of its first footnote among those of the chapter.
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

/// Turns cmark-gfm's tree into blocks and inlines, and restores the content of marks.
struct MarkdownReader {
  let text: MarkedText
  let values: [String?]
  let quotes: Quotes
  /// The number of open inner quotations.
  var openQuotes = 0
  /// The TeX macros that formulas define.
  var macros: [Macro] = []
  /// The index of the text's first footnote among those of the chapter.
  var firstNote = 0
  /// The indices of the footnotes that can be called by name.
  var notes: [String: Int] = [:]
  /// The number of footnotes in the chapter.
  var noteCount = 0
  /// The footnotes in titles.
  var addedNotes: [[Block]] = []
  var diagnostics: [Diagnostic] = []

  init(text: MarkedText, values: [String?], quotes: Quotes = .english) {
    self.text = text
    self.values = values
    self.quotes = quotes
  }

  /// Literal text with the values of its expressions.
  func literal(_ text: String) -> String {
    // All placeholders begin with one of two bytes.
    guard text.utf8.contains(where: { $0 >= 0xF3 }) else { return text.showingPrivateCharacters }
    var result = ""
    for scalar in text.unicodeScalars {
      if let index = Marker.index(of: scalar), self.text.marks.indices.contains(index) {
        result += literal(self.text.marks[index].source)
      } else if let site = Interpolation.site(of: scalar) {
        result += value(site) ?? "?"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result.showingPrivateCharacters
  }

  /// The value of an expression, as text.
  func value(_ site: Int) -> String? { values.indices.contains(site) ? values[site] : nil }

  /// The formula of a mark, with the values of its expressions.
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

  /// The label in some attributes.
  ///
  /// A label of the wrong kind is a problem.
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
