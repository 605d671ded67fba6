import Literate
import Testing

@testable import NotebookRunner

@Suite struct `Compiler output` {
  func read(_ text: String, shift: Int = 0) -> [Diagnostic] {
    CompilerOutput(text, main: "/t/main.swift", chapter: "notebooks/a: b.swift", shift: shift)
      .diagnostics
  }

  @Test func `is parsed for any path`() {
    let found = read(
      """
      notebooks/a: b.swift:7:20: error: cannot convert value: of type 'Int'
       5 | let x
         |  `- error: cannot convert
      notebooks/a: b.swift:3:5: note: declared here
      notebooks/a: b.swift:9:1: warning: variable 'y' was never used
      /t/support.swift:1:1: error: not the notebook's
      """)
    #expect(found.map(\.location.line) == [7, 9])
    #expect(found.map(\.severity) == [.error, .warning])
    #expect(
      found[0].problem as? RunningProblem
        == .compiler(message: "cannot convert value: of type 'Int'"))
    #expect(found[0].related == [SourceLocation(file: "notebooks/a: b.swift", line: 3, column: 5)])
  }

  @Test func `about woven code is ignored`() {
    #expect(
      read(
        "notebooks/a: b.swift:3:1: warning: 'catch' block is unreachable because no errors are thrown"
      ).isEmpty)
  }

  @Test func `in the first line has its columns shifted back`() {
    let found = read("notebooks/a: b.swift:1:20: error: e\n", shift: 16)
    #expect(found.map(\.location.column) == [4])
  }
}

@Suite struct `Backtraces` {
  @Test func `contain the crashed thread's frames with locations`() {
    let json = """
      {"threads": [{"frames": []}, {"crashed": true, "frames": [
        {"address": "0x1", "symbol": "s"},
        {"sourceLocation": {"file": "notebooks/x.swift", "line": 13, "column": 36}},
        {"kind": "truncated"}]}]}
      """
    #expect(
      Backtrace(json: Array(json.utf8)).frames
        == [Backtrace.Frame(file: "notebooks/x.swift", line: 13, column: 36)])
  }

  @Test func `that are damaged contain no frames`() {
    #expect(Backtrace(json: []).frames.isEmpty)
    #expect(Backtrace(json: Array("{\"threads\": [{".utf8)).frames.isEmpty)
  }
}
