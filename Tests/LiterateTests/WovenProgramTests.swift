import Literate
import TestSupport
import Testing

@Suite struct `Weaving programs` {
  let notebook = """
    //: ---
    //: title: T
    //: ---

    //| include: false
    import Foundation

    let xs = [1.0, 2.0]
    let mean = try average(xs) // a comment
      xs.count; xs.map { $0 * 2 }

    //: The mean is \\(mean, decimals: 2).

    //| error: true
    //| caption: It failed at \\(xs.count)
    try fail()
    """

  @Test func `keeps every statement in its place`() throws {
    let program = WovenProgram(weaving: try chapter(notebook))
    expectGolden(program.main, named: "woven.swift.txt")
  }

  @Test func `prose, comments and layout do not change what is executed`() throws {
    let before = WovenProgram(weaving: try chapter(notebook)).executed
    let edited =
      notebook
      .replacing("The mean is", with: "The arithmetic mean of both is")
      .replacing("// a comment", with: "/* another */")
      .replacing("[1.0, 2.0]", with: "[1.0,     2.0]")
      .replacing("title: T", with: "title: Another")
      .replacing("include: false", with: "echo: false")
      .replacing("It failed", with: "And it failed")
    #expect(edited != notebook)
    #expect(WovenProgram(weaving: try chapter(edited)).executed == before)
  }

  @Test(arguments: [
    ("2.0]", "3.0]"), ("mean, decimals: 2", "mean, decimals: 3"), ("xs.count; ", "xs.count\n"),
    ("\\(xs.count)", "\\(xs[0])"), ("//| error: true\n", ""),
  ])
  func `code and expressions do`(_ old: String, _ new: String) throws {
    let before = WovenProgram(weaving: try chapter(notebook)).executed
    let edited = notebook.replacing(old, with: new)
    #expect(WovenProgram(weaving: try chapter(edited)).executed != before)
  }

  @Test(arguments: ["#line", "#column", "#file", "#filePath", "#fileID", "#fileLiteral"])
  func `code that asks where it is depends on it`(_ literal: String) throws {
    func executed(_ code: String, path: String = "a/x.swift") throws -> String {
      WovenProgram(weaving: try Chapter(reading: SourceFile(path: path, text: code))).executed
    }
    let codes = [
      "print(\(literal))\n", "//: \\(\(literal))\n1\n",
      "func f(_ x: Any = \(literal)) {}\nf()\n",
    ]
    for code in codes {
      let before = try executed(code)
      let elsewhere = try executed(code, path: "b/x.swift")
      let moved = try executed("//: Prose.\n\n" + code)
      #expect((before != elsewhere) == literal.hasPrefix("#file"))
      #expect((before != moved) == !literal.hasPrefix("#file"))
    }
    let plain = try executed("print(1)\n")
    #expect(try executed("//: Prose.\n\nprint(1)\n", path: "b/x.swift") == plain)
  }

  @Test func `a value in the first line shifts its columns by a known width`() throws {
    let program = WovenProgram(weaving: try chapter("[1, 2][5]\n"))
    #expect(program.firstLineShift == "__lectern_value(".utf8.count)
  }
}
