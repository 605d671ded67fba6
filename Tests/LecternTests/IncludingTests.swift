import Foundation
import Testing

@Suite struct `Included files` {
  @Test func `are not chapters, and their changes are detected`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "//: # Notebook\n//: {{< include bound.md#sec-bound >}}\nlet a = 1\n",
      to: "notebooks/r/x.swift")
    try lectern.write(
      "# Other\nElsewhere.\n\n# The bound {#sec-bound}\nIt is $a^2$.\n", to: "notebooks/r/bound.md")
    #expect(try lectern.run().error == "")
    let page = try lectern.read("output/r/index.html")
    #expect(page.contains("The bound") && !page.contains("Elsewhere"))
    #expect(try lectern.run().output.contains("(unchanged)"))
    try lectern.write("# The bound {#sec-bound}\nIt is $\\frac{1$.\n", to: "notebooks/r/bound.md")
    let result = try lectern.run()
    #expect(result.status == 1 && result.error.hasPrefix("notebooks/r/bound.md:2:"))
  }

  @Test func `outside the report are checked for changes`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("//: {{< include ../shared/words.md >}}\n1\n", to: "notebooks/x.swift")
    try lectern.write("Few words.\n", to: "shared/words.md")
    #expect(try lectern.run().error == "")
    #expect(try lectern.run().output.contains("(unchanged)"))
    try lectern.write("Other words.\n", to: "shared/words.md")
    #expect(try lectern.run().status == 0)
    #expect(try lectern.read("output/x/index.html").contains("Other words."))
  }

  @Test func `are also chapters if report.yml lists them`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("title: R\nchapters: [a.md, b.md, c.md]\n", to: "notebooks/r/report.yml")
    try lectern.write("# A\n{{< include b.md >}}\n", to: "notebooks/r/a.md")
    try lectern.write("Bee.\n", to: "notebooks/r/b.md")
    let result = try lectern.run()
    #expect(result.error.hasPrefix("notebooks/r/report.yml:2:24: error: no chapter named"))
    try lectern.write("title: R\nchapters: [a.md, b.md]\n", to: "notebooks/r/report.yml")
    #expect(try lectern.run().status == 0)
    let page = try lectern.read("output/r/index.html")
    #expect(page.ranges(of: "Bee.").count == 2)
  }

  @Test func `that include each other are an error`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("{{< include b.md >}}\n", to: "notebooks/r/a.md")
    try lectern.write("{{< include a.md >}}\n", to: "notebooks/r/b.md")
    let result = try lectern.run()
    #expect(result.status == 1)
    #expect(result.error.contains("notebooks/r/b.md:1:1: error: this file includes itself"))
  }
}
