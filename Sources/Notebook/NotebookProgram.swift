internal import Glibc
internal import NotebookOutputs
internal import Synchronization

/// What a woven notebook calls; authors use `show` and never this.
///
/// While the generator renders, every call appends an event to a file. When a notebook runs
/// alone, shown values go to standard output and figures to `output/`.
public enum NotebookProgram {
  /// Begins a cell.
  public static func open(cell: Int) {
    recorder.withLock { recorder in
      recorder?.cell = cell
      recorder?.figures = 0
      recorder?.append(.cellOpened(cell: cell, streams: recorder?.lengths ?? .zero))
    }
  }

  /// Says how large the figures of the open cell shall be, in points; 0 leaves a side as it is.
  public static func setFigureSize(width: Double, height: Double) {
    recorder.withLock { $0?.figureSize = (width, height) }
  }

  /// Ends a cell.
  public static func close(cell: Int) {
    recorder.withLock { $0?.figureSize = (0, 0) }
    recorder.withLock { $0?.append(.cellClosed(cell: cell, streams: $0?.lengths ?? .zero)) }
  }

  /// Says which statement runs, so that a trap in it can be placed.
  public static func reach(line: Int, column: Int) {
    recorder.withLock { $0?.position.reach(line: line, column: column) }
  }

  /// Shows the last value of a cell.
  public static func show<Value>(_ value: Value) {
    Notebook.show(value)
  }

  /// Records the text of an expression in prose.
  public static func interpolate(site: Int, _ text: Text) {
    recorder.withLock { $0?.append(.interpolated(site: site, text: text.description)) }
  }

  /// Records the error that a cell was allowed to end in.
  public static func caught(_ error: any Error) {
    recorder.withLock {
      guard let place = $0?.position.reached else { return }
      $0?.append(
        .caught(description: errorText(of: error), line: place.line, column: place.column))
    }
  }

  /// Says that the program came to its end.
  public static func finish() {
    recorder.withLock { $0?.append(.finished(streams: $0?.lengths ?? .zero)) }
  }
}

/// One recorder a process, because a process has one standard output.
let recorder = Mutex(Recorder.fromEnvironment())

/// How many figures a notebook that runs alone has drawn.
let standaloneFigures = Mutex(0)

extension StreamLengths {
  fileprivate static let zero = StreamLengths(output: 0, error: 0)
}
