internal import Glibc
internal import NotebookOutputs
internal import Synchronization

/// The name by which woven notebooks call ``NotebookProgram``, because a notebook may have a type of that
/// name.
public typealias __LecternProgram = NotebookProgram

/// The functions that a woven notebook calls; authors use `show` instead.
///
/// During a render, each call appends an event to a file. In a stand-alone program, shown values go to
/// standard output and figures to `output/`.
public enum NotebookProgram {
  /// Records the start of a cell.
  public static func open(cell: Int) {
    recorder.withLock { recorder in
      recorder?.cell = cell
      recorder?.figures = 0
      recorder?.append(.cellOpened(cell: cell, streams: recorder?.lengths ?? .zero))
    }
  }

  /// Sets the size of the current cell's figures, in points; 0 keeps a figure's own width or height.
  public static func setFigureSize(width: Double, height: Double) {
    recorder.withLock { $0?.figureSize = (width, height) }
  }

  /// Records the end of a cell.
  public static func close(cell: Int) {
    recorder.withLock { $0?.figureSize = (0, 0) }
    recorder.withLock { $0?.append(.cellClosed(cell: cell, streams: $0?.lengths ?? .zero)) }
  }

  /// Records which statement is running, so that a trap can be located.
  public static func reach(line: Int, column: Int) {
    recorder.withLock { $0?.position.reach(line: line, column: column) }
  }

  /// Shows the last value of a cell.
  public static func show<Value>(_ value: Value) {
    Notebook.show(value)
  }

  /// Records the text of an expression in prose.
  ///
  /// A figure, table or formula cannot be part of a sentence, so it ends the program.
  public static func interpolate(site: Int, _ text: Text) {
    if let type = text.displayedType {
      recorder.withLock { $0?.append(.displayedInProse(type: type)) }
      exit(70)
    }
    recorder.withLock { $0?.append(.interpolated(site: site, text: text.description)) }
  }

  /// Records the error of a cell that may fail.
  public static func caught(_ error: any Error) {
    recorder.withLock {
      guard let position = $0?.position.reached else { return }
      $0?.append(
        .caught(description: errorText(of: error), line: position.line, column: position.column))
    }
  }

  /// Records that the program finished.
  public static func finish() {
    recorder.withLock { $0?.append(.finished(streams: $0?.lengths ?? .zero)) }
  }
}

/// One recorder per process, because a process has one standard output.
let recorder = Mutex(Recorder.fromEnvironment())

/// The number of figures that a stand-alone program has drawn.
let standaloneFigures = Mutex(0)

extension StreamLengths {
  fileprivate static let zero = StreamLengths(output: 0, error: 0)
}
