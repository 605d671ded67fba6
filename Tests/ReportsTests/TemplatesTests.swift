import Foundation
import Literate
import Storage
import Testing

@testable import Reports

@Suite struct `Template files` {
  @Test func `a user's own partial makes a different page`() throws {
    try withTemporaryFolder { (folder) throws in
      let own = "\(folder)/templates"
      try FileManager.default.copyItem(atPath: templatesFolder, toPath: own)
      try writeFile("\(own)/emphasis.mustache", Array("<i class=\"mine\">{{{content}}}</i>\n".utf8))
      let document = Document(try report("An *emphasis*."), outputs: [])
      #expect(try text(of: rendered(document)).contains("An <em>emphasis</em>."))
      #expect(
        try text(of: rendered(document, templates: own)).contains(
          "An <i class=\"mine\">emphasis</i>."))
    }
  }

  @Test func `what is wrong is found before a page is made`() throws {
    try withTemporaryFolder { (folder) throws in
      let own = "\(folder)/templates"
      try FileManager.default.copyItem(atPath: templatesFolder, toPath: own)
      try FileManager.default.removeItem(atPath: "\(own)/link.mustache")
      try writeFile("\(own)/cell.mustache", Array("a\n{{#title}}".utf8))
      try writeFile("\(own)/quote.mustache", Array("{{> nowhere}}".utf8))
      let table = "<p>\n{{#rows}}{{#cells}} {{{contnt}}}{{/cells}}{{/rows}}\n{{minuts}}\n"
      try writeFile("\(own)/table.mustache", Array(table.utf8))
      let error = #expect(throws: Diagnostics.self) { try Templates(folder: own) }
      let found = error?.list.map { "\($0.location.file.dropFirst(own.count + 1)) \($0.short)" }
      #expect(
        found == [
          #"cell.mustache 2:11 template(name: "cell", reason: "expectedSectionEnd")"#,
          "link.mustache 1:1 missingFile(path: \"\(own)/link.mustache\")",
          #"quote.mustache 1:1 template(name: "quote", reason: "there is no template nowhere")"#,
          #"table.mustache 2:21 unknownTemplateField(name: "contnt", suggestion: Optional("content"))"#,
          #"table.mustache 3:1 unknownTemplateField(name: "minuts", suggestion: nil)"#,
        ])
    }
  }

  @Test func `a misspelled name is an error with its place, also in a partial`() throws {
    try withTemporaryFolder { (folder) throws in
      let own = "\(folder)/templates"
      try FileManager.default.copyItem(atPath: templatesFolder, toPath: own)
      try writeFile("\(own)/mine.mustache", Array("<b>{{minuts}}</b>\n".utf8))
      let page = try String(contentsOfFile: "\(own)/page.mustache", encoding: .utf8)
      try writeFile(
        "\(own)/page.mustache", Array((page + "{{> mine}}{{=<% %>=}}<%titel%>").utf8))
      let error = #expect(throws: Diagnostics.self) { try Templates(folder: own) }
      let lines = page.split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(
        error?.list.map(\.short) == [
          #"1:4 unknownTemplateField(name: "minuts", suggestion: Optional("minutes"))"#,
          #"\#(lines):22 unknownTemplateField(name: "titel", suggestion: Optional("title"))"#,
        ])
    }
  }

  @Test func `tags have a name and a place`() {
    let tags = TemplateTag.tags(of: "a {{x}}{{! no }}{{{ y }}}\n  {{#z}}{{^w}}{{/w}}{{> p}}")
    #expect(
      tags.map { "\($0.line):\($0.column) \($0.kind) \($0.name)" } == [
        "1:3 variable x", "1:17 variable y", "2:3 section z", "2:9 inverted w", "2:15 end w",
        "2:21 partial p",
      ])
  }

  @Test func `a field that is nil is not looked up outside`() throws {
    let templates = try Templates(folder: templatesFolder)
    let item = WorkFields(workAnchor: "w", year: "1977", title: "T")
    let html = templates.render(ReferencesView(anchor: "a", works: [item, item]))
    #expect(html.contains("<li id=\"w\">(1977). T.</li>"))
  }

  @Test func `any text can be part of a template`() throws {
    try withTemporaryFolder { (folder) throws in
      let own = "\(folder)/templates"
      try FileManager.default.copyItem(atPath: templatesFolder, toPath: own)
      let text = "\u{1}<content-0>{{{content}}}<content-0>\u{1}"
      try writeFile("\(own)/emphasis.mustache", Array("\(text)\n".utf8))
      #expect(
        try Templates(folder: own).wrap(.emphasis, "x") == "\u{1}<content-0>x<content-0>\u{1}")
    }
  }

  @Test func `the README lists every template with its fields`() throws {
    let path = "\(templatesFolder)/README.md"
    let readme = try String(contentsOfFile: path, encoding: .utf8)
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
    #expect(rows == Templates.fields.map(\.row).sorted())
  }

  @Test func `text is escaped in tags and between them`() {
    #expect(escaped("a < b & \"c\" > ü") == "a &lt; b &amp; &quot;c&quot; &gt; ü")
  }

  @Test func `no tag in the sources`() throws {
    let sources = URL(fileURLWithPath: templatesFolder).deletingLastPathComponent()
      .appendingPathComponent("Sources/Reports")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
      #expect(!text.contains("\"</") && !text.contains("\"<p"), "\(file)")
    }
  }
}

extension TemplateField {
  /// The line of the README's table.
  fileprivate var row: String {
    "| `\(name)` | \((fields ?? []).map(\.text).joined(separator: " ")) |"
  }

  private var text: String {
    "`\(name)`" + (fields.map { " (" + $0.map(\.text).joined(separator: " ") + ")" } ?? "")
  }
}
