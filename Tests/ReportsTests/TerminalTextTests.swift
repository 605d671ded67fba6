import Testing

@testable import Reports

@Suite struct `Printed text` {
  private func plain(_ text: String) -> [String] {
    TerminalText(text).lines.map { $0.map(\.text).joined() }
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]),
    ("\r0%\r50%\r100%\n", ["100%"]),
    ("downloading\rdone\n", ["doneloading"]),
    ("abc\u{8}\u{8}XY\n", ["aXY"]),
    ("long text\r\u{1B}[Kshort\n", ["short"]),
    ("a\u{0}b\u{7F}\n", ["a␀b␡"]),
    ("a\u{1B}]0;title\u{7}b\u{1B}[2Ac\n", ["abc"]),
    ("é\u{301}\tx\n\n", ["é\u{301}\tx", ""]),
  ])
  func `is what a terminal shows`(text: String, lines: [String]) {
    #expect(plain(text) == lines)
  }

  @Test func `has the colors of its escape sequences`() {
    let runs = TerminalText(
      "\u{1B}[31mred\u{1B}[0m and \u{1B}[1;4;38;5;33mblue\u{1B}[22;24;39m \u{1B}[48;2;1;2;3mx\u{1B}[97my"
    ).lines[0]
    #expect(runs.map(\.text) == ["red", " and ", "blue", " ", "x", "y"])
    #expect(runs[0].style == TerminalStyle(color: .named(1)))
    #expect(runs[1].style == TerminalStyle())
    #expect(
      runs[2].style == TerminalStyle(color: .rgb(0, 135, 255), isBold: true, isUnderlined: true))
    #expect(runs[3].style == TerminalStyle())
    #expect(runs[4].style == TerminalStyle(background: .rgb(1, 2, 3)))
    #expect(runs[5].style.color == .named(15))
  }

  @Test func `characters that HTML does not allow are pictures`() {
    #expect(escaped("a\u{1}\u{B}\u{85}\u{FFFE}<") == "a␁␋\u{FFFD}\u{FFFD}&lt;")
  }
}
