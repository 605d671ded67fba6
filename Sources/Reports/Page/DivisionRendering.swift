import Literate

extension ChapterRenderer {
  /// A statement, a callout, or another block between `:::` lines.
  mutating func html(_ division: Division) -> String {
    let title = html(division.title).nonEmpty
    let anchor = id(of: division.target)
    let content = html(division.blocks)
    let (isFoldable, isFolded) = (division.isFolded != nil, division.isFolded ?? false)
    switch division.kind {
    case .statement(let kind):
      return templates.render(
        StatementView(
          kind: kind.word,
          name: name(of: kind, division.target) ?? words.bare(words[kind, .title]),
          title: title, anchor: anchor, content: content, isFoldable: isFoldable,
          isFolded: isFolded))
    case .proof:
      return templates.render(
        ProofView(title: title, content: content, isFoldable: isFoldable, isFolded: isFolded))
    case .aside: return templates.wrap(.aside, content)
    case .callout(let callout):
      return templates.render(
        CalloutView(
          kind: ([callout.rawValue] + division.appearance).joined(separator: " "),
          word: words["callouts.\(callout.rawValue)"],
          title: title, content: content, isFoldable: isFoldable, isFolded: isFolded))
    case .columns:
      return templates.render(ColumnsView(count: division.columns, content: content))
    case .column:
      return templates.render(ColumnView(share: division.widthPercentage, content: content))
    case .wide(let column):
      return templates.render(WideView(column: column.rawValue, content: content))
    }
  }
}
