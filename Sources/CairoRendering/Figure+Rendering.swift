public import Plotting

extension Figure {
  /// Lays the figure out with the installed fonts, once for all formats.
  ///
  /// ```swift
  /// let list = try figure.displayList()
  /// let (svg, png) = (try list.svg(), try list.png(dpi: 300))
  /// for notice in list.notices { print(notice) }
  /// ```
  /// - Throws: `PlottingError`, `LabelError`, `RenderingError`.
  public func displayList() throws -> DisplayList { try displayList(metrics: .installed) }

  /// The figure as SVG (``Plotting/DisplayList/svg(idPrefix:lettering:)``).
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try displayList().svg(idPrefix: idPrefix, lettering: lettering)
  }

  /// The figure as a PNG file (``Plotting/DisplayList/png(dpi:isTransparent:)``).
  public func png(dpi: Double = 192, isTransparent: Bool = false) throws -> [UInt8] {
    try displayList().png(dpi: dpi, isTransparent: isTransparent)
  }

  /// The figure as a one-page PDF (``Plotting/DisplayList/pdf(title:)``).
  public func pdf(title: String? = nil) throws -> [UInt8] { try displayList().pdf(title: title) }
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

extension DisplayList {
  /// The picture as SVG, to stand alone or to be put into a page; it has no XML declaration.
  ///
  /// Text is drawn as outlines, so that it looks the same everywhere, or on request as text. In the
  /// report theme colors are CSS variables with fallbacks (`--figure-ink`, `--series-1` …).
  ///
  /// ```swift
  /// try list.svg(lettering: .live)   // to be edited in Inkscape, or searched
  /// ```
  /// - Parameters:
  ///   - idPrefix: What all ids begin with, before a hyphen; nil takes a hash of the content. Pictures
  ///     of one page need prefixes of their own where the same one may be shown twice.
  ///   - lettering: How text is written.
  /// - Throws: `RenderingError`.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try SVGWriter.svg(of: self, idPrefix: idPrefix, lettering: lettering, fonts: .shared)
  }

  /// The picture as a PNG file at a resolution, on the theme's background.
  ///
  /// - Parameters:
  ///   - dpi: Dots an inch.
  ///   - isTransparent: Whether to leave the background out, for slides of another color.
  /// - Throws: `RenderingError`.
  public func png(dpi: Double = 192, isTransparent: Bool = false) throws -> [UInt8] {
    try png(dpi: dpi, isTransparent: isTransparent, fonts: .shared)
  }

  /// The picture as a one-page PDF; a missing title is its own.
  ///
  /// - Throws: `RenderingError`.
  public func pdf(title: String? = nil) throws -> [UInt8] {
    try pdf(title: title ?? self.title, fonts: .shared)
  }
}

extension FontMetrics {
  /// The metrics of the installed fonts, as every back end of this module draws them.
  public static var installed: FontMetrics { FontLibrary.shared.metrics }
}
