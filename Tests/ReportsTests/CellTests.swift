import Foundation
import Literate
import NotebookOutputs
import Storage
import TestSupport
import Testing

@testable import Reports

/// A document of a notebook whose only cell has these options and outputs.
private func document(
  _ options: String, _ items: [ChapterOutputs.Item]?, files: [String: [UInt8]] = [:]
) throws -> Document {
  let text = "//: Text.\n\n\(options)let x = f()\n"
  let outputs = items.map { ChapterOutputs(cells: [$0], interpolations: [], files: files) }
  return Document(try report(text, path: "notebooks/x.swift"), outputs: [outputs])
}

private let figure = ChapterOutputs.Item.shown(
  .figure(FigureOutput(stem: "f", width: 400, height: 300, description: "A drafted text.")))

/// What a reader sees of a page; here a notebook's own text is called `text`.
private func pageText(_ page: PublishedReport) throws -> String { try text(of: page) }

@Suite struct `Cells` {
  @Test(
    arguments: [
      ("//| label: fig-x\n//| alt: A.\n", [figure], []),
      ("//| label: fig-x\n", [figure], [#"3:12 missingAlternativeText(label: "fig-x")"#]),
      (
        "//| label: fig-x\n//| alt: A.\n", [.printed("1")],
        [#"3:12 labelWithoutOutput(label: "fig-x")"#]
      ),
      (
        "//| label: tbl-x\n", [figure],
        [
          #"3:12 labelWithoutOutput(label: "tbl-x")"#,
          #"4:1 draftedDescription(text: "A drafted text.")"#,
        ]
      ),
      ("//| label: lst-x\n", [], []),
      (
        "//| label: climb\n", [figure],
        [
          #"3:12 labelPrefix(label: "climb", allowed: ["fig-", "tbl-", "lst-", "eq-"])"#
        ]
      ),
      ("", [figure], [#"3:1 draftedDescription(text: "A drafted text.")"#]),
      ("//| alt: Mine.\n", [figure], []),
    ] as [(String, [ChapterOutputs.Item], [String])])
  func `labels and alternative texts`(
    options: String, items: [ChapterOutputs.Item], expected: [String]
  ) throws {
    let found = try document(options, items).diagnostics.map(\.short).sorted()
    let known = found.filter { !$0.contains("labelPrefix") || expected.contains($0) }
    #expect(known.filter { expected.contains($0) } == expected.sorted(), "\(found)")
    if !options.contains("climb") { #expect(found == expected.sorted()) }
  }

  @Test func `a cell that did not run is not asked for its output`() throws {
    #expect(try document("//| label: fig-x\n//| alt: A.\n", nil).diagnostics.isEmpty)
  }

  @Test func `printed text is one block, escaped`() throws {
    let html = try text(
      of: rendered(document("", [.printed("<a>\n"), .printed("& b"), .printedToError("oh\n")])))
    #expect(html.contains("&lt;a&gt;\n&amp; b</pre>"))
    #expect(html.contains("standard-error"))
  }

  @Test func `very long text is cut in the middle, and says so`() throws {
    let lines = (1...1_000).map { "line \($0)" }.joined(separator: "\n")
    let page = try rendered(document("", [.printed(lines), .printedToError(lines + "!")]))
    let html = try text(of: page)
    #expect(html.contains("line 150\n"))
    #expect(html.contains("800 lines left out"))
    #expect(html.contains("line 951\n"))
    #expect(!html.contains("line 500"))
    // All of it lies beside the page.
    #expect(
      page.files.keys.sorted() == ["index.html", "x-cell-1-2.txt", "x-cell-1.txt", "x.swift"])
    #expect(page.files["x-cell-1.txt"] == Array(lines.utf8))
    #expect(page.files["x-cell-1-2.txt"] == Array("\(lines)!".utf8))
    #expect(html.contains("left out: <a href=\"x-cell-1.txt\">the whole output</a> …</span>"))
    #expect(html.contains("left out: <a href=\"x-cell-1-2.txt\">the whole output</a> …</span>"))
  }

  @Test func `a very long line is cut, and says so`() throws {
    let line = String(repeating: "<", count: 1_500)
    let page = try rendered(document("", [.printed("a\n\(line)\nb\n")]))
    let html = try text(of: page)
    #expect(html.contains("a\n&lt;"))
    #expect(html.contains("500 characters left out: <a href"))
    #expect(html.contains(" …</span>\nb</pre>"))
    #expect(page.files["x-cell-1.txt"] == Array("a\n\(line)\nb\n".utf8))
    #expect(html.components(separatedBy: "&lt;").count == 1_001)
  }

  @Test func `a very long table is cut, and lies whole beside the page`() throws {
    func page(_ count: Int) throws -> PublishedReport {
      let rows = (1...count).map { ["\($0)", "a, \"b\""] }
      let table = TableOutput(
        columns: [
          .init(title: "$n$", alignment: .trailing), .init(title: "name", alignment: .leading),
        ], rows: rows)
      return try rendered(document("", [.shown(.table(table))]))
    }
    let long = try page(203)
    let csv = String(decoding: try #require(long.files["x-cell-1.csv"]), as: UTF8.self)
    #expect(csv.hasPrefix("$n$,name\n1,\"a, \"\"b\"\"\"\n2,"))
    #expect(csv.split(separator: "\n").count == 204)
    #expect(
      try text(of: long).contains(
        "3 more rows are not shown: <a href=\"x-cell-1.csv\">the whole table</a>."))
    #expect(try page(200).files.keys.sorted() == ["index.html", "x.swift"])
  }

  @Test func `addresses of files have no character that means something else`() {
    #expect(address(ofFile: "a-1_~.txt") == "a-1_~.txt")
    #expect(address(ofFile: "50% é#\n") == "50%25%20%C3%A9%23%0A")
  }

  @Test func `figures are inside the page, and beside it under their label`() throws {
    let files = [
      "f.svg": "<svg id=\"one\"></svg>", "f.png": "png", "f.pdf": "pdf",
    ].mapValues { Array($0.utf8) }
    let one = try rendered(
      document(
        "//| label: fig-x\n//| caption: A *caption*.\n//| alt: A \\<b>.\n", [figure],
        files: files))
    #expect(
      one.files.keys.sorted() == [
        "figures/fig-x.pdf", "figures/fig-x.png", "figures/fig-x.svg", "index.html", "x.swift",
      ])
    let html = try text(of: one)
    #expect(html.contains("role=\"img\" aria-label=\"A &lt;b&gt;.\"><svg id=\"one\"></svg>"))
    #expect(html.contains("<b>Figure 1.</b> A <em>caption</em>."))
    #expect(one.card.thumbnail == "<svg id=\"one\"></svg>")
    let two = try rendered(
      document("//| label: fig-x\n//| alt: B.\n", [figure, figure], files: files))
    #expect(
      two.files.keys.filter { $0.hasSuffix("svg") }.sorted() == [
        "figures/fig-x-a.svg", "figures/fig-x-b.svg",
      ])
  }

  @Test func `figures stand in as many columns as the author says`() throws {
    let files = ["f.svg": Array("<svg></svg>".utf8)]
    func html(_ options: String, _ count: Int) throws -> String {
      try text(
        of: rendered(
          document(
            "\(options)//| alt: A.\n", Array(repeating: figure, count: count), files: files)))
    }
    let grid = "<div class=\"panels grid\" style=\"--columns:2\">"
    #expect(try html("//| layout-ncol: 2\n", 4).contains(grid))
    #expect(try html("", 4).contains("<div class=\"panels\">"))
    // A lone figure has the width to itself.
    #expect(try html("//| layout-ncol: 2\n", 1).contains("<div class=\"panels\">"))
  }

  @Test func `annotated lines are explained by the list below the cell`() throws {
    let text = """
      //| highlight-lines: 2-3
      let a = f()  // <1>
      let b = "// <2>"
      let c = g(a)  // why <3>
      let d = h(c) // <2>

      //: 1. The *first*.
      //: 2. The last.
      """
    let notebook = try report(text, path: "notebooks/x.swift")
    let html = try rendered(Document(notebook, outputs: [nil]))
    expectGolden(try pageText(html), named: "annotations.html")
  }

  @Test(arguments: [
    (
      "let a = f()  // <1>\n\n//: 1. One.\n//: 2. Two.\n",
      "1:1 annotations(numbers: [1], items: Optional(2))"
    ),
    (
      "let a = f()  // <2>\n\n//: 1. One.\n//: 2. Two.\n",
      "1:1 annotations(numbers: [2], items: Optional(2))"
    ),
    ("let a = f()  // <1>\n\n//: Text.\n", "1:1 annotations(numbers: [1], items: nil)"),
  ])
  func `annotations without an explanation each are an error`(text: String, problem: String) throws
  {
    let document = Document(try report(text, path: "notebooks/x.swift"), outputs: [nil])
    #expect(document.diagnostics.map(\.short) == [problem])
  }

  @Test func `the end of the page says how it was made`() throws {
    let text =
      "let r = SplitMix64(seed: 7)\nlet s = R(seed: 0x1F), t = R(seed: 7), u = R(seed: n)\n"
    let notebook = try report(text, path: "notebooks/x.swift")
    let html = try pageText(
      PageRenderer(
        templates: Templates(folder: templatesFolder), typesetter: PageTypesetter(cache: nil)
      )
      .render(Document(notebook, outputs: [nil]), buildInfo: [("Swift", "6.3.1")]))
    #expect(html.contains("<dt>Swift</dt><dd>6.3.1</dd>"))
    #expect(
      html.contains(
        "<code>x.swift</code></a></dt><dd>SHA-256 <code>\(Digest(text))</code>; seeds 7, 0x1F</dd>")
    )
  }

  @Test func `a panel can be referred to by its letter`() throws {
    let document = try document("//| label: fig-x\n//| alt: A.\n", [figure, figure])
    #expect(document.targets["fig-x-b"]?.number == "1b")
    #expect(document.targets["fig-x-b"]?.title == [])
    #expect(document.targets["fig-x-c"] == nil)
  }
}
