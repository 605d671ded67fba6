import Testing

@testable import Reports

@Suite struct `Pictures in SVG` {
  @Test(arguments: [
    ("<svg><script>a</script><g/></svg>", "<svg><g/></svg>"),
    ("<svg><script href=\"x\"/><g/></svg>", "<svg><g/></svg>"),
    ("<svg><script><![CDATA[a > b]]></script >x</svg>", "<svg>x</svg>"),
    ("<svg><script>never closed", "<svg>"),
    ("<svg onload=\"a()\" width='1'>", "<svg width='1'>"),
    ("<svg\nONLOAD = 'a(\">\")' x=\"y\"/>", "<svg x=\"y\"/>"),
    ("<text>based on x = \"1\"</text>", "<text>based on x = \"1\"</text>"),
    ("<g title=\"on a=b\" id='one'/>", "<g title=\"on a=b\" id='one'/>"),
    ("", ""),
  ])
  func `run nothing`(file: String, safe: String) {
    #expect(String(decoding: SafeSVG(Array(file.utf8)).bytes, as: UTF8.self) == safe)
  }

  @Test(arguments: [
    ("<svg><use href=\"#a\"/><image xlink:href='data:image/png;base64,x'/></svg>", nil),
    ("<svg><image width='1' xlink:href='photo.png'/></svg>", "photo.png"),
    ("<svg><use href=\"icons.svg#a\"/></svg>", "icons.svg#a"),
    ("<svg><a href=\"https://a.b\">x</a></svg>", nil),
  ])
  func `name what would be missing`(file: String, missing: String?) {
    #expect(SafeSVG(Array(file.utf8)).missing == missing)
  }
}
