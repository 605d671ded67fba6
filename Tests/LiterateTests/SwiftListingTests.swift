import Literate
import Testing

@Suite struct `Swift listings` {
  @Test func `have the compiler's own classes`() {
    let lines = SwiftListing.lines(of: "let x: Int = 12 // n\nprint(\"a\")\n")
    #expect(lines.map(\.text) == ["let x: Int = 12 // n", "print(\"a\")"])
    let kinds = lines[0].tokens.filter { $0.kind != .plain }.map { "\($0.text) \($0.kind)" }
    #expect(kinds.contains("let keyword") && kinds.contains("Int type"))
    #expect(kinds.contains("12 number") && kinds.contains("// n comment"))
  }

  @Test(arguments: ["", "\n", "let = = (", "\"unclosed", "/* open", "😀 ∑"])
  func `take any text and lose none of it`(_ text: String) {
    let shown = SwiftListing.lines(of: text).map(\.text).joined(separator: "\n")
    #expect(shown == text || shown + "\n" == text)
  }
}
