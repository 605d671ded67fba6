import Testing

@testable import Reports

@Suite struct `Letters of figures` {
  @Test func `are drawn once on a page`() {
    var glyphs = SharedGlyphs()
    let one = glyphs.share(
      ##"<svg><defs><path id="a-0" d="m1 2z"/><path id="a-1" d="m3z"/></defs><use href="#a-1"/><use href="#a-0"/></svg>"##
    )
    let two = glyphs.share(
      ##"<svg><defs><path id="b-0" d="m3z"/><clipPath id="b-c"><path d="m4z"/></clipPath></defs><g clip-path="url(#b-c)"><use href="#b-0"/></g></svg>"##
    )
    #expect(one == ##"<svg><use href="#glyph-1"/><use href="#glyph-0"/></svg>"##)
    #expect(
      two
        == ##"<svg><defs><clipPath id="b-c"><path d="m4z"/></clipPath></defs><g clip-path="url(#b-c)"><use href="#glyph-1"/></g></svg>"##
    )
    #expect(glyphs.outlines.map(\.path) == ["m1 2z", "m3z"])
  }

  @Test func `a figure without letters stays as it is`() {
    var glyphs = SharedGlyphs()
    #expect(glyphs.share(#"<svg><path d="m1z"/></svg>"#) == #"<svg><path d="m1z"/></svg>"#)
    #expect(glyphs.outlines.isEmpty)
  }
}
