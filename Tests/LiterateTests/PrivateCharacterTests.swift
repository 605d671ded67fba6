import Literate
import Testing

@Suite struct `Private characters` {
  @Test(arguments: [
    "", "plain", "\u{F0000}", "\u{FFFFF}", "\u{100000}", "\u{10FFFF}", "a\u{F1234}b\u{10ABCD}c",
    "\u{E0041}🏴 中文一丁",
  ])
  func `come back as they were`(text: String) {
    let hidden = text.hidingPrivateCharacters
    #expect(hidden.unicodeScalars.allSatisfy { $0.value < 0xF0000 })
    #expect(hidden.showingPrivateCharacters == text)
  }

  @Test func `differ from expressions, which keep their places`() throws {
    let chapter = try chapter(
      "let x = 1\n//: \u{100000} `\u{10FFFD}` \\\u{F0000} \\(x) \u{100001}\n")
    let prose = try #require(chapter.cells.compactMap(\.prose).first)
    #expect(chapter.interpolations.map(\.location.column) == [23])
    #expect(prose.markdown.unicodeScalars.compactMap(Interpolation.site) == [0])
    let column = prose.markdown.utf8.count - "\u{100001}".hidingPrivateCharacters.utf8.count + 1
    #expect(prose.location(line: 1, column: column).column == 28)
  }
}

extension Cell {
  fileprivate var prose: Prose? { if case .prose(let prose) = self { prose } else { nil } }
}
