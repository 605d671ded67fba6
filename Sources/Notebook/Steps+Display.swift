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

  /// Writes all steps as `<path>.svg` and as the moving `<path>.apng`, the last one as `<path>.png`
  /// and `<path>.pdf`, and the data of all steps as `<path>.csv`.
  ///
  /// - Returns: The extensions of the files.
  func write(to path: String) throws -> [String] {
    guard let last = figures.last else { throw PlottingError.noSteps }
    return try Notebook.write(
      [
        ("svg", Array(svg().utf8)), ("png", last.png(dpi: 192)), ("pdf", last.pdf()),
        ("apng", animatedPNG()), ("csv", csv()),
      ], to: path)
  }
}
