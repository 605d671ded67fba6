import Foundation
import Testing

@Suite struct `Attachments` {
  @Test func `are the report's files that its chapters need, and no others`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("bibliography: works.bib\n", to: "notebooks/r/report.yml")
    try lectern.write(
      "@book{a, title={T}, author={A, B}, year=2001}\n", to: "notebooks/r/works.bib")
    try lectern.write("x\n1\n", to: "notebooks/r/data/x.csv")
    try lectern.write("x\n2\n", to: "notebooks/elsewhere.csv")
    try lectern.write("hidden", to: "notebooks/r/.secret")
    try lectern.write("Of all files.\n", to: "notebooks/r/proof.md")
    try lectern.write("Of no chapter.\n", to: "notebooks/r/_draft.md")
    try lectern.write(
      """
      //: # Numbers
      //: [@a]
      //:
      //: {{< include proof.md >}}
      import Foundation
      import Notebook
      let secret = try String(contentsOfFile: ".secret", encoding: .utf8)
      let inside = try DataTable(contentsOf: "data/x.csv").numbers("x")
      let outside = try DataTable(contentsOf: "../elsewhere.csv").numbers("x")
      inside + outside + [Double(secret.count)]
      """, to: "notebooks/r/numbers.swift")
    try lectern.write("# Words\n", to: "notebooks/r/words.md")
    let result = try lectern.run("render", "notebooks/r")
    #expect(result.status == 0 && result.error == "", "\(result.error)")
    for (name, text) in [
      ("works.bib", "@book"), ("data/x.csv", "x\n1\n"), ("proof.md", "Of all files."),
      ("numbers.swift", "import Notebook"), ("words.md", "# Words"),
    ] {
      #expect(try lectern.read("output/r/\(name)").contains(text))
    }
    let page = try lectern.read("output/r/index.html")
    let links = page.matches(of: /<a href="([^"]+)" download>[^<]+<\/a>/).map { String($0.1) }
    #expect(links == ["numbers.swift", "words.md", "data/x.csv", "proof.md", "works.bib"])
    #expect(!lectern.exists("output/r/_draft.md") && !lectern.exists("output/r/.secret"))
    #expect(!page.contains("elsewhere.csv</code>"))
  }

  @Test func `are found if the report is a link`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("x\n1\n", to: "elsewhere/x.csv")
    try lectern.write(
      "import Notebook\nlet x = try DataTable(contentsOf: \"x.csv\")\n", to: "elsewhere/a.swift")
    try FileManager.default.createSymbolicLink(
      atPath: lectern.folder + "/notebooks/r", withDestinationPath: "../elsewhere")
    #expect(try lectern.run().status == 0)
    #expect(try lectern.read("output/r/x.csv") == "x\n1\n")
  }
}
