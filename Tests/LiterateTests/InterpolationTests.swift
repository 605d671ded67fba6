import Literate
import Testing

@Suite struct `Expressions in prose` {
  @Test(arguments: [
    (#"a \(x) b"#, ["x"]), (#"\(f("a)b")) and \(g { $0 })"#, [#"f("a)b")"#, "g { $0 }"]),
    (#"\(x, decimals: 3)"#, ["x, decimals: 3"]), (#"$\hat\lambda = \(rate)$"#, ["rate"]),
    (#"a \\(b) c"#, []), (#"a \\\(b) c"#, ["b"]), (#"`\(code)` and \(text)"#, ["text"]),
    (#"``a ` \(code)`` \(text)"#, ["text"]), (#"` lone \(text)"#, ["text"]),
    (#"\(a)\(b)"#, ["a", "b"]), (#"\left( x \right) \alpha"#, []),
  ])
  func `are Swift's interpolations after an even run of backslashes`(
    _ prose: String, _ expected: [String]
  ) throws {
    let chapter = try chapter("//: \(prose)\n")
    #expect(chapter.interpolations.map(\.arguments) == expected)
  }

  @Test func `are left alone in fenced code`() throws {
    let chapter = try chapter("//: ```swift\n//: print(\"\\(x)\")\n//: ```\n//: \\(y)\n")
    #expect(chapter.interpolations.map(\.arguments) == ["y"])
  }

  @Test func `keep every place after them exact`() throws {
    let chapter = try chapter("let a = 1\n//: ab \\(first + 1) cd \\(second) ef\n")
    #expect(chapter.interpolations.map(\.location.column) == [8, 24])
    guard case .prose(let prose) = chapter.cells[1] else { return #expect(Bool(false)) }
    let bytes = Array(prose.markdown.utf8)
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "e")))
    #expect(prose.location(line: 1, column: end + 1) == chapter.file.location(line: 2, column: 34))
  }

  @Test func `in captions and alternative texts belong to the cell`() throws {
    let chapter = try chapter(
      """
      //| caption: After \\(n) steps
      //| alt: |
      //|   A curve
      //|   of \\(m) points
      f()
      """)
    #expect(chapter.interpolations.map(\.arguments) == ["n", "m"])
    #expect(chapter.interpolations.map(\.location.line) == [1, 4])
    #expect(chapter.interpolations.map(\.location.column) == [20, 10])
  }

  @Test func `that never end are errors`() {
    #expect(problems("//: a \\(b c\n") == ["1:7 unclosedInterpolation"])
  }
}
