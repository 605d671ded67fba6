import Testing

@testable import Plotting

struct LabelTests {
  private let typesetter = LabelTypesetter(metrics: testMetrics)

  private func spoken(_ source: String) throws -> String {
    try typesetter.typeset(source, size: 10).plainText
  }

  @Test func `mathematics is read aloud without commands`() throws {
    #expect(try spoken(#"Density $p(x \mid \theta)$"#) == "Density p(x ∣ θ)")
    #expect(
      try spoken(#"$\hat\mu_k = \frac{1}{N_k}\sum_{n=1}^N r_{nk}$"#).hasPrefix("μ\u{302}_k = "))
    // An accented letter is one scalar where Unicode has it.
    #expect(Array(try spoken(#"$\bar u$"#).unicodeScalars) == ["\u{16B}"])
    #expect(try spoken(#"cost in \$"#) == "cost in $")
  }

  @Test(arguments: [
    (#"$\alhpa$"#, LabelError.Problem.unknownCommand(#"\alhpa"#)),
    (#"$\frac{1}$"#, .missingArgument(of: #"\frac"#)),
    ("$x_1_2$", .doubleScript("_")),
    ("${x$", .unbalanced("{")),
    ("$x}$", .unbalanced("}")),
    (#"$\left( x$"#, .unbalanced(#"\left"#)),
    ("price $x", .unclosedMathematics),
    ("snow ☃", .missingGlyph("☃")),
  ])
  func `an error names what cannot be set`(source: String, problem: LabelError.Problem) {
    let error = #expect(throws: LabelError.self) { try spoken(source) }
    #expect(error == LabelError(label: source, problem: problem))
  }

  @Test func `scripts are smaller and off the baseline`() throws {
    let glyphs = try typesetter.typeset("$x_1^2$", size: 10).glyphs
    #expect(glyphs.count == 3)
    let (base, upper, lower) = (glyphs[0], glyphs[1], glyphs[2])
    #expect(upper.size < base.size && lower.size < base.size)
    #expect(upper.origin.y < 0 && lower.origin.y > 0)
    #expect(upper.origin.x >= base.size * 0.45)
  }

  @Test func `relations have more room than letters, a sign of a number has none`() throws {
    func width(_ source: String) throws -> Double {
      try typesetter.typeset(source, size: 10).width
    }
    #expect(try width("$a=b$") > width("$a+b$"))
    #expect(try width("$a+b$") > width("$abc$"))
    #expect(try width("$-a$") == width("$ab$"))
  }

  @Test func `long labels wrap at spaces and lose none of their words`() throws {
    let lines = try typesetter.typeset(
      "a long title with $x^2$ in it", size: 10, maximumWidth: 60)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.width <= 60 })
    #expect(lines.map(\.plainText).joined(separator: " ") == "a long title with x^2 in it")
  }

  @Test func `Chinese and Japanese wrap between letters, and no line begins with a comma`() throws {
    let source = "日本語の長い題名、とても長いもの"
    let lines = try typesetter.typeset(source, size: 10, maximumWidth: 25).map(\.plainText)
    #expect(lines.count > 2 && lines.joined() == source)
    #expect(lines.allSatisfy { $0.first != "、" })
  }

  @Test func `lines break where their author breaks them`() throws {
    let lines = try typesetter.typeset("first $x$\nsecond", size: 10, maximumWidth: 500)
    #expect(lines.map(\.plainText) == ["first x", "second"])
    #expect(try spoken("one\tline") == "one line")
  }

  @Test func `a label that begins in Hebrew runs from right to left`() throws {
    let box = try typesetter.typeset("אב: $x$", size: 10)
    #expect(box.plainText == "אב: x")
    #expect(box.glyphs.first?.face == .mathItalic)
    #expect(try typesetter.typeset("12 ab אב $x$", size: 10).glyphs.last?.face == .mathItalic)
  }

  @Test(arguments: [("文", "fonts-noto-cjk"), ("한", "fonts-noto-cjk"), ("द", "fonts-noto-core")])
  func `a missing character says what to install`(scalar: Unicode.Scalar, package: String) {
    let error = LabelError(label: "a \(scalar)", problem: .missingGlyph(scalar))
    let code = String(scalar.value, radix: 16, uppercase: true)
    #expect("\(error)".contains("\(scalar) (U+\(code))") && "\(error)".contains(package))
  }
}
