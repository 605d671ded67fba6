import Plotting
import Testing

@testable import CairoRendering

/// Text in the installed fonts, of whose versions nothing here depends.
struct TextShapingTests {
  private let metrics = FontLibrary.shared.metrics

  private func set(
    _ text: String, faces: [FontFace] = [.text, .mathRegular], isRightToLeft: Bool = false
  ) throws -> TextBox {
    let shape = try #require(metrics.shape)
    return try shape(text, TextStyle(faces: faces, size: 10, isRightToLeft: isRightToLeft))
  }

  @Test func `pairs of letters are kerned`() throws {
    let apart = try set("A").width + set("V").width
    #expect(try set("AV").width < apart - 0.1)
    #expect(try set("HH").width == set("H").width * 2)
  }

  @Test func `letters and signs keep their own glyphs`() throws {
    let box = try set("3x3 -> fi 10:30 (A)")
    #expect(box.glyphs.count == 19)
    #expect(box.glyphs.allSatisfy { $0.form == nil && $0.face == .text })
    let widths = zip(box.glyphs, box.glyphs.dropFirst()).map { $1.origin.x - $0.origin.x }
    #expect(widths.allSatisfy { $0 > 0 })
  }

  @Test func `a letter and its accent are one glyph, whichever way they are written`() throws {
    let (one, two) = (try set("\u{E9}"), try set("e\u{301}"))
    #expect(one.glyphs.count == 1 && two.glyphs.count == 1)
    #expect(one.width == two.width)
    let form = try #require(two.glyphs[0].form)
    #expect(form.text == "e\u{301}")
    let outlines = try [one, two].map { try FontLibrary.shared.outline(of: $0.glyphs[0]) }
    #expect(outlines[0] == outlines[1] && !outlines[0].elements.isEmpty)
  }

  @Test func `what the faces lack comes from a font of the system`() throws {
    // KaTeX's fonts have no Cyrillic letters; Inter, which figures need, is one of the system's fonts.
    let box = try set("xЖ", faces: [.mathRegular])
    #expect(box.glyphs.count == 2 && box.glyphs[0].form == nil)
    let form = try #require(box.glyphs[1].form)
    #expect(form.text == "Ж" && !form.font.family.isEmpty)
    #expect(try !FontLibrary.shared.outline(of: box.glyphs[1]).elements.isEmpty)
    #expect(try set("xЖ", faces: [.mathRegular]) == box)
  }

  @Test func `a character that no font has is an error that names it`() throws {
    let chart = Chart("a\u{10FFFD}b") { LineMark(y: [0.0, 1]) }
    let error = #expect(throws: LabelError.self) { try Figure(chart).displayList() }
    #expect(error?.problem == .missingGlyph("\u{10FFFD}"))
    #expect(error?.label == "a\u{10FFFD}b")
  }

  @Test func `all formats draw text of other fonts`() throws {
    let chart = Chart("e\u{301}Ж") { LineMark(y: [0.0, 1]) }.xAxis(#"$\text{Ж} = ж$"#)
    let list = try Figure(chart).displayList()
    #expect(try list.svg().contains("<use"))
    #expect(try list.svg(lettering: .live).contains("e\u{301}"))
    #expect(try !list.pdf().isEmpty && !list.png(dpi: 72).isEmpty)
  }

  // MARK: - Both directions

  private func order(_ text: String, isRightToLeft: Bool) -> String {
    let scalars = Array(text.unicodeScalars)
    let levels = BidirectionalText.levels(of: scalars, isRightToLeft: isRightToLeft)
    let ordered = BidirectionalText.ordered(Array(zip(scalars, levels))) { $0.1 }
    var result = ""
    result.unicodeScalars += ordered.map(\.0)
    return result
  }

  @Test(arguments: [
    ("abc 12", false, "abc 12"),
    ("abc אבג", false, "abc גבא"),
    ("abc אב גד def", false, "abc דג בא def"),
    // Numbers run from left to right in both.
    ("אב 12.5 גד", true, "דג 12.5 בא"),
    ("אב (abc) 1", true, "1 (abc) בא"),
    ("12 אב", true, "בא 12"),
  ])
  func `the order of text in both directions`(
    text: String, isRightToLeft: Bool, expected: String
  ) {
    // Brackets are turned when they are shaped; here only places count.
    let comparable = order(text, isRightToLeft: isRightToLeft)
      .replacing(")abc(", with: "(abc)")
    #expect(comparable == expected)
  }

  private static let hasArabic = !SystemFonts().fonts(
    having: Array("مرحبا".unicodeScalars), .init(isBold: false, eastAsian: "SC")
  ).isEmpty

  @Test(.enabled(if: hasArabic))
  func `Arabic letters are joined and run from right to left`() throws {
    let (word, letter) = (try set("ببب", isRightToLeft: true), try set("ب", isRightToLeft: true))
    // As wide as three letters in a font of equal widths.
    #expect(word.glyphs.count >= 3 && word.width <= 3 * letter.width + 1e-9)
    let forms = word.glyphs.compactMap(\.form)
    #expect(forms.count == word.glyphs.count && forms.allSatisfy(\.isRightToLeft))
    #expect(Set(forms.map(\.index)).count >= 3)
    let mixed = try set("x ب", isRightToLeft: false)
    #expect(mixed.glyphs[0].scalar == "x")
    #expect(try set("x ب", isRightToLeft: true).glyphs.last?.scalar == "x")
  }
}
