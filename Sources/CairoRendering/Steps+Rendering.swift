public import Plotting

extension Steps {
  /// Lays out all steps with the installed fonts, once for all formats.
  ///
  /// - Throws: `PlottingError`, `LabelError`, `RenderingError`.
  public func displayLists() throws -> StepDisplayLists { try displayLists(metrics: .installed) }

  /// Renders all steps as one SVG (``Plotting/StepDisplayLists/svg(idPrefix:lettering:)``).
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try displayLists().svg(idPrefix: idPrefix, lettering: lettering)
  }

  /// Renders all steps as an animated PNG
  /// (``Plotting/StepDisplayLists/animatedPNG(dpi:secondsPerStep:)``).
  public func animatedPNG(dpi: Double = 144, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try displayLists().animatedPNG(dpi: dpi, secondsPerStep: secondsPerStep)
  }

  /// Renders all steps as an animated GIF (``Plotting/StepDisplayLists/gif(dpi:secondsPerStep:)``).
  public func gif(dpi: Double = 96, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try displayLists().gif(dpi: dpi, secondsPerStep: secondsPerStep)
  }

  /// Renders all steps as the pages of a PDF (``Plotting/StepDisplayLists/pdf(title:)``).
  public func pdf(title: String? = nil) throws -> [UInt8] { try displayLists().pdf(title: title) }
}

extension StepDisplayLists {
  /// Renders all steps as one SVG, with what never changes written once and what changes in groups.
  ///
  /// The attribute `data-step` of a group lists the numbers of its steps, from 0. Only the last
  /// step is visible; a script or style sheet shows another one by setting the `display` of these
  /// groups. The attribute `data-steps` of the root is the number of steps.
  /// - Parameters:
  ///   - idPrefix: As for a single figure.
  ///   - lettering: How text is written.
  /// - Throws: `RenderingError`.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try SVGWriter.svg(
      of: lists[0], layers: layers, count: lists.count, idPrefix: idPrefix, lettering: lettering,
      fonts: .shared)
  }

  /// Renders all steps as an animated PNG that loops forever.
  ///
  /// - Parameters:
  ///   - dpi: The resolution in dots per inch.
  ///   - secondsPerStep: The duration of each step; the last one is shown three times as long.
  /// - Returns: The file. Viewers without animation show the first step.
  /// - Throws: `RenderingError`.
  public func animatedPNG(dpi: Double = 144, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try AnimatedPNG.file(images(dpi: dpi), dpi: dpi, secondsPerStep: secondsPerStep)
  }

  /// Renders all steps as an animated GIF with at most 256 colors that loops forever.
  ///
  /// - Parameters:
  ///   - dpi: The resolution in dots per inch.
  ///   - secondsPerStep: The duration of each step, rounded to hundredths; the last one is shown
  ///     three times as long.
  /// - Returns: The file.
  /// - Throws: `RenderingError`.
  public func gif(dpi: Double = 96, secondsPerStep: Double = 0.5) throws -> [UInt8] {
    try GIF.file(images(dpi: dpi), secondsPerStep: secondsPerStep)
  }

  /// Renders all steps as a PDF with one page per step, to click through in a lecture.
  ///
  /// - Parameter title: The title of the document; nil for that of the first step.
  /// - Returns: The file.
  /// - Throws: `RenderingError`.
  public func pdf(title: String? = nil) throws -> [UInt8] {
    try DisplayList.pdf(of: lists, title: title ?? lists[0].title, fonts: .shared)
  }

  private func images(dpi: Double) throws -> [PixelImage] {
    try lists.map { try $0.pixels(dpi: dpi, fonts: .shared) }
  }
}
