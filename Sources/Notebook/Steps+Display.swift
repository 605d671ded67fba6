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

  /// Draws all steps, laid out once: all in one SVG, as moving pictures, and as the pages of a PDF; the
  /// last one as PNG.
  ///
  /// - Parameter idPrefix: What the ids of the SVG begin with.
  func files(idPrefix: String?) throws -> FigureFiles {
    let sequence = try displayLists()
    let last = sequence.lists[sequence.lists.count - 1]
    return FigureFiles(
      size: last.size, description: last.summary, notices: sequence.notices, steps: names,
      files: [
        ("svg", Array(try sequence.svg(idPrefix: idPrefix).utf8)), ("png", try last.png(dpi: 192)),
        ("pdf", try sequence.pdf()), ("apng", try sequence.animatedPNG()),
        ("gif", try sequence.gif()), ("csv", try csv()), ("json", Array(sequence.json().utf8)),
      ])
  }
}
