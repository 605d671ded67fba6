import Testing

@testable import Reports

@Suite struct `Styles of formulas` {
  @Test func `each style is one class`() {
    var classes = StyleClasses()
    let html = classes.shorten(
      #"<span class="strut" style="height:1em;"></span><span style="top:0;">a</span><span class="b"><span class="" style="height:1em;"></span></span>"#
    )
    #expect(
      html
        == #"<span class="strut k0"></span><span class="k1">a</span><span class="b"><span class="k0"></span></span>"#
    )
    #expect(classes.sheet == ".k0{height:1em;}.k1{top:0;}")
    #expect(classes.shorten(#"<svg style="top:0;">"#) == #"<svg style="top:0;">"#)
  }

  @Test func `of the rules for changes of size only those that are used stay`() throws {
    let style = try FormulaStyle(fonts: ["Main-Regular"], sizes: [".reset-size6.size3"])
    #expect(style.sheet.contains(".sizing.reset-size6.size3{"))
    #expect(!style.sheet.contains(".reset-size6.size4"))
    #expect(style.sheet.contains(".katex .mfrac"))
    #expect(!style.sheet.contains("url("))
    #expect(style.faces.map(\.family) == ["KaTeX_Main"])
  }
}
