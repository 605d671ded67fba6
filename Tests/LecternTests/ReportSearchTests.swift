import Foundation
import Testing

@Suite struct `The search for reports` {
  @Test func `stops at circular links`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("Words.\n", to: "notebooks/r/a.md")
    for name in ["one", "two"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(lectern.folder)/notebooks/\(name)", withDestinationPath: ".")
    }
    let result = try lectern.run()
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output == "output/r/index.html\n")
  }

  @Test func `skips hidden folders and output folders`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("Words.\n", to: "r/a.md")
    try lectern.write("Hidden.\n", to: ".hidden/a.md")
    for _ in 0..<3 {
      let result = try lectern.run("render", ".", "--output", "pages")
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.hasPrefix("pages/r/index.html"))
      #expect(result.output.split(separator: "\n").count == 1)
    }
  }
}
