/// What a color bar shows: a range of numbers and their colors.
public struct ColorKey: Sendable, Equatable {
  /// The label beside the bar; nil for none.
  public var label: String?
  /// The numbers at the ends.
  public var domain: ClosedRange<Double>
  /// The colors.
  public var colormap: Colormap
  /// How numbers become places in the map.
  public var scale = ColorScale.linear
  /// The borders between steps of one color; nil for a smooth bar.
  public var steps: [Double]?
  /// Whether the lowest step is all that lies below the lowest level: its lower border is not a number
  /// of the data.
  public var hasFloor = false

  /// The color of a number; that of a stepped bar is the color of its step's middle.
  func color(of value: Double) -> Color {
    colormap(scale.fraction(of: value, in: domain))
  }
}
