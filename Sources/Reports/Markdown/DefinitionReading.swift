// Definition lists: a term on its own line, with its meanings below it, each after a colon.
extension MarkdownReader {
  /// Reads a paragraph with a term and its meanings, each on a line that begins with a colon.
  func definition(_ content: [Inline]) -> Definition? {
    let lines = content.split(separator: .softBreak, omittingEmptySubsequences: false)
    guard let term = lines.first, lines.count > 1, Array(lines[1]).meaning != nil else {
      return nil
    }
    var definition = Definition(term: Array(term), meanings: [])
    for line in lines.dropFirst().map(Array.init) {
      if let meaning = line.meaning {
        definition.meanings.append(meaning)
      } else {
        definition.meanings[definition.meanings.count - 1] += [.softBreak] + line
      }
    }
    return definition
  }

  /// Adds the meaning in a paragraph to the term or the definition list before it.
  mutating func meaning(_ node: MarkdownNode, of block: Block) -> Block? {
    var definitions: [Definition]
    switch block {
    case .paragraph(let term) where !term.contains(.softBreak):
      definitions = [Definition(term: term, meanings: [])]
    case .definitions(let list): definitions = list
    default: return nil
    }
    let lines = inlines(of: node.children).split(separator: .softBreak).map(Array.init)
    guard lines.first?.meaning != nil else { return nil }
    for line in lines {
      if let meaning = line.meaning {
        definitions[definitions.count - 1].meanings.append(meaning)
      } else {
        let last = definitions[definitions.count - 1].meanings.count - 1
        definitions[definitions.count - 1].meanings[last] += [.softBreak] + line
      }
    }
    return .definitions(definitions)
  }
}

extension [Inline] {
  /// The content after the colon at the beginning of the line; nil if there is none.
  fileprivate var meaning: [Inline]? {
    guard case .text(let text) = first, text.hasPrefix(": ") else { return nil }
    var content = self
    content[0] = .text(String(text.dropFirst(2).drop { $0 == " " }))
    return content
  }
}
