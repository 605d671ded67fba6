public import Plotting

extension Figure {
  /// The figure as SVG, to stand alone or to be put into a page.
  ///
  /// Text is drawn as outlines, so that it looks the same everywhere, or on request as text. In the report theme colors are
  /// CSS variables with fallbacks (`--figure-ink`, `--series-1` …). All ids start with a hash of the
  /// content, or with the given prefix, so that figures of one page do not share any.
  ///
  /// ```swift
  /// try figure.svg(lettering: .live)   // to be edited in Inkscape, or searched
  /// ```
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    let fonts = FontLibrary.shared
    return try SVGWriter.svg(
      of: displayList(metrics: fonts.metrics), idPrefix: idPrefix, lettering: lettering,
      fonts: fonts)
  }

  /// The figure as a PNG file at a resolution, on the theme's background.
  ///
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func png(dpi: Double = 192) throws -> [UInt8] {
    let fonts = FontLibrary.shared
    return try displayList(metrics: fonts.metrics).png(dpi: dpi, fonts: fonts)
  }

  /// The figure as a one-page PDF; a missing title is that of the charts.
  ///
  /// - Throws: `PlottingError`, `LabelError`, ``RenderingError``.
  public func pdf(title: String? = nil) throws -> [UInt8] {
    let fonts = FontLibrary.shared
    let list = try displayList(metrics: fonts.metrics)
    return try list.pdf(title: title ?? list.title, fonts: fonts)
  }
}

extension Chart {
  /// The chart as SVG, as a figure of the theme's size.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try Figure(self).svg(idPrefix: idPrefix, lettering: lettering)
  }

  /// The chart as a PNG file, as a figure of the theme's size.
  public func png(dpi: Double = 192) throws -> [UInt8] { try Figure(self).png(dpi: dpi) }

  /// The chart as a PDF, as a figure of the theme's size.
  public func pdf(title: String? = nil) throws -> [UInt8] { try Figure(self).pdf(title: title) }
}

extension FontMetrics {
  /// The metrics of the installed fonts, as every back end of this module draws them.
  public static var installed: FontMetrics { FontLibrary.shared.metrics }
}
