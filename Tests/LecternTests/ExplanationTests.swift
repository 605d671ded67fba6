import Foundation
import Testing

@Suite struct `Explanations` {
  @Test func `give the reason why a chapter ran or did not run`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    func explained() throws -> String { try lectern.run("--explain").error }
    let notebook = "import Notebook\nlet xs = try DataTable(contentsOf: \"x.csv\")\n"
    try lectern.write(notebook, to: "notebooks/r/a.swift")
    try lectern.write("x\n1\n", to: "notebooks/r/x.csv")
    let name = "notebooks/r/a.swift: "
    #expect(try explained() == name + "ran, because it has no cached result\n")
    #expect(try explained() == name + "not run, because nothing that it depends on changed\n")
    try lectern.write(notebook + "//: Prose.\n", to: "notebooks/r/a.swift")
    #expect(try explained() == name + "not run, because nothing that it depends on changed\n")
    try lectern.write(notebook + "1 + 1\n", to: "notebooks/r/a.swift")
    #expect(try explained() == name + "ran, because its code changed\n")
    try lectern.write("x\n2\n", to: "notebooks/r/x.csv")
    #expect(try explained().hasSuffix("ran, because x.csv changed\n"))
    #expect(try lectern.run("--explain", "--no-cache").error.contains("because of --no-cache"))
  }
}
