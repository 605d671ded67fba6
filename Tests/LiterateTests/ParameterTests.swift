import Literate
import TestSupport
import Testing

@Suite struct `Parameters of a notebook` {
  @Test func `are found with their types, defaults and limits`() throws {
    let chapter = try chapter(
      """
      import Notebook
      let components = parameter("components", default: 4, in: 1...8)
      let rate: Double = parameter("rate", default: 1)
      let shift = Notebook.parameter("shift", default: -0.50)
      let smooth = parameter("smooth", default: true)
      let flower = parameter("flower", default: "iris", in: ["iris", "rose"])
      func parameter(_ name: String, of other: Int) -> Int { other }
      let none = parameter("none", of: 3)
      """)
    #expect(
      chapter.parameters.map(\.name.value) == ["components", "rate", "shift", "smooth", "flower"])
    #expect(chapter.parameters.map(\.kind) == [.integer, .number, .number, .flag, .text])
    #expect(chapter.parameters.map(\.defaultValue) == ["4", "1.0", "-0.5", "true", "iris"])
    #expect(chapter.parameters[0].limits == .range(1...8))
    #expect(chapter.parameters[4].limits == .choices(["iris", "rose"]))
    #expect(chapter.parameterValues.isEmpty)
  }

  @Test(arguments: [
    ("let n = 3\nlet a = parameter(\"a\", default: n)", "2:9 parameterNotLiteral"),
    ("let a = parameter(\"a\", default: 9, in: 1...8)", "1:9 parameterValue"),
    (
      "let a = parameter(\"a\", default: 1)\nlet b = parameter(\"a\", default: 2)",
      "2:9 duplicateParameter(name: \"a\")"
    ),
    (
      "//: ---\n//: params: {stps: 3}\n//: ---\nlet a = parameter(\"steps\", default: 1)",
      "2:14 unknownParameter(name: \"stps\", suggestion: Optional(\"steps\"))"
    ),
    (
      "//: ---\n//: params: {a: 2.5}\n//: ---\nlet a = parameter(\"a\", default: 1)",
      "2:17 parameterValue(name: \"a\", value: \"2.5\", allowed: \"a whole number\")"
    ),
    ("//: ---\n//: params: [a]\n//: ---\n1", "2:13 optionValue(name: \"params\""),
  ])
  func `that cannot be are located`(_ text: String, _ expected: String) {
    let found = problems(text)
    #expect(found.count == 1 && found[0].hasPrefix(expected), "\(found)")
  }

  @Test func `a value that is the default is none`() throws {
    func values(_ value: String) throws -> [String: String] {
      try chapter(
        "//: ---\n//: params: {a: \(value)}\n//: ---\nlet a = parameter(\"a\", default: 0.5)"
      ).parameterValues
    }
    #expect(try values("5e-1") == [:])
    #expect(try values("2") == ["a": "2.0"])
  }

  @Test func `have defaults and limits in any notation of Swift`() throws {
    let chapter = try Chapter(
      reading: SourceFile(
        path: "x.swift",
        text: """
          let a = parameter("a", default: 0xFF, in: 0...0x1_00)
          let b = parameter("b", default: -0b11)
          let c = parameter("c", default: 0x1p3)
          let d = parameter("d", default: 1, in: 0...100_000_000_000_000_000_000)
          """))
    #expect(chapter.parameters.map(\.defaultValue) == ["255", "-3", "8.0", "1"])
    #expect(chapter.parameters[0].allowed == "a whole number from 0 to 256")
    #expect(chapter.parameters[3].allowed == "a whole number from 0 to 1e+20")
  }
}
