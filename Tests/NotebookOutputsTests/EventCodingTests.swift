import NotebookOutputs
import Testing

@Suite struct `Encoded events` {
  let events: [Event] = [
    .started(version: Event.version, libraries: ["Cairo": "1.16.0"]),
    .cellOpened(cell: 0, streams: StreamLengths(output: 0, error: 3)),
    .shown(.text("two\nlines \"quoted\" π"), streams: StreamLengths(output: 12, error: 3)),
    .shown(
      .table(
        TableOutput(
          columns: [.init(title: "$k$", alignment: .trailing)], rows: [["1"], ["2"]])),
      streams: StreamLengths(output: 12, error: 3)),
    .shown(
      .figure(FigureOutput(stem: "figure-1", width: 475.2, height: 200, description: "d")),
      streams: StreamLengths(output: 12, error: 3)),
    .interpolated(site: 4, text: "0.5"), .caught(description: "E", line: 3, column: 1),
    .noticed("one value"), .undrawable(reason: "no step"), .displayedInProse(type: "Table"),
    .cellClosed(cell: 0, streams: StreamLengths(output: 12, error: 3)),
    .finished(streams: StreamLengths(output: 12, error: 3)),
  ]

  @Test func `are decoded unchanged`() throws {
    #expect(try Event.decode(lines: events.flatMap { try $0.encoded() }) == events)
  }

  @Test func `are one line each`() throws {
    for event in events {
      #expect(try event.encoded().filter { $0 == UInt8(ascii: "\n") }.count == 1)
    }
  }

  @Test func `are decoded up to an unfinished last line`() throws {
    let bytes = try events.flatMap { try $0.encoded() }
    let last = try #require(try events.last?.encoded().count)
    for lost in 1..<last {
      #expect(try Event.decode(lines: Array(bytes.dropLast(lost))) == Array(events.dropLast()))
    }
  }

  @Test func `that are malformed throw an error with their line`() throws {
    for (text, line) in [("{\"x\":1}\n", 1), ("\n", 1)] {
      #expect(throws: EventError.notAnEvent(line: line)) {
        try Event.decode(lines: Array(text.utf8))
      }
    }
    let good = try Event.finished(streams: StreamLengths(output: 0, error: 0)).encoded()
    #expect(throws: EventError.notAnEvent(line: 2)) {
      try Event.decode(lines: good + Array("garbage\n".utf8) + good)
    }
  }
}
