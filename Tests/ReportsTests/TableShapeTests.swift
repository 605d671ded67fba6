import Testing

@testable import Reports

@Suite struct `The shape of tables` {
  @Test(
    arguments: [
      ("| a | b |\n|---|---|\n| 1 | 2 |", []),
      ("a | b\n--|--\n1", []),
      ("| a |\n|---|\n| 1 |", []),
      ("Text.\n| a | b |\n|:-:|--:|\n| $|x|$ | 1 \\| 2 |", []),
      ("> | a | b |\n> |---|---|\n> | 1 | 2 |", []),
      ("- | a | b |\n  |---|---|\n  | 1 | 2 |", []),
      ("The norm |x|, or\n|x| and |y|.", []),
      ("Text\n---", []),
      ("```\n| a | b |\n| 1 | 2 |\n```", []),
      ("| a | b | c |\n|---|---|\n| 1 | 2 |", ["2:1 tableRule(columns: 2, header: 3)"]),
      ("Words\n|---|---|", ["2:1 tableRule(columns: 2, header: 1)"]),
      ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", ["3:1 tableRow(cells: 3, columns: 2)"]),
      ("| a | b |\n| 1 | 2 |", ["1:1 tableWithoutRule"]),
    ] as [(String, [String])])
  func `is checked`(_ markdown: String, _ problems: [String]) throws {
    #expect(try read(markdown).problems == problems)
  }

  @Test func `has numbers in cells with a minus sign, emphasized or not`() throws {
    let blocks = try read("| a |\n|---|\n| **-1.0** |\n| -2 |\n| x-1 |").blocks
    guard case .table(let table) = blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(
      table.rows == [[[.strong([.text("−1.0")])]], [[.text("−2")]], [[.text("x-1")]]])
  }
}
