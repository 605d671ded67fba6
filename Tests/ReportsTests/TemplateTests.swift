import Testing

@testable import Reports

/// A template, filled.
private func filled(
  _ template: String, _ view: View, partials: [String: String] = [:]
) throws -> String {
  var stack = [view]
  var result = ""
  let partials = try partials.mapValues { try Template($0) }
  try Template(template).nodes.render(&stack, partials, into: &result)
  return result
}

// The cases follow the specification's own: github.com/mustache/spec, version 1.4.
@Suite struct `Mustache` {
  @Test(arguments: [
    ("Hello, {{ a }}!", "<b> & \"c\"", "Hello, &lt;b&gt; &amp; &quot;c&quot;!"),
    ("{{{a}}} {{&a}}", "<b>", "<b> <b>"),
    ("{{b}}|", "x", "|"),
    ("{{#a}}yes{{/a}}{{^a}}no{{/a}}", "", "yes"),
    ("{{#b}}yes{{/b}}{{^b}}no{{/b}}", "x", "no"),
    ("1{{! a comment\n over lines }}2", "x", "12"),
    ("| {{#a}}\n{{a}}\n{{/a}} |", "x", "| \nx\n |"),
    ("1\n  {{#a}}\n2\n  {{/a}}\n3", "x", "1\n2\n3"),
    ("1\n{{! alone }}\n2\n{{#b}}\n3\n{{/b}}", "x", "1\n2\n"),
    ("{ {{a}} } {a}", "x", "{ x } {a}"),
  ])
  func `text, sections and lines of their own`(
    template: String, value: String, expected: String
  ) throws {
    #expect(try filled(template, View(["a": value])) == expected)
  }

  @Test func `lists repeat, and names are looked up outside`() throws {
    let view = View([
      "items": [View(["x": 1]), View(["x": 2, "y": "own"])], "y": "outer", "none": [View](),
      "one": View(["x": 3]), "on": true, "off": false,
    ])
    #expect(
      try filled("{{#items}}{{x}}{{y}},{{/items}}{{^none}}none{{/none}}{{#one}}{{x}}{{/one}}", view)
        == "1outer,2own,none3")
    #expect(try filled("{{#on}}a{{/on}}{{#off}}b{{/off}}{{^off}}c{{/off}}", view) == "ac")
  }

  @Test func `partials are not indented, and may call themselves`() throws {
    let tree = View(["x": "a", "down": [View(["x": "b", "down": [View]()])]])
    #expect(
      try filled(
        "[\n  {{> node}}\n]", tree, partials: ["node": "{{x}}{{#down}}<{{> node}}>{{/down}}\n"])
        == "[\na<b\n>\n]")
  }

  @Test(arguments: [
    ("a\n {{#b}}", "the section b is never closed", 2, 2),
    ("{{/b}}", "nothing called b is open", 1, 1),
    ("{{#a}}{{/b}}", "nothing called b is open", 1, 7),
    ("x {{a", "the tag is never closed", 1, 3),
    ("{{a}", "the tag is never closed", 1, 1),
    ("{{{a}}", "the tag is never closed", 1, 1),
    ("{{ }}", "the tag has no name", 1, 1),
  ])
  func `what is wrong has its place`(text: String, reason: String, line: Int, column: Int) {
    let error = #expect(throws: Template.Malformed.self) { try Template(text) }
    #expect(error == Template.Malformed(reason: reason, line: line, column: column))
  }
}
