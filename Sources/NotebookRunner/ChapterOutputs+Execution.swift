internal import Literate
internal import NotebookOutputs
internal import Storage

extension ChapterOutputs {
  /// Collects text, values and figures in the order in which they were produced.
  ///
  /// - Parameters:
  ///   - execution: The run. Text written after the last event belongs to the cell that was running.
  ///   - chapter: The chapter that ran.
  ///   - folder: The folder of its figure files.
  /// - Throws: `FileFailure` if a figure's file cannot be read.
  init(
    _ execution: Execution, of chapter: Chapter, folder: String
  ) throws(FileFailure) {
    self.init(
      cells: Array(repeating: [], count: chapter.codeCells.count),
      interpolations: Array(repeating: nil, count: chapter.interpolations.count))
    var open: Int?
    var seen = StreamLengths(output: 0, error: 0)
    func take(until lengths: StreamLengths) -> [Item] {
      defer { seen = lengths }
      return [
        Item.printed(text(execution.output, seen.output, lengths.output)),
        Item.printedToError(text(execution.error, seen.error, lengths.error)),
      ].filter { $0 != .printed("") && $0 != .printedToError("") }
    }
    func append(_ items: [Item]) {
      if let open, cells.indices.contains(open) { cells[open] += items }
    }
    for event in execution.events {
      switch event {
      case .started(_, let libraries): self.libraries = libraries
      case .undrawable, .displayedInProse, .noticed: break
      case .cellOpened(let cell, let lengths):
        append(take(until: lengths))
        open = cell
      case .shown(let output, let lengths):
        append(take(until: lengths) + [.shown(output)])
      case .interpolated(let site, let text):
        if interpolations.indices.contains(site) { interpolations[site] = text }
      case .caught(let description, _, _):
        append([.failed(describe(description))])
      case .cellClosed(_, let lengths), .finished(let lengths):
        append(take(until: lengths))
      }
    }
    let hasFinished = execution.events.contains { if case .finished = $0 { true } else { false } }
    // Text after the last event. If the program did not finish, the rest of standard error is the
    // runtime's crash message, which is reported as the failure.
    append(
      take(
        until: StreamLengths(
          output: execution.output.count, error: hasFinished ? execution.error.count : seen.error)))
    for case .shown(.figure(let figure)) in cells.joined() {
      for format in figure.formats {
        let name = "\(figure.stem).\(format)"
        files[name] = try readFile("\(folder)/\(name)")
      }
    }
  }
}

private func text(_ bytes: [UInt8], _ from: Int, _ to: Int) -> String {
  let end = min(max(to, 0), bytes.count)
  return String(decoding: bytes[min(max(from, 0), end)..<end], as: UTF8.self)
}
