internal import CairoRendering
internal import FoundationEssentials
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
  /// Writes the figure as `<path>.svg`, `<path>.png` and `<path>.pdf`.
  func write(to path: String) throws {
    try Data(svg().utf8).write(to: URL(filePath: "\(path).svg"))
    try Data(png(dpi: 192)).write(to: URL(filePath: "\(path).png"))
    try Data(pdf()).write(to: URL(filePath: "\(path).pdf"))
  }
}
