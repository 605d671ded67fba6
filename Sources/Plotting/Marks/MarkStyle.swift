/// The style of a mark as set by its author; the theme and the mark determine the rest.
public struct MarkStyle: Sendable, Equatable {
  /// The color; nil for the next one of the palette.
  public var paint: Paint?
  /// The opacity, 0 to 1; nil for the default of the mark.
  public var opacity: Double?
  /// The stroke width in points.
  public var lineWidth: Double?
  /// Alternating lengths of dashes and gaps, in points.
  public var dash: [Double]?
  /// The shape of data points.
  public var symbol: Symbol?
  /// The diameter of data points.
  public var symbolSize: Double?
  /// The entry in the legend; nil for none.
  public var label: String?

  /// The vertical axis of the values.
  public var yAxis = AxisSide.leading

  /// The key of the color: marks with the same key share a color of the palette; nil to use the
  /// label.
  var colorKey: String?

  /// Creates a style with no properties set.
  public init() {}
}

extension MarkStyle {
  /// Checks the numbers of the style.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` if the opacity is outside 0 to
  ///   1, or if a length is negative or not finite.
  func validate(for mark: String) throws(PlottingError) {
    if let opacity, !(0...1).contains(opacity) {
      throw .invalidParameter(mark: mark, name: "opacity", value: opacity)
    }
    let lengths =
      [("line width", lineWidth), ("symbol size", symbolSize)]
      + (dash ?? []).map { ("dash", Optional($0)) }
    for case (let name, let length?) in lengths where !(length >= 0 && length < 1e5) {
      throw .invalidParameter(mark: mark, name: name, value: length)
    }
  }
}

extension Mark {
  private func styled(_ change: (inout MarkStyle) -> Void) -> Self {
    var mark = self
    change(&mark.style)
    return mark
  }

  /// Sets the color, such as `.series(2)`, `.ink` or `.hex(0xD55E00)`.
  public func foregroundStyle(_ paint: Paint) -> Self { styled { $0.paint = paint } }

  /// Sets the opacity, 0 to 1.
  public func opacity(_ opacity: Double) -> Self { styled { $0.opacity = opacity } }

  /// Sets the stroke: the width and the alternating lengths of dashes and gaps, in points; nil for
  /// the defaults.
  ///
  /// Lengths apply to the report theme; other themes scale them like their own strokes.
  public func lineStyle(width: Double? = nil, dash: [Double]? = nil) -> Self {
    styled {
      $0.lineWidth = width ?? $0.lineWidth
      $0.dash = dash ?? $0.dash
    }
  }

  /// Sets the shape of data points; a line gets data points.
  public func symbol(_ symbol: Symbol) -> Self { styled { $0.symbol = symbol } }

  /// Sets the diameter of data points.
  public func symbolSize(_ diameter: Double) -> Self { styled { $0.symbolSize = diameter } }

  /// Sets the entry in the legend, with math between dollar signs; marks with the same label share
  /// it.
  public func label(_ text: String) -> Self { styled { $0.label = text } }
}

/// The final style of a mark.
public struct ResolvedStyle: Sendable, Equatable {
  /// The color.
  public var paint: Paint
  /// The opacity, if the author set one.
  public var opacity: Double?
  /// The stroke width, if the author set one.
  public var lineWidth: Double?
  /// Alternating lengths of dashes and gaps; empty for a solid line.
  public var dash: [Double]
  /// The shape of data points, if the author set one.
  public var symbol: Symbol?
  /// The diameter of data points.
  public var symbolSize: Double
}
