import Testing

@Suite struct `A very long line` {
  @Test func `is shown only near its error`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let long = String(repeating: "long ", count: 20_000)
    try lectern.write("# Long\n\n\(long)$\\nosuch$ \(long)\n", to: "notebooks/long.md")
    let result = try lectern.run()
    #expect(result.status == 1 && result.error.contains("long.md:3:100002: error: TeX: "))
    let lines = result.error.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines.allSatisfy { $0.count < 250 })
    let caret = try #require(Array(lines[2]).firstIndex(of: "^"))
    #expect(lines[1].dropFirst(caret).hasPrefix("\\nosuch$"))
  }
}
