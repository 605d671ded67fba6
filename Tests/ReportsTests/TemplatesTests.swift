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
      try writeFile("\(own)/cell.mustache", Array("a\n{{#b}}".utf8))
      try writeFile("\(own)/quote.mustache", Array("{{> nowhere}}".utf8))
      let error = #expect(throws: Diagnostics.self) { try Templates(folder: own) }
      let found = error?.list.map { "\($0.location.file.dropFirst(own.count + 1)) \($0.short)" }
      #expect(
        found == [
          #"cell.mustache 2:7 template(name: "cell", reason: "expectedSectionEnd")"#,
          "link.mustache 1:1 missingFile(path: \"\(own)/link.mustache\")",
          #"quote.mustache 1:1 template(name: "quote", reason: "there is no template nowhere")"#,
        ])
    }
  }

  @Test func `text is escaped wherever it stands`() {
    #expect(escaped("a < b & \"c\" > ü") == "a &lt; b &amp; &quot;c&quot; &gt; ü")
  }

  @Test func `no tag in the sources`() throws {
    let sources = URL(fileURLWithPath: templatesFolder).deletingLastPathComponent()
      .appendingPathComponent("Sources/Reports")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path))
    // That one file reads SVG, and so knows what its tags look like.
    for case let file as String in files
    where file.hasSuffix(".swift") && !file.hasSuffix("SharedGlyphs.swift") {
      let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
      #expect(!text.contains("\"</") && !text.contains("\"<p"), "\(file)")
    }
  }
}
