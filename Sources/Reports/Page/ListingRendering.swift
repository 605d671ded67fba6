import Literate

extension ChapterRenderer {
  /// The code of a cell.
  mutating func listing(_ cell: CellContent, target: Target) -> String {
    var lines: [String] = []
    for (index, line) in cell.listing.enumerated() {
      let isHighlighted = cell.highlightedLines.contains { $0.contains(index + 1) }
      let (tokens, annotation) = line.tokens.withoutAnnotation
      var content = html(tokens)
      if let annotation {
        content += templates.render(
          AnnotationCallView(
            number: annotation, anchor: PageAnchors.annotation(annotation, of: cell, in: chapter)))
      }
      lines.append(templates.wrap(isHighlighted ? .highlightedLine : .line, content))
    }
    return templates.render(
      ListingView(
        content: lines.joined(separator: "\n"), isFolded: cell.isFolded,
        lineCount: words.number(lines.count), isLong: lines.count > 1,
        name: name(of: .listing, target),
        caption: target.number.isEmpty ? nil : html(cell.caption).nonEmpty))
  }

  /// A line of code.
  ///
  /// Tokens without a color have no markup.
  func html(_ tokens: [ListingToken]) -> String {
    var result = ""
    for token in tokens {
      switch token.kind {
      case .plain, .identifier, .operator: result += escaped(token.text)
      default: result += templates.token(token.kind, escaped(token.text))
      }
    }
    return result
  }

  /// The list below a cell that explains its annotations.
  mutating func html(annotations list: List, of cell: CellContent) -> String {
    var annotations: [AnnotationFields] = []
    for (index, item) in list.items.enumerated() {
      let anchor = id(PageAnchors.annotation(index + 1, of: cell, in: chapter))
      annotations.append(
        AnnotationFields(
          number: index + 1, anchor: anchor, content: html(item.blocks, isTight: true)))
    }
    return templates.render(AnnotationsView(annotations: annotations))
  }
}
