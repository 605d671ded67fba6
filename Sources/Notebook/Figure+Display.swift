internal import CairoRendering
internal import FoundationEssentials
internal import NotebookOutputs
public import Plotting

extension Figure: Displayable {
  /// The figure itself.
  public var display: Display { .figure(self) }
}

extension Chart: Displayable {
  /// A figure of this chart alone.
  public var display: Display { .figure(Figure(self)) }
}

extension Figure {
  /// The figure in the size that a cell asks for; 0 leaves a side as it is.
  func sized(_ size: (width: Double, height: Double)) -> Figure {
    var figure = self
    if size.width > 0 { figure.size.width = size.width }
    if size.height > 0 { figure.size.height = size.height }
    return figure
  }

  /// Writes the figure as `<path>.svg`, `<path>.png` and `<path>.pdf`, its data as `<path>.csv`.
  ///
  /// - Returns: The extensions of the files.
  func write(to path: String) throws -> [String] {
    try Notebook.write(
      [("svg", Array(svg().utf8)), ("png", png(dpi: 192)), ("pdf", pdf()), ("csv", csv())],
      to: path)
  }

  /// What its author should know of the picture, in the order of the marks.
  func notices() throws -> [Notice] { try displayList(metrics: .installed).notices }

  /// What a reader who cannot see the figure is told.
  var description: String { alternativeText ?? draftedDescription }
}

/// Writes files that differ in their extensions, which it returns.
func write(_ files: [(format: String, bytes: [UInt8])], to path: String) throws -> [String] {
  for (format, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(path).\(format)")) }
  return files.map(\.format)
}
