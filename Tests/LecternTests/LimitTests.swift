import Foundation
import Testing

@Suite struct `Limits` {
  @Test func `of memory stop a chapter at its current statement`() throws {
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
        "notebooks/m.swift:2:1: error: stopped here at 200 MB of memory"))
    #expect(try lectern.run("--memory-limit", "0").status == 2)
  }

  @Test func `of memory include the programs that a chapter starts, and end them`() throws {
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
        "notebooks/m.swift:6:1: error: stopped here at 200 MB of memory"))
    #expect(try !isRunning(mark))
  }

  @Test func `of output stop a chapter that prints endlessly`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write(
      """
      import Foundation
      let block = String(repeating: "x", count: 65_536)
      while true { print(block) }
      """, to: "notebooks/p.swift")
    let result = try lectern.run("--timeout", "60")
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix("notebooks/p.swift:3:1: error: stopped here after printing 64 MB"),
      "\(result.error)")
  }

  @Test func `of time also stop the compiler and its children`() throws {
    var lectern = try Lectern()
    defer { lectern.remove() }
    let mark = "3600.\(UInt32.random(in: 1...999_999_999))"
    try lectern.wrapCompiler(doing: "sleep \(mark); :")
    try lectern.write("1 + 1\n", to: "notebooks/a.swift")
    let result = try lectern.run("--timeout", "1")
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix("notebooks/a.swift:1:1: error: the compiler was stopped after 10 s"),
      "\(result.error)")
    #expect(try !isRunning(mark))
  }

  @Test(arguments: [
    "sleep MARK & sleep MARK &", "setsid sleep MARK &", "env -i setsid sleep MARK &",
  ])
  func `end the processes that a chapter leaves running`(_ command: String) throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    // The sleep is longer than any test, so that no process ends on its own.
    let mark = "3600.\(UInt32.random(in: 1...999_999_999))"
    try lectern.write(
      "import Glibc\nlet status = system(\"\(command.replacing("MARK", with: mark))\")\n",
      to: "notebooks/m.swift")
    let result = try lectern.run()
    #expect(result.status == 0 && result.error == "", "\(result.error)")
    #expect(try !isRunning(mark))
  }

  /// Whether a process is running whose arguments contain a text.
  private func isRunning(_ mark: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").contains {
      FileManager.default.contents(atPath: "/proc/\($0)/cmdline")
        .map { String(decoding: $0, as: UTF8.self).contains(mark) } ?? false
    }
  }

  @Test func `show no progress in a pipe, and warnings are below their cell`() throws {
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
