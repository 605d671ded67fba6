import Foundation
import Testing

@Suite struct `Interruptions` {
  @Test func `leave no process and no temporary file`() throws {
    let lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.write("import Glibc\nprint(getpid())\nwhile true {}\n", to: "notebooks/e.swift")
    let process = try lectern.start(["render"])
    // The notebook prints its process number as soon as it runs.
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
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    for _ in 0..<100 where kill(child, 0) == 0 { usleep(20_000) }
    #expect(kill(child, 0) != 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: runs).isEmpty)
    #expect(!lectern.exists("output"))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `end the compiler and its children, and end Lectern by the same signal`(_ signal: Int32)
    throws
  {
    var lectern = try Lectern()
    defer { lectern.remove() }
    try lectern.wrapCompiler(doing: "sleep 60 & echo $! >\(lectern.folder)/child; wait")
    try lectern.write("1 + 1\n", to: "notebooks/a.swift")
    let process = try lectern.start(["render"])
    func child() throws -> pid_t? {
      lectern.exists("child")
        ? pid_t(try lectern.read("child").trimmingCharacters(in: .newlines)) : nil
    }
    while try child() == nil, process.isRunning { usleep(20_000) }
    let compiler = try #require(try child())
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    for _ in 0..<100 where kill(compiler, 0) == 0 { usleep(20_000) }
    #expect(kill(compiler, 0) != 0)
    let runs = lectern.folder + "/cache/scratch"
    #expect(try FileManager.default.contentsOfDirectory(atPath: runs).isEmpty)
  }

  @Test func `by an error in a notebook leave no temporary file`() throws {
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
