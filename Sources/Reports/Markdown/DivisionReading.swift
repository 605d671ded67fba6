import Literate

/// An open `:::` block.
struct OpenDivision {
  var attributes: Attributes
  var location: SourceLocation
  var blocks: [Block] = []
}

extension MarkdownReader {
  /// The blocks for a `:::` block.
  ///
  /// Its title is an attribute or a heading at its beginning.
  mutating func blocks(of open: OpenDivision) -> [Block] {
    let attributes = open.attributes
    let byClass = attributes.classes.lazy.compactMap(DivisionKind.init(className:)).first
    let byLabel = attributes.label.flatMap { DivisionKind(label: $0.value) }
    let byOption = attributes.values["layout-ncol"].map { _ in DivisionKind.columns }
    let misspelled = attributes.classes.first {
      byClass == nil && suggestion(for: $0, among: DivisionKind.classNames) != nil
    }
    guard misspelled == nil, let kind = byClass ?? byLabel ?? byOption else {
      let name = misspelled ?? attributes.classes.first ?? attributes.label?.value ?? ""
      diagnostics.append(
        Diagnostic(
          .unknownBlock(
            name: name, suggestion: suggestion(for: name, among: DivisionKind.classNames)),
          at: open.location))
      return open.blocks
    }
    var division = Division(kind: kind, blocks: open.blocks)
    if case .statement(let kind) = kind {
      division.target.label = label(attributes, of: kind)
    } else if let label = attributes.label {
      diagnostics.append(
        Diagnostic(
          .labelPrefix(
            label: label.value,
            allowed: LabelKind.allCases.filter(\.isStatement).map { "\($0.rawValue)-" }),
          at: label.location))
    }
    readOptions(attributes, of: &division, at: open.location)
    if let title = attributes.values["title"] {
      let prose = Prose(
        markdown: literal(title).hidingPrivateCharacters,
        origins: [
          .init(
            line: open.location.line, anchors: [.init(markdown: 1, source: open.location.column)])
        ],
        file: open.location.file)
      let content = MarkdownContent(
        prose, values: values, notes: notes, firstNote: noteCount + addedNotes.count,
        quotes: quotes)
      macros += content.macros
      division.title = content.inlines
      addedNotes += content.footnotes
      diagnostics += content.diagnostics
    } else if kind.hasTitle, case .heading(let heading) = division.blocks.first {
      division.title = heading.content
      division.blocks.removeFirst()
    }
    return [.division(division)]
  }

  /// Reads the options of a `:::` block.
  ///
  /// An unknown option or an invalid value is a problem.
  private mutating func readOptions(
    _ attributes: Attributes, of division: inout Division, at location: SourceLocation
  ) {
    let known = division.kind.options
    for (name, text) in attributes.values.sorted(by: { $0.key < $1.key }) {
      guard let allowed = known[name] else {
        let suggestion = suggestion(for: name, among: known.keys.sorted())
        diagnostics.append(
          Diagnostic(.unknownOption(name: name, suggestion: suggestion), at: location))
        continue
      }
      let value = literal(text)
      var isRight = allowed.isEmpty || allowed.contains(value)
      switch name {
      case "collapse": division.isFolded = Bool(value)
      case "appearance": division.appearance.append(value)
      case "icon": if value == "false" { division.appearance.append("plain") }
      case "layout-ncol":
        division.columns = Int(value).flatMap { (1...6).contains($0) ? $0 : nil }
        isRight = division.columns != nil
      case "width":
        division.widthPercentage = percentage(value)
        isRight = division.widthPercentage != nil
      default: break
      }
      guard !isRight else { continue }
      let expected = allowed.isEmpty ? division.kind.expectation : allowed.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(.optionValue(name: name, value: value, allowed: expected), at: location))
    }
  }

  /// A width such as `40%`, in percent.
  private func percentage(_ text: String) -> Int? {
    guard text.hasSuffix("%"), let value = Int(text.dropLast()), (1...100).contains(value) else {
      return nil
    }
    return value
  }
}

extension DivisionKind {
  /// The options of this kind of block with their allowed values; empty for free values.
  fileprivate var options: [String: [String]] {
    let switches = ["true", "false"]
    return switch self {
    case .statement, .proof: ["title": [], "collapse": switches]
    case .callout:
      [
        "title": [], "collapse": switches, "icon": switches,
        "appearance": ["default", "simple", "minimal"],
      ]
    case .columns: ["layout-ncol": []]
    case .column: ["width": []]
    case .aside, .wide: [:]
    }
  }

  /// A description of the allowed free values.
  fileprivate var expectation: String {
    self == .column ? "a width such as 40%" : "a number from 1 to 6"
  }

  /// Whether a heading at the beginning of the block is its title.
  fileprivate var hasTitle: Bool {
    switch self {
    case .statement, .proof, .callout: true
    case .aside, .columns, .column, .wide: false
    }
  }
}
