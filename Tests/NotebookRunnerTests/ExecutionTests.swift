import Literate
import NotebookOutputs
import Storage
import Testing

@testable import NotebookRunner

/// A run of a chapter with two cells.
private func execution(
  _ ending: Execution.Ending, _ events: [Event], output: String = "", error: String = "",
  reached: (Int, Int) = (3, 1), backtrace: [Backtrace.Frame] = [], reason: String? = nil
) -> Execution {
  var report = Backtrace(json: [])
  report.frames = backtrace
  report.reason = reason
  return Execution(
    ending: ending, events: events, output: Array(output.utf8), error: Array(error.utf8),
    reached: (line: reached.0, column: reached.1), backtrace: report, accesses: [])
}

private func lengths(_ output: Int, _ error: Int = 0) -> StreamLengths {
  StreamLengths(output: output, error: error)
}

@Suite struct `Executions` {
  let chapter: Chapter

  init() throws {
    chapter = try Chapter(
      reading: SourceFile(path: "notebooks/x.swift", text: "f()\n//: \\(a)\ng()\n"))
  }

  @Test func `give text and values in the order in which they were produced`() throws {
    let run = execution(
      .exited(0),
      [
        .started(version: 1), .cellOpened(cell: 0, streams: lengths(0)),
        .shown(.text("v"), streams: lengths(2)), .cellClosed(cell: 0, streams: lengths(4, 1)),
        .interpolated(site: 0, text: "7"), .cellOpened(cell: 1, streams: lengths(4, 1)),
        .shown(.text("w"), streams: lengths(4, 1)), .cellClosed(cell: 1, streams: lengths(6, 1)),
        .finished(streams: lengths(6, 1)),
      ], output: "aabbcc", error: "!")
    let outputs = try ChapterOutputs(run, of: chapter, folder: "/f")
    #expect(
      outputs.cells == [
        [.printed("aa"), .shown(.text("v")), .printed("bb"), .printedToError("!")],
        [.shown(.text("w")), .printed("cc")],
      ])
    #expect(outputs.interpolations == ["7"])
    #expect(run.failure(in: chapter) == nil)
  }

  @Test func `without a figure's file throw a file failure`() {
    let figure = FigureOutput(
      stem: "figure-1-1", width: 4, height: 3, description: "D.", formats: ["svg"])
    let run = execution(
      .exited(0),
      [.cellOpened(cell: 0, streams: lengths(0)), .shown(.figure(figure), streams: lengths(0))])
    let error = #expect(throws: FileFailure.self) {
      try ChapterOutputs(run, of: chapter, folder: "/nowhere")
    }
    #expect(error?.path == "/nowhere/figure-1-1.svg")
  }

  @Test func `contain text printed before a trap`() throws {
    let run = execution(
      .signaled(4), [.started(version: 1), .cellOpened(cell: 0, streams: lengths(0))],
      output: "last words\n",
      error: "Swift/x.swift:1: Fatal error: Index out of range\n\n*** Signal 4: Backtracing\n")
    #expect(
      try ChapterOutputs(run, of: chapter, folder: "").cells == [[.printed("last words\n")], []])
    #expect(
      run.failure(in: chapter)?.problem as? RunningProblem == .trap(message: "Index out of range"))
    #expect(run.failure(in: chapter)?.location.line == 3)
  }

  @Test func `locate a trap in the innermost frame of the notebook`() {
    let run = execution(
      .signaled(4), [],
      backtrace: [
        .init(file: "<compiler-generated>", line: 0, column: 0),
        .init(file: "notebooks/x.swift", line: 1, column: 5),
        .init(file: "/tmp/main.swift", line: 3, column: 2),
      ])
    let failure = run.failure(in: chapter)
    #expect(failure?.location == chapter.file.location(line: 1, column: 5))
    #expect(failure?.related == [chapter.file.location(line: 3, column: 2)])
  }

  @Test func `report which check failed`() {
    func message(error: String, reason: String? = nil) -> RunningProblem? {
      execution(.signaled(4), [], error: error, reason: reason).failure(in: chapter)?.problem
        as? RunningProblem
    }
    #expect(
      message(error: "main/x.swift:1: Precondition failed: no root of -1\n\n*** Signal 4: …")
        == .trap(message: "Precondition failed: no root of -1"))
    #expect(
      message(error: "main/x.swift:1: Assertion failed\n\n*** Signal 4: …")
        == .trap(message: "Assertion failed"))
    #expect(
      message(error: "Could not cast value of type 'Swift.Int' (0x7f01) to 'main.T' (0x7f02).\n")
        == .trap(message: "Could not cast value of type 'Int' to 'T'."))
    #expect(
      message(error: "", reason: "arithmetic overflow") == .trap(message: "arithmetic overflow"))
  }

  @Test func `report an error of Foundation by its sentence and file`() {
    let whole = """
      Error Domain=NSCocoaErrorDomain Code=260 "The file doesn’t exist."UserInfo={NSFilePath=a.txt, \
      NSURL=a.txt -- file:///home/me/}
      """
    #expect(describe(whole) == "The file doesn’t exist. (a.txt)")
    let silent = "Error Domain=d Code=3 \"(null)\""
    #expect(describe(silent) == silent)
    #expect(describe("Refusal(reason: 3)") == "Refusal(reason: 3)")
  }

  @Test func `locate a trap in a notebook whose path has no folder`() throws {
    let chapter = try Chapter(reading: SourceFile(path: "x.swift", text: "f()\ng()\n"))
    let run = execution(
      .signaled(4), [], backtrace: [.init(file: "/home/x.swift", line: 2, column: 3)])
    #expect(run.failure(in: chapter)?.location == chapter.file.location(line: 2, column: 3))
  }

  @Test func `report a figure that cannot be drawn, rather than an early exit`() {
    let run = execution(.exited(70), [.started(version: 3), .undrawable(reason: "too small")])
    #expect(
      run.failure(in: chapter)?.problem as? RunningProblem == .undrawable(reason: "too small"))
  }

  @Test func `locate an abort in the C library at its statement, on every system`() {
    let run = execution(
      .signaled(6), [],
      error: "Could not cast value of type 'Swift.String' (0x1) to 'Swift.Int' (0x2).",
      backtrace: [.init(file: "notebooks/x.swift", line: 3, column: 9)])
    let failure = run.failure(in: chapter)
    #expect(failure?.location.column == 1 && failure?.related.isEmpty == true)
    #expect(
      failure?.problem as? RunningProblem
        == .trap(message: "Could not cast value of type 'String' to 'Int'."))
  }

  @Test func `distinguish thrown errors, timeouts, early exits and signals`() {
    let thrown = execution(
      .signaled(4), [],
      error: "Swift/ErrorType.swift:254: Fatal error: Error raised at top level: main.E(code: 2)\n")
    #expect(
      thrown.failure(in: chapter)?.problem as? RunningProblem == .thrown(description: "E(code: 2)"))
    #expect(
      execution(.stopped(.time), []).failure(in: chapter, limits: RunLimits(seconds: 7))?.problem
        as? RunningProblem
        == .timeout(seconds: 7))
    #expect(
      execution(.exited(0), []).failure(in: chapter)?.problem as? RunningProblem == .exited(code: 0)
    )
    #expect(
      execution(.signaled(11), []).failure(in: chapter)?.problem as? RunningProblem
        == .trap(
          message:
            "memory that is not the program's, as after endless recursion (Segmentation fault)"))
  }
}
