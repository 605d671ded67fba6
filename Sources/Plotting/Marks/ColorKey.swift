/// What a colour bar shows: a range of numbers and the colours that stand for them.
public struct ColorKey: Sendable, Equatable {
  /// The label beside the bar; nil for none.
  public var label: String?
  /// The numbers at the ends.
  public var domain: ClosedRange<Double>
  /// The colours.
  public var colormap: Colormap
  /// How numbers become places in the map.
  public var scale = ColorScale.linear
  /// The borders between steps of one colour; nil for a smooth bar.
  public var steps: [Double]?
  /// Whether the lowest step is all that lies below the lowest level: its lower border is no number
  /// of the data.
  public var hasFloor = false

  /// The colour of a number; that of a stepped bar is the colour of its step's middle.
  func color(of value: Double) -> Color {
    colormap(scale.fraction(of: value, in: domain))
  }
}
