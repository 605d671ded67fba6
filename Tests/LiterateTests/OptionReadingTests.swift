import Literate
import Testing

@Suite struct `Options of cells` {
  @Test func `are set above the code`() throws {
    let chapter = try chapter(
      """
      //| label: fig-climb
      //| caption: 'The climb of $\\ell$: steep, then flat.'
      //| alt: A curve.
      //| fold: true
      //| column: page
      //| layout-ncol: 2
      plot()
      """)
    let options = chapter.codeCells[0].options
    #expect(options.label?.value == "fig-climb")
    #expect(options.caption?.markdown == "The climb of $\\ell$: steep, then flat.")
    #expect(options.fold && options.column == .page && options.echo)
    #expect(options.figureColumns == 2)
    #expect(options.label?.location == chapter.file.location(line: 1, column: 12))
  }

  @Test(arguments: [
    ("alt: A curve: steep", "A curve: steep"),
    ("alt: Sample #1", "Sample #1"),
    ("alt: '#1: it''s quoted'", "#1: it's quoted"),
    ("alt: *Steep*, it's `flat`", "*Steep*, it's `flat`"),
    ("alt: [@key] says: so", "[@key] says: so"),
    ("alt: > 5 of \\{1}", "> 5 of \\{1}"),
    ("alt: One: line\n//|   and: another ", "One: line and: another"),
    ("alt: |\n//|   a: b", "a: b"),
    ("alt: >-\n//|   a:\n//|   b", "a: b"),
  ])
  func `that are sentences need no quotation marks`(_ option: String, _ text: String) throws {
    let chapter = try chapter("//| \(option)\n//| fold: true\nf()\n")
    #expect(chapter.codeCells[0].options.alt?.markdown.split(separator: "\n").first == text[...])
    #expect(chapter.codeCells[0].options.fold)
  }

  @Test func `place what is wrong in a sentence`() {
    #expect(problems("//| alt: a: \\(b\nf()\n") == ["1:13 unclosedInterpolation"])
    #expect(problems("//| alt: \"a: \\\\(b\"\nf()\n") == ["1:14 unclosedInterpolation"])
  }

  @Test(arguments: [
    ("capton: x", #"1:5 unknownOption(name: "capton", suggestion: Optional("caption"))"#),
    ("wibble: x", #"1:5 unknownOption(name: "wibble", suggestion: nil)"#),
    (
      "echo: maybe",
      #"1:11 optionValue(name: "echo", value: "maybe", allowed: "true or false")"#
    ),
    (
      "column: wide",
      #"1:13 optionValue(name: "column", value: "wide", allowed: "text, page, margin, screen")"#
    ),
    (
      "label: fig climb",
      #"1:12 optionValue(name: "label", value: "fig climb", allowed: "a name of letters, digits and hyphens")"#
    ),
    (
      "highlight-lines: 4-2",
      #"1:22 optionValue(name: "highlight-lines", value: "4-2", allowed: "line numbers such as 2-4,7")"#
    ),
    (
      "layout-ncol: 0",
      #"1:18 optionValue(name: "layout-ncol", value: "0", allowed: "a whole number from 1 to 12")"#
    ),
    ("title: x", #"1:5 misplacedOption(name: "title", allowedIn: "a chapter or a report")"#),
  ])
  func `that do not exist or make no sense are errors in their place`(
    _ option: String, _ problem: String
  ) {
    #expect(problems("//| \(option)\nf()\n") == [problem])
  }

  @Test func `without code are errors`() {
    #expect(problems("//| echo: false\n//: prose\n") == ["1:5 optionsWithoutCode"])
    #expect(problems("let a = 1\n//| echo: false\n") == ["2:5 optionsWithoutCode"])
  }

  @Test func `in broken YAML are errors at the place`() {
    let found = problems("//| width: a: b\nf()\n")
    #expect(found.count == 1 && found[0].hasPrefix("1:13 yaml"))
    #expect(
      problems("//| echo: true\n//| echo: false\nf()\n").first?.contains("given twice") == true)
  }

  @Test func `of the chapter are those of its cells unless a cell sets them`() throws {
    let chapter = try chapter(
      "//: ---\n//: fold: true\n//: ---\nf()\n//: p\n//| fold: false\ng()\n")
    #expect(chapter.codeCells.map(\.options.fold) == [true, false])
  }

  @Test func `that number the report are whole numbers`() throws {
    #expect(try chapter("//: ---\n//: order: 7\n//: ---\nf()\n").frontMatter.order == 7)
    #expect(try chapter("f()\n").frontMatter.order == nil)
    #expect(
      problems("//: ---\n//: order: first\n//: ---\nf()\n") == [
        #"2:12 optionValue(name: "order", value: "first", allowed: "a whole number from 0 to 9999")"#
      ])
  }

  @Test(arguments: [
    ("capton", "caption"), ("lable", "label"), ("ehco", "echo"), ("zzz", nil), ("atl", "alt"),
  ])
  func `are guessed from misspellings`(_ word: String, _ meant: String?) {
    #expect(suggestion(for: word, among: OptionSchema.all.map(\.name)) == meant)
  }

  @Test(arguments: [
    ("2024-05-01", true), ("1 May 2024", true), ("Frühling 2024", true), ("2024年5月1日", true),
    ("today", true), ("git", true), ("2024", true), ("2024-02-29", true), ("2023-02-29", false),
    ("2024-13-01", false), ("yesterday", false), ("last-modified", false), ("now", false),
  ])
  func `a date has a year, or is asked for`(_ date: String, _ isRight: Bool) {
    let places = problems("//: ---\n//: date: \(date)\n//: ---\n").map { $0.prefix(4) }
    #expect(places == (isRight ? [] : ["2:11"]))
  }

  @Test func `a tab after the sign is a space`() throws {
    let chapter = try chapter("//:\t# Title\n\n//|\techo: false\nf()\n")
    #expect(chapter.codeCells[0].options.echo == false)
    guard case .prose(let prose) = chapter.cells[0] else { return }
    #expect(prose.markdown == "# Title")
    #expect(prose.location(line: 1, column: 1).column == 5)
  }
}
