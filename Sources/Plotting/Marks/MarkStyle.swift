/// How a mark looks, as far as its author says so; the theme and the mark decide the rest.
public struct MarkStyle: Sendable, Equatable {
  /// The color; nil takes the next of the palette.
  public var paint: Paint?
  /// 0 to 1; nil takes the mark's own default.
  public var opacity: Double?
  /// Stroke width in points.
  public var lineWidth: Double?
  /// Lengths of dashes and gaps in turn, in points.
  public var dash: [Double]?
  /// The shape of data points.
  public var symbol: Symbol?
  /// The diameter of data points.
  public var symbolSize: Double?
  /// The entry in the legend; nil for none.
  public var label: String?

  /// The vertical axis of the values.
  public var yAxis = AxisSide.leading

  /// Marks of one key share the color that the palette gives; nil takes the label.
  var colorKey: String?

  /// A style that leaves everything open.
  public init() {}
}

extension MarkStyle {
  /// Checks the numbers of the style.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` for an opacity outside 0 to 1, and for
  ///   lengths that are negative or not finite.
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

  /// The color, such as `.series(2)`, `.ink` or `.hex(0xD55E00)`.
  public func foregroundStyle(_ paint: Paint) -> Self { styled { $0.paint = paint } }

  /// The opacity, 0 to 1.
  public func opacity(_ opacity: Double) -> Self { styled { $0.opacity = opacity } }

  /// The stroke: width in points and lengths of dashes and gaps in turn; nil leaves the default.
  ///
  /// Lengths are those of the report theme; others scale them with their own strokes.
  public func lineStyle(width: Double? = nil, dash: [Double]? = nil) -> Self {
    styled {
      $0.lineWidth = width ?? $0.lineWidth
      $0.dash = dash ?? $0.dash
    }
  }

  /// The shape of data points; on a line it adds them.
  public func symbol(_ symbol: Symbol) -> Self { styled { $0.symbol = symbol } }

  /// The diameter of data points.
  public func symbolSize(_ diameter: Double) -> Self { styled { $0.symbolSize = diameter } }

  /// The entry in the legend, with mathematics between dollar signs; marks of one label share it.
  public func label(_ text: String) -> Self { styled { $0.label = text } }
}

/// A mark's style with everything decided.
public struct ResolvedStyle: Sendable, Equatable {
  /// The color.
  public var paint: Paint
  /// The opacity where the author gave one.
  public var opacity: Double?
  /// The stroke width where the author gave one.
  public var lineWidth: Double?
  /// Lengths of dashes and gaps in turn; empty for a solid line.
  public var dash: [Double]
  /// The shape of data points where the author gave one.
  public var symbol: Symbol?
  /// The diameter of data points.
  public var symbolSize: Double
}
