import Foundation
import Testing

@Suite struct `Interruptions` {
  @Test func `leave no process and no temporary file`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("import Glibc\nprint(getpid())\nwhile true {}\n", to: "notebooks/e.swift")
    let process = try lectern.start(["render"])
    // The notebook says who it is as soon as it runs.
    let runs = lectern.folder + "/cache/scratch"
    func notebook() -> pid_t? {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
      return names.lazy.compactMap {
        try? String(contentsOfFile: "\(runs)/\($0)/output", encoding: .utf8)
      }
      .compactMap { pid_t($0.split(separator: "\n").first ?? "") }.first
    }
    while notebook() == nil, process.isRunning { usleep(20_000) }
    let child = try #require(notebook())
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    for _ in 0..<100 where kill(child, 0) == 0 { usleep(20_000) }
    #expect(kill(child, 0) != 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: runs).isEmpty)
    #expect(!lectern.exists("output"))
  }

  @Test func `by a mistake leave no temporary file either`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    for text in ["fatalError()\n", "let a: Int = \"\"\n", "1\n"] {
      try lectern.write(text, to: "notebooks/e.swift")
      _ = try lectern.run()
      let runs = lectern.folder + "/cache/scratch"
      #expect(try FileManager.default.contentsOfDirectory(atPath: runs).isEmpty)
    }
  }
}
