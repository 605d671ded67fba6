import Testing

@Suite struct `A very long line` {
  @Test func `is shown near the place of its error only`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let long = String(repeating: "long ", count: 20_000)
    try lectern.write("# Long\n\n\(long)$\\nosuch$ \(long)\n", to: "notebooks/long.md")
    let result = try lectern.run()
    #expect(result.status == 1 && result.error.contains("long.md:3:100002: error: TeX: "))
    let lines = result.error.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines.allSatisfy { $0.count < 250 })
    #expect(lines[1].contains("$\\nosuch$"))
    let indent = lines[2].prefix { $0 != "^" }.count
    #expect(lines[1].dropFirst(indent).hasPrefix("\\nosuch"))
  }
}
