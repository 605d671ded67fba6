import Literate

extension ChapterRenderer {
  /// A statement, a callout, or whatever else stands between `:::` lines.
  mutating func html(_ division: Division) -> String {
    let title = division.title.isEmpty ? nil : html(division.title)
    let content = html(division.blocks)
    var view = View([
      "title": title, "content": content,
      "anchor": division.target.anchor.isEmpty ? nil : division.target.anchor,
      "number": division.target.number.isEmpty ? nil : division.target.number,
      "isFoldable": division.isFolded != nil, "isFolded": division.isFolded ?? false,
    ])
    switch division.kind {
    case .statement(let kind):
      view["kind"] = kind.word
      view["word"] = kind.title
      return templates.render(.statement, view)
    case .proof: return templates.render(.proof, view)
    case .aside: return templates.wrap(.aside, content)
    case .callout(let callout):
      view["kind"] = ([callout.rawValue] + division.look).joined(separator: " ")
      view["word"] = callout.rawValue.prefix(1).uppercased() + callout.rawValue.dropFirst()
      return templates.render(.callout, view)
    case .columns:
      view["count"] = division.columns
      return templates.render(.columns, view)
    case .column:
      view["share"] = division.share
      return templates.render(.column, view)
    case .wide(let column):
      view["column"] = column.rawValue
      return templates.render(.wide, view)
    }
  }
}
