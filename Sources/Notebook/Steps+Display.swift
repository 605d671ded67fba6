internal import CairoRendering
public import Plotting

extension Steps: Displayable {
  /// The sequence.
  public var display: Display { .steps(self) }
}

extension Steps {
  /// The steps with another width and height in points; 0 keeps the figures' own.
  func sized(_ size: (width: Double, height: Double)) -> Steps {
    var steps = self
    steps.figures = figures.map { $0.sized(size) }
    return steps
  }

  /// Draws the steps in all formats, from one layout: one SVG, animated PNG and GIF, and a PDF with a
  /// page per step; the PNG shows the last step.
  ///
  /// - Parameter idPrefix: The prefix of the ids in the SVG.
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
