public import Plotting

extension Figure {
  /// Lays out the figure with the installed fonts, once for all formats.
  ///
  /// ```swift
  /// let list = try figure.displayList()
  /// let (svg, png) = (try list.svg(), try list.png(dpi: 300))
  /// for notice in list.notices { print(notice) }
  /// ```
  /// - Throws: `PlottingError`, `LabelError`, `RenderingError`.
  public func displayList() throws -> DisplayList { try displayList(metrics: .installed) }

  /// Renders the figure as SVG (``Plotting/DisplayList/svg(idPrefix:lettering:)``).
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try displayList().svg(idPrefix: idPrefix, lettering: lettering)
  }

  /// Renders the figure as PNG (``Plotting/DisplayList/png(dpi:isTransparent:)``).
  public func png(dpi: Double = 192, isTransparent: Bool = false) throws -> [UInt8] {
    try displayList().png(dpi: dpi, isTransparent: isTransparent)
  }

  /// Renders the figure as a one-page PDF (``Plotting/DisplayList/pdf(title:)``).
  public func pdf(title: String? = nil) throws -> [UInt8] { try displayList().pdf(title: title) }
}

extension Chart {
  /// Renders the chart as SVG, as a figure of the theme's size.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try Figure(self).svg(idPrefix: idPrefix, lettering: lettering)
  }

  /// Renders the chart as PNG, as a figure of the theme's size.
  public func png(dpi: Double = 192) throws -> [UInt8] { try Figure(self).png(dpi: dpi) }

  /// Renders the chart as PDF, as a figure of the theme's size.
  public func pdf(title: String? = nil) throws -> [UInt8] { try Figure(self).pdf(title: title) }
}

extension DisplayList {
  /// Renders the figure as SVG without an XML declaration, for a file or for inclusion in a page.
  ///
  /// Text is drawn as outlines, so that it looks the same everywhere, or optionally as text. In the
  /// report theme, colors are CSS variables with fallbacks (`--figure-ink`, `--series-1` …).
  ///
  /// ```swift
  /// try list.svg(lettering: .live)   // to be edited in Inkscape, or searched
  /// ```
  /// - Parameters:
  ///   - idPrefix: The prefix of all ids, followed by a hyphen; nil for a hash of the content.
  ///     Figures on one page need different prefixes if the same figure may appear twice.
  ///   - lettering: How text is written.
  /// - Throws: `RenderingError`.
  public func svg(
    idPrefix: String? = nil, lettering: SVGLettering = .outlines
  ) throws -> String {
    try SVGWriter.svg(of: self, idPrefix: idPrefix, lettering: lettering, fonts: .shared)
  }

  /// Renders the figure as PNG at a given resolution, on the theme's background.
  ///
  /// - Parameters:
  ///   - dpi: The resolution in dots per inch.
  ///   - isTransparent: Whether to omit the background, for slides of another color.
  /// - Throws: `RenderingError`.
  public func png(dpi: Double = 192, isTransparent: Bool = false) throws -> [UInt8] {
    try png(dpi: dpi, isTransparent: isTransparent, fonts: .shared)
  }

  /// Renders the figure as a one-page PDF; the default title is that of the figure.
  ///
  /// - Throws: `RenderingError`.
  public func pdf(title: String? = nil) throws -> [UInt8] {
    try pdf(title: title ?? self.title, fonts: .shared)
  }
}

extension FontMetrics {
  /// The metrics of the installed fonts, which all back ends of this module use.
  public static var installed: FontMetrics { FontLibrary.shared.metrics }
}
