import Literate
import Testing

@testable import Reports

/// The kinds that stand out in a piece of code, as `kind:text`.
private func tokens(_ code: String, language: String) throws -> [[String]]? {
  let block = CodeBlock(
    language: language, text: code, location: SourceLocation(file: "x", line: 1, column: 1))
  let parts = Typesetter(cache: nil).typeset([], [block])
  #expect(parts.diagnostics.isEmpty)
  return parts.listings[block.key]?.map { line in
    line.tokens.filter { $0.kind != .plain && $0.kind != .identifier }.map {
      "\($0.kind):\($0.text)"
    }
  }
}

@Suite struct `Code in prose` {
  @Test func `Python by highlight.js`() throws {
    #expect(
      try tokens("def f(x):\n    # a < b\n    return \"<&>\"\n", language: "python") == [
        ["keyword:def"], ["comment:# a < b"], ["keyword:return", "string:\"<&>\""],
      ])
  }

  @Test func `Swift by the compiler's parser`() throws {
    #expect(
      try tokens("let x = 1 // one\n", language: "swift") == [
        ["keyword:let", "number:1", "comment:// one"]
      ])
  }

  @Test func `a language that nobody knows has no colours`() throws {
    #expect(try tokens("x", language: "nobody-knows") == nil)
  }

  @Test func `the text stays what it was`() throws {
    let code = "a = {'k': [1, 2.5]}  # 'é' & <b>\n\nif a: pass"
    let block = CodeBlock(
      language: "python", text: code, location: SourceLocation(file: "x", line: 1, column: 1))
    let lines = try #require(Typesetter(cache: nil).typeset([], [block]).listings[block.key])
    #expect(lines.map(\.text).joined(separator: "\n") == code)
  }
}
