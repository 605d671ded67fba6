/// The contents of a color bar: a range of numbers and their colors.
public struct ColorKey: Sendable, Equatable {
  /// The label beside the color bar; nil for none.
  public var label: String?
  /// The numbers at the ends of the color bar.
  public var domain: ClosedRange<Double>
  /// The colors.
  public var colormap: Colormap
  /// How numbers are mapped to positions in the color map.
  public var scale = ColorScale.linear
  /// The boundaries between steps of one color; nil for a continuous color bar.
  public var steps: [Double]?
  /// Whether the lowest step contains everything below the lowest level, so that its lower boundary
  /// is not a number of the data.
  public var hasFloor = false

  /// The color of a number; in a stepped color bar, that of the center of its step.
  func color(of value: Double) -> Color {
    colormap(scale.fraction(of: value, in: domain))
  }
}
