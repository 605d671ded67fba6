import Foundation
import Testing

@Suite struct `Limits` {
  @Test func `of memory stop a chapter where it is`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      var blocks: [[Int]] = []
      while blocks.count < 1_000_000 {
        blocks.append(Array(repeating: blocks.count, count: 100_000))
      }
      """, to: "notebooks/m.swift")
    let result = try lectern.run("--memory-limit", "200", "--timeout", "60")
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix(
        "notebooks/m.swift:2:1: error: the program was stopped here, at 200 MB of memory"))
    #expect(try lectern.run("--memory-limit", "0").status == 2)
  }

  @Test func `of memory hold for the programs that a chapter starts, and end them`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    let mark = "29.\(UInt32.random(in: 1...999_999_999))"
    try lectern.write(
      """
      import Foundation
      let shell = Process()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", "(head -c 300000000 /dev/zero; sleep \(mark)) | tail -n 1"]
      try shell.run()
      shell.waitUntilExit()
      """, to: "notebooks/m.swift")
    let result = try lectern.run("--memory-limit", "200", "--timeout", "20")
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix(
        "notebooks/m.swift:6:1: error: the program was stopped here, at 200 MB of memory"))
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc")
    let commands = processes.compactMap {
      FileManager.default.contents(atPath: "/proc/\($0)/cmdline")
    }
    #expect(!commands.contains { String(decoding: $0, as: UTF8.self).contains(mark) })
  }

  @Test func `stay quiet in a pipe, and warnings stand below their cell`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      "func f() -> Int {\n  var a = 1\n  return a\n}\nf()\n", to: "notebooks/w.swift")
    let result = try lectern.run()
    #expect(result.status == 0)
    #expect(
      result.error.hasPrefix("notebooks/w.swift:2:7: warning: variable 'a' was never mutated"))
    #expect(!result.error.contains("\r"))
    let page = try lectern.read("output/w/index.html")
    #expect(page.contains("The compiler warns"))
    #expect(page.contains("line 2: variable"))
  }
}
