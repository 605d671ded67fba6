public import Plotting

extension Steps {
  /// All steps in one SVG: what never changes once, what changes in groups with `data-step`, which
  /// lists the numbers of the steps that it belongs to, from 0.
  ///
  /// Only the last step is visible; a script or a style sheet shows another one by the `display` of
  /// these groups. The root says `data-steps`, the number of steps.
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    let fonts = FontLibrary.shared
    let (list, layers) = try layers(metrics: fonts.metrics)
    return try SVGWriter.svg(
      of: list, layers: layers, count: figures.count, idPrefix: idPrefix,
      lettering: lettering, fonts: fonts)
  }

  /// All steps as an animated PNG that plays for ever.
  ///
  /// - Parameters:
  ///   - dpi: The resolution.
  ///   - secondsPerStep: How long each step is shown; the last one three times as long.
  /// - Returns: The file. A viewer without animation shows the first step.
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func animatedPNG(dpi: Double = 144, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try AnimatedPNG.file(images(dpi: dpi), dpi: dpi, secondsPerStep: secondsPerStep)
  }

  /// All steps as an animated GIF of at most 256 colors that plays for ever.
  ///
  /// - Parameters:
  ///   - dpi: The resolution.
  ///   - secondsPerStep: How long each step is shown, to a hundredth; the last one three times as
  ///     long.
  /// - Returns: The file.
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func gif(dpi: Double = 96, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    guard !figures.isEmpty else { throw PlottingError.noSteps }
    return try GIF.file(images(dpi: dpi), secondsPerStep: secondsPerStep)
  }

  /// All steps as a PDF with a page for each, to click through in a lecture.
  ///
  /// - Parameter title: The document's title; nil takes that of the first step.
  /// - Returns: The file.
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func pdf(title: String? = nil) throws -> [UInt8] {
    let fonts = FontLibrary.shared
    let lists = try displayLists(metrics: fonts.metrics)
    guard let first = lists.first else { throw PlottingError.noSteps }
    return try DisplayList.pdf(of: lists, title: title ?? first.title, fonts: fonts)
  }

  private func images(dpi: Double) throws -> [PixelImage] {
    let fonts = FontLibrary.shared
    return try displayLists(metrics: fonts.metrics).map { try $0.pixels(dpi: dpi, fonts: fonts) }
  }
}
