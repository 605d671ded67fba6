import Literate

extension MarkdownReader {
  /// A block quote.
  ///
  /// One that begins with `[!NOTE]`, as on GitHub, is a callout.
  mutating func quote(_ node: MarkdownNode) -> Block {
    var blocks = blocks(of: node.children)
    guard case .paragraph(var content) = blocks.first, case .text(let text) = content.first,
      text.hasPrefix("[!"), let close = text.firstIndex(of: "]")
    else { return .quote(blocks) }
    let name = text[..<close].dropFirst(2).lowercased()
    guard let kind = DivisionKind.Callout(rawValue: name) else {
      let suggestion = suggestion(for: name, among: DivisionKind.Callout.allCases.map(\.rawValue))
      diagnostics.append(
        Diagnostic(
          .unknownBlock(name: "[!\(name.uppercased())]", suggestion: suggestion),
          at: self.text.location(line: node.line)))
      return .quote(blocks)
    }
    // The text after the marker is the title.
    content[0] = .text(String(text[close...].dropFirst()))
    let end = content.firstIndex(of: .softBreak) ?? content.count
    var title = Array(content[..<end])
    title.trimStart()
    title.trimEnd()
    var rest = Array(content[end...])
    rest.trimStart()
    blocks.removeFirst()
    if !rest.isEmpty { blocks.insert(.paragraph(rest), at: 0) }
    return .division(
      Division(kind: .callout(kind), title: title.filter { $0 != .text("") }, blocks: blocks))
  }
}
