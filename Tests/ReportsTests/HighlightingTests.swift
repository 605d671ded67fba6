import Literate
import Storage
import SystemFiles
import Testing

@testable import Reports

/// The kinds that stand out in a piece of code, as `kind:text`.
private func tokens(_ code: String, language: String) throws -> [[String]]? {
  let block = CodeBlock(
    language: language, text: code, location: SourceLocation(file: "x", line: 1, column: 1))
  let parts = try PageTypesetter(cache: nil).typeset([], [block])
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

  @Test func `a language that nobody knows has no colors`() throws {
    #expect(try tokens("x", language: "nobody-knows") == nil)
  }

  @Test func `the text stays what it was`() throws {
    let code = "a = {'k': [1, 2.5]}  # 'é' & <b>\n\nif a: pass"
    let block = CodeBlock(
      language: "python", text: code, location: SourceLocation(file: "x", line: 1, column: 1))
    let lines = try #require(
      try PageTypesetter(cache: nil).typeset([], [block]).listings[block.key])
    #expect(lines.map(\.text).joined(separator: "\n") == code)
  }

  /// A stand-in for highlight.js that says how it was called.
  private func script(version: String) -> [UInt8] {
    Array(
      """
      var hljs = {
        \(version)
        getLanguage: function (name) { return name === 'python'; },
        highlight: function (first, second) {
          return {value: '<span class="hljs-title class_">' + first + '</span> '
            + (second.language || second)};
        }
      };
      """.utf8)
  }

  @Test(arguments: [
    ("", "python code"), ("versionString: '10.7.2',", "python code"),
    ("versionString: '11.9.0',", "code python"),
  ])
  func `highlight.js is called as its version asks`(version: String, expected: String) throws {
    let highlighter = try HighlightJS(program: script(version: version), engine: JavaScript())
    let html = try #require(try highlighter.classified("code", language: "python"))
    let line = try #require(ListingLine.lines(classified: html).first)
    #expect(line.text == expected)
    // Since version 10 the name of a class is a title with a class beside it.
    #expect(line.tokens.first?.kind == .type)
    #expect(try highlighter.classified("code", language: "other") == nil)
  }

  @Test func `what was colored by another highlight.js is colored again`() throws {
    let block = CodeBlock(
      language: "python", text: "code", location: SourceLocation(file: "x", line: 1, column: 1))
    try withTemporaryFolder { (folder) throws in
      let typesetter = PageTypesetter(
        cache: Cache(folder: folder + "/cache"),
        highlightJS: SystemFolder(
          name: "highlight.js", package: "", variable: "LECTERN_NONE", places: [folder]))
      for (version, expected) in [("", "python code"), ("versionString: '11.9.0',", "code python")]
      {
        try writeFile("\(folder)/highlight.min.js", script(version: version))
        let lines = try #require(try typesetter.typeset([], [block]).listings[block.key])
        #expect(lines.map(\.text) == [expected])
      }
    }
  }

  @Test func `a script that is none is an error that names it`() throws {
    let block = CodeBlock(
      language: "python", text: "code", location: SourceLocation(file: "x", line: 1, column: 1))
    try withTemporaryFolder { (folder) throws in
      try writeFile("\(folder)/highlight.min.js", Array("\n\nlet = ;".utf8))
      let typesetter = PageTypesetter(
        cache: nil,
        highlightJS: SystemFolder(
          name: "highlight.js", package: "", variable: "LECTERN_NONE", places: [folder]))
      let error = #expect(throws: UnusableScript.self) { try typesetter.typeset([], [block]) }
      #expect(error?.path == "\(folder)/highlight.min.js")
      #expect(error?.reason.hasPrefix("SyntaxError") == true)
    }
  }
}
