import Literate
import TestSupport
import Testing

@Suite struct `Including` {
  static let derivation = """
    ---
    title: The derivation
    ---
    First words.

    # The divergence {#sec-kl}
    A price.

    ## It is never negative
    Because $\\log x \\le x - 1$.

    ```sh
    # no heading
    ```

    # The bound {#sec-bound}
    An identity.
    """

  /// The Markdown of a chapter that includes from `derivation.md`, and where each line is.
  func prose(_ directive: String, in path: String = "notebooks/r/x.swift") throws -> Prose {
    let line = path.hasSuffix(".md") ? directive : "//: \(directive)"
    let chapter = try Chapter(
      reading: SourceFile(path: path, text: "//: Before.\n\(line)\n//: After.\n"),
      files: TextFiles(["notebooks/r/derivation.md": Self.derivation]))
    #expect(chapter.included == ["notebooks/r/derivation.md"])
    guard case .prose(let prose) = chapter.cells.first else {
      throw Diagnostics([])
    }
    return prose
  }

  /// What is wrong with `notebooks/x.swift` among some texts.
  func problems(_ texts: [String: String]) -> [String] {
    let path = "notebooks/x.swift"
    do {
      let file = SourceFile(path: path, text: texts[path] ?? "")
      return try Chapter(reading: file, files: TextFiles(texts)).warnings.map(\.placed)
    } catch {
      return error.list.map(\.placed)
    }
  }

  @Test func `puts a file where it is asked for, without its front matter`() throws {
    let prose = try prose("{{< include derivation.md >}}")
    let lines = prose.markdown.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Before." && lines.last == "After.")
    #expect(lines[1] == "" && lines[2] == "First words.")
    #expect(!prose.markdown.contains("title:"))
    #expect(lines.count == prose.origins.count)
  }

  @Test func `keeps the place of every line`() throws {
    let prose = try prose("{{< include derivation.md >}}")
    let first = prose.location(line: 3, column: 7)
    #expect(first == SourceLocation(file: "notebooks/r/derivation.md", line: 4, column: 7))
    let after = prose.location(line: prose.origins.count, column: 1)
    #expect(after == SourceLocation(file: "notebooks/r/x.swift", line: 3, column: 5))
  }

  @Test(arguments: [
    ("sec-kl", 6, 14), ("the-divergence", 6, 14), ("it-is-never-negative", 9, 14),
    ("sec-bound", 16, 17),
  ])
  func `takes one section, by label or slug`(_ name: String, _ first: Int, _ last: Int) throws {
    let prose = try prose("{{< include derivation.md#\(name) >}}")
    let lines = prose.origins.filter { $0.file != nil }.map(\.line)
    // The blank line before the next heading belongs to the section.
    #expect(lines.first == first && (last...last + 1).contains(lines.last ?? 0))
  }

  @Test func `is spoken of in code without being done`() throws {
    let text = """
      //: Write `{{< include a.md >}}` alone on a line:
      //: ```
      //: {{< include a.md >}}
      //: ```
      """
    #expect(problems(["notebooks/x.swift": text]) == [])
  }

  @Test(arguments: [
    ("//: {{< include b.md >}}", "x.swift:1:5 missingInclude(path: \"notebooks/b.md\""),
    ("//: {{< include A.md >}}", "suggestion: Optional(\"a.md\")"),
    ("//: {{< include a.md#sec-too >}}", "suggestion: Optional(\"sec-two\")"),
    ("//: {{< include a.md#sec-nowhere >}}", "suggestion: nil"),
    ("//: {{< inclde a.md >}}", "x.swift:1:5 malformedInclude"),
    ("//: See {{< include a.md >}} here.", "malformedInclude"),
    ("//: {{< include >}}", "malformedInclude"),
    ("//: {{< include x.swift >}}", "includeOfOtherKind(path: \"notebooks/x.swift\")"),
    ("//: {{< include expression.md >}}", "expression.md:2:4 interpolationInInclude"),
    ("//: {{< include open.md >}}", "open.md:1:1 unclosedFrontMatter"),
  ])
  func `says what is wrong where it is`(_ text: String, _ expected: String) throws {
    let found = problems([
      "notebooks/x.swift": text, "notebooks/a.md": "# Two {#sec-two}\n",
      "notebooks/expression.md": "Words\n$a$\\(fit.rate)\n", "notebooks/open.md": "---\ntitle: a\n",
    ])
    #expect(found.count == 1 && found[0].contains(expected), "\(found)")
  }

  @Test func `includes what an included text includes, beside that text`() throws {
    let chapter = try Chapter(
      reading: SourceFile(path: "r/x.md", text: "{{< include parts/a.md >}}\n"),
      files: TextFiles(["r/parts/a.md": "{{< include ../b.md >}}\n", "r/b.md": "The end.\n"]))
    guard case .prose(let prose) = chapter.cells[0] else { return #expect(Bool(false)) }
    #expect(prose.markdown.contains("The end."))
    #expect(chapter.included == ["r/b.md", "r/parts/a.md"])
  }

  @Test func `of itself is an error at the last step`() throws {
    let found = problems([
      "notebooks/x.swift": "//: {{< include a.md >}}", "notebooks/a.md": "{{< include b.md >}}",
      "notebooks/b.md": "\n  {{< include ./a.md#sec-a >}}",
    ])
    #expect(found.count == 1 && found[0].hasPrefix("notebooks/b.md:2:3 circularInclude"))
  }
}

extension Diagnostic {
  fileprivate var placed: String {
    "\(location.file):\(location.line):\(location.column) \(problem)"
  }
}
