import Literate
import TestSupport
import Testing

/// A chapter of a text, without a file.
func chapter(_ text: String, path: String = "notebooks/x.swift") throws -> Chapter {
  try Chapter(reading: SourceFile(path: path, text: text))
}

/// What is wrong with a text, as `line:column problem`.
func problems(_ text: String, path: String = "notebooks/x.swift") -> [String] {
  do {
    return try chapter(text, path: path).warnings.map(\.short)
  } catch {
    return (error as? Diagnostics)?.list.map(\.short) ?? ["\(error)"]
  }
}

extension Diagnostic {
  var short: String { "\(location.line):\(location.column) \(problem)" }
}

@Suite struct `Reading chapters` {
  @Test func `prose and code alternate`() throws {
    let chapter = try chapter(
      """
      //: # Title
      //: One line
      //:
      //: and another.

      let a = 1
      let b = 2

      //: After.
      a + b
      """)
    #expect(chapter.cells.count == 4)
    guard case .prose(let first) = chapter.cells[0] else { return #expect(Bool(false)) }
    #expect(first.markdown == "# Title\nOne line\n\nand another.")
    #expect(chapter.codeCells.map(\.lines) == [6...7, 10...10])
    #expect(chapter.codeCells[0].statements.map(\.isValue) == [false, false])
    #expect(chapter.codeCells[1].statements.map(\.isValue) == [true])
  }

  @Test func `a comment in a string literal is code`() throws {
    let chapter = try chapter(
      #"""
      let text = """
        //: not prose
        //| label: no-option
        // %% no break
        """
      print(text)
      """#)
    #expect(chapter.cells.count == 1)
    #expect(chapter.codeCells[0].listing.count == 6)
    #expect(chapter.warnings.isEmpty)
  }

  @Test func `prose inside a declaration is code, and said so`() {
    #expect(problems("func f() {\n  //: inside\n}\n") == ["2:3 proseInsideCode"])
  }

  @Test func `nested block comments stay code`() throws {
    let chapter = try chapter("/* a /* //: b */ c\n//: d */\nlet x = 1\n")
    #expect(chapter.cells.count == 1)
  }

  @Test func `a playground block is prose, and warns of mathematics`() throws {
    let text = "/*:\n # Title\n of $x$\n*/\nlet x = 1\n"
    let chapter = try chapter(text)
    guard case .prose(let prose) = chapter.cells[0] else { return #expect(Bool(false)) }
    #expect(prose.markdown.contains("# Title"))
    #expect(chapter.warnings.map(\.short) == ["3:5 mathInBlockComment"])
  }

  @Test func `a cell break begins a cell with a title`() throws {
    let chapter = try chapter("let a = 1\n// %% Fit the model\nlet b = 2\n")
    #expect(chapter.codeCells.map(\.title) == [nil, "Fit the model"])
  }

  @Test func `hidden lines run but are not listed`() throws {
    let chapter = try chapter(
      """
      let a = 1
      precondition(a == 1)  //| hide
      // snippet.hide
      let secret = 2
      // snippet.show
      print(a)
      """)
    #expect(chapter.codeCells[0].listing.map(\.text) == ["let a = 1", "print(a)"])
    #expect(chapter.codeCells[0].statements.count == 4)
  }

  @Test func `the front matter is taken off`() throws {
    let chapter = try chapter(
      "//: ---\n//: title: A *fine* title\n//: echo: false\n//: ---\nlet a = 1\n")
    #expect(chapter.frontMatter.title?.markdown == "A *fine* title")
    #expect(chapter.cells.count == 1)
    #expect(chapter.codeCells[0].options.echo == false)
  }

  @Test func `line ends of any kind and a byte-order mark make no difference`() throws {
    let unix = "//: Text\nlet a = 1\na\n"
    for other in [unix.replacing("\n", with: "\r\n"), "\u{FEFF}" + unix, String(unix.dropLast())] {
      #expect(try chapter(other).cells == chapter(unix).cells)
    }
  }

  @Test func `an empty file is an empty chapter`() throws {
    #expect(try chapter("").cells.isEmpty)
    #expect(try chapter("\n\n").cells.isEmpty)
  }

  @Test func `a Markdown chapter is one piece of prose without expressions`() throws {
    let chapter = try chapter(
      "---\ntitle: T\n---\n# A\n\\(b\\)\n", path: "notebooks/derivation.md")
    guard case .prose(let prose) = chapter.cells[0] else { return #expect(Bool(false)) }
    #expect(prose.markdown == "# A\n\\(b\\)")
    #expect(prose.location(line: 2, column: 3).line == 5)
    #expect(chapter.interpolations.isEmpty)
  }

  @Test func `two thousand cells are read`() throws {
    let text = (0..<2000).map { "//: Cell \($0)\nlet x\($0) = \($0)\n" }.joined()
    #expect(try chapter(text).codeCells.count == 2000)
  }
}

@Suite struct `Values of statements` {
  @Test(arguments: [
    ("x + 1", true), ("f()", true), ("try f()", true), ("x > 2 ? a : b", true),
    ("await f()", true), ("xs.map { $0 = 1 }", true), ("x = 3", false), ("_ = f()", false),
    ("if a { b } else { c }", false), ("switch a { default: b }", false),
    ("for i in a { i }", false), ("let y = 2", false), ("(x, y) = (1, 2)", false),
  ])
  func `only an expression that is not an assignment is a value`(_ code: String, _ isValue: Bool)
    throws
  {
    #expect(try chapter("//: p\n" + code).codeCells[0].statements.last?.isValue == isValue)
  }

  @Test(arguments: [
    ("let a = try f()", 9), ("let a = try? f()", nil), ("f { try g() }", nil),
    ("do { try f() } catch {}", nil), ("for x in try f() { g(x) }", 10),
    ("func f() throws { try g() }", nil), ("if c { try f() }", 8),
  ])
  func `the first try that reaches the top level is found`(_ code: String, _ column: Int?) throws {
    #expect(try chapter(code).codeCells[0].statements[0].firstTry?.column == column)
  }
}
