/// A chapter as a Swift program that reports what each cell does.
///
/// Every statement of the notebook is in it unchanged, at its own line and column as far as
/// the compiler, the debugger and a backtrace can tell: what the weaver adds is on lines of
/// its own, between `#sourceLocation` directives.
public struct WovenProgram: Equatable, Sendable {
  /// The program, to be compiled as `main.swift` beside `support`.
  public var main: String
  /// The number of bytes that the compiler sees before the first line's own first byte; columns in
  /// messages about line 1 are to be reduced by it.
  public var firstLineShift: Int
  /// What decides the outputs: the executed code, without comments, white space and places.
  public var executed: String

  /// The second file of the program.
  ///
  /// It alone imports the module that records events, so that a notebook sees no name that it did
  /// not import.
  public static let support = """
    import Notebook
    func __lectern_open(_ cell: Int) { NotebookProgram.open(cell: cell) }
    func __lectern_size(_ width: Double, _ height: Double) {
      NotebookProgram.setFigureSize(width: width, height: height)
    }
    func __lectern_close(_ cell: Int) { NotebookProgram.close(cell: cell) }
    func __lectern_at(_ line: Int, _ column: Int) { NotebookProgram.reach(line: line, column: column) }
    func __lectern_value<T>(_ value: T) { NotebookProgram.show(value) }
    func __lectern_value(_ value: Void) {}
    func __lectern_value(_ value: Never) {}
    func __lectern_value<S, E>(_ value: Task<S, E>) {}
    func __lectern_interpolate(_ site: Int, _ text: NotebookProgram.Text) {
      NotebookProgram.interpolate(site: site, text)
    }
    func __lectern_caught(_ error: any Error) { NotebookProgram.caught(error) }
    func __lectern_finish() { NotebookProgram.finish() }

    """
}
