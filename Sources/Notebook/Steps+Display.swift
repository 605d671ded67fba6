internal import CairoRendering
public import Plotting

extension Steps: Displayable {
  /// The sequence, to step through.
  public var display: Display { .steps(self) }
}

extension Steps {
  /// The steps in the size that a cell asks for; 0 leaves a side as it is.
  func sized(_ size: (width: Double, height: Double)) -> Steps {
    var steps = self
    steps.figures = figures.map { $0.sized(size) }
    return steps
  }

  /// What their author should know of the pictures, each thing once.
  func notices() throws -> [Notice] {
    try displayLists(metrics: .installed).flatMap(\.notices).reduce(into: []) { known, notice in
      if !known.contains(notice) { known.append(notice) }
    }
  }

  /// Writes all steps as `<path>.svg`, as the moving `<path>.apng` and `<path>.gif`, as the pages of
  /// `<path>.pdf`, and their data as `<path>.csv`; the last one as `<path>.png`.
  ///
  /// - Returns: The extensions of the files.
  func write(to path: String) throws -> [String] {
    guard let last = figures.last else { throw PlottingError.noSteps }
    return try Notebook.write(
      [
        ("svg", Array(svg().utf8)), ("png", last.png(dpi: 192)), ("pdf", pdf()),
        ("apng", animatedPNG()), ("gif", gif()), ("csv", csv()),
      ], to: path)
  }
}
