import Literate

extension CellContent {
  /// The numbers at the ends of lines as `// <1>`, in order, without duplicates.
  var annotations: [Int] {
    Set(listing.compactMap { $0.tokens.withoutAnnotation.annotation }).sorted()
  }

  /// Whether a list explains the annotations: it starts at one and has an item for each.
  func isExplained(by list: List) -> Bool {
    list.start == 1 && annotations == Array(1...max(list.items.count, 1))
  }
}

extension [Block] {
  /// Reports cells with annotated lines that have no list below them to explain all annotations.
  func annotationProblems(of cells: [CellContent]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (index, block) in enumerated() {
      switch block {
      case .cell(let block) where cells.indices.contains(block.index):
        let cell = cells[block.index]
        guard !cell.annotations.isEmpty else { continue }
        var items: Int?
        if index + 1 < count, case .list(let list) = self[index + 1], list.start != nil {
          if cell.isExplained(by: list) { continue }
          items = list.items.count
        }
        problems.append(
          Diagnostic(.annotations(numbers: cell.annotations, items: items), at: cell.location))
      case .quote(let blocks): problems += blocks.annotationProblems(of: cells)
      case .list(let list):
        for item in list.items { problems += item.blocks.annotationProblems(of: cells) }
      case .division(let division): problems += division.blocks.annotationProblems(of: cells)
      default: break
      }
    }
    return problems
  }
}

extension [ListingToken] {
  /// The line without a `// <1>` at its end, and the number of that annotation.
  var withoutAnnotation: (tokens: [ListingToken], annotation: Int?) {
    guard let last, last.kind == .comment, last.text.hasPrefix("//"), last.text.hasSuffix(">"),
      let start = last.text.firstIndex(of: "<"),
      last.text[..<start].allSatisfy({ $0 == "/" || $0 == " " }),
      let number = Int(last.text[last.text.index(after: start)...].dropLast()), number > 0
    else { return (self, nil) }
    var tokens = Array(dropLast())
    while let before = tokens.last, before.text.last?.isWhitespace == true {
      tokens.removeLast()
      let text = String(before.text.reversed().drop(while: \.isWhitespace).reversed())
      if !text.isEmpty { tokens.append(ListingToken(text: text, kind: before.kind)) }
    }
    return (tokens, number)
  }
}
