internal import CairoRendering
internal import FoundationEssentials
internal import NotebookOutputs
public import Plotting

extension Figure: Displayable {
  /// The figure itself.
  public var display: Display { .figure(self) }
}

extension Chart: Displayable {
  /// A figure with this chart.
  public var display: Display { .figure(Figure(self)) }
}

extension Figure {
  /// The figure with another width and height in points; 0 keeps the figure's own.
  func sized(_ size: (width: Double, height: Double)) -> Figure {
    var figure = self
    if size.width > 0 { figure.size.width = size.width }
    if size.height > 0 { figure.size.height = size.height }
    return figure
  }

  /// Draws the figure in all formats, from one layout.
  ///
  /// - Parameter idPrefix: The prefix of the ids in the SVG.
  func files(idPrefix: String?) throws -> FigureFiles {
    let list = try displayList()
    return FigureFiles(
      size: size, description: list.summary, notices: list.notices,
      files: [
        ("svg", Array(try list.svg(idPrefix: idPrefix).utf8)), ("png", try list.png(dpi: 192)),
        ("pdf", try list.pdf()), ("csv", try csv()), ("json", Array(list.json().utf8)),
      ])
  }
}
