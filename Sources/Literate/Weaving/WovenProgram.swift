/// A chapter as a Swift program that reports what each cell does.
///
/// The program contains every statement of the notebook unchanged, at its own line and column for
/// the compiler, the debugger and a backtrace. The generated code is on separate lines between
/// `#sourceLocation` directives.
public struct WovenProgram: Equatable, Sendable {
  /// The program, to be compiled as `main.swift` together with `support`.
  public var main: String
  /// The number of bytes before the first byte of line 1.
  ///
  /// It must be subtracted from the columns of messages about line 1.
  public var firstLineShift: Int
  /// What determines the outputs: the executed code, without comments, white space and locations.
  public var executed: String

  /// The second file of the program.
  ///
  /// Only this file imports the module that records events, so a notebook sees no name that it did
  /// not import. It uses fully qualified names, because a notebook may have a type called `Task`,
  /// `Error` or `Int`.
  public static let support = """
    import Notebook
    import _Concurrency
    func __lectern_open(_ cell: Swift.Int) { __LecternProgram.open(cell: cell) }
    func __lectern_size(_ width: Swift.Double, _ height: Swift.Double) {
      __LecternProgram.setFigureSize(width: width, height: height)
    }
    func __lectern_close(_ cell: Swift.Int) { __LecternProgram.close(cell: cell) }
    func __lectern_at(_ line: Swift.Int, _ column: Swift.Int) {
      __LecternProgram.reach(line: line, column: column)
    }
    func __lectern_value<T>(_ value: T) { __LecternProgram.show(value) }
    func __lectern_value<T: ~Swift.Copyable>(_ value: borrowing T) {}
    func __lectern_value(_ value: ()) {}
    func __lectern_value(_ value: Swift.Never) {}
    func __lectern_value<S, E>(_ value: _Concurrency.Task<S, E>) {}
    func __lectern_interpolate(_ site: Swift.Int, _ text: __LecternProgram.Text) {
      __LecternProgram.interpolate(site: site, text)
    }
    func __lectern_caught(_ error: any Swift.Error) { __LecternProgram.caught(error) }
    func __lectern_finish() { __LecternProgram.finish() }

    """
}
