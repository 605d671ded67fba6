public import Plotting

extension Steps {
  /// Lays all steps out with the installed fonts, once for all formats.
  ///
  /// - Throws: `PlottingError`, `LabelError`, `RenderingError`.
  public func displayLists() throws -> StepDisplayLists { try displayLists(metrics: .installed) }

  /// All steps in one SVG (``Plotting/StepDisplayLists/svg(idPrefix:lettering:)``).
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try displayLists().svg(idPrefix: idPrefix, lettering: lettering)
  }

  /// All steps as an animated PNG
  /// (``Plotting/StepDisplayLists/animatedPNG(dpi:secondsPerStep:)``).
  public func animatedPNG(dpi: Double = 144, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try displayLists().animatedPNG(dpi: dpi, secondsPerStep: secondsPerStep)
  }

  /// All steps as an animated GIF (``Plotting/StepDisplayLists/gif(dpi:secondsPerStep:)``).
  public func gif(dpi: Double = 96, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try displayLists().gif(dpi: dpi, secondsPerStep: secondsPerStep)
  }

  /// All steps as the pages of a PDF (``Plotting/StepDisplayLists/pdf(title:)``).
  public func pdf(title: String? = nil) throws -> [UInt8] { try displayLists().pdf(title: title) }
}

extension StepDisplayLists {
  /// All steps in one SVG: what never changes once, what changes in groups with `data-step`, which
  /// lists the numbers of the steps that it belongs to, from 0.
  ///
  /// Only the last step is visible; a script or a style sheet shows another one by the `display` of
  /// these groups. The root says `data-steps`, the number of steps.
  /// - Parameters:
  ///   - idPrefix: As that of a single picture.
  ///   - lettering: How text is written.
  /// - Throws: `RenderingError`.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try SVGWriter.svg(
      of: lists[0], layers: layers, count: lists.count, idPrefix: idPrefix, lettering: lettering,
      fonts: .shared)
  }

  /// All steps as an animated PNG that plays for ever.
  ///
  /// - Parameters:
  ///   - dpi: The resolution.
  ///   - secondsPerStep: How long each step is shown; the last one three times as long.
  /// - Returns: The file. A viewer without animation shows the first step.
  /// - Throws: `RenderingError`.
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
  /// - Throws: `RenderingError`.
  public func gif(dpi: Double = 96, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try GIF.file(images(dpi: dpi), secondsPerStep: secondsPerStep)
  }

  /// All steps as a PDF with a page for each, to click through in a lecture.
  ///
  /// - Parameter title: The document's title; nil takes that of the first step.
  /// - Returns: The file.
  /// - Throws: `RenderingError`.
  public func pdf(title: String? = nil) throws -> [UInt8] {
    try DisplayList.pdf(of: lists, title: title ?? lists[0].title, fonts: .shared)
  }

  private func images(dpi: Double) throws -> [PixelImage] {
    try lists.map { try $0.pixels(dpi: dpi, fonts: .shared) }
  }
}
