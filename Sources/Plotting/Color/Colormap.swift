/// A color for every number from 0 to 1.
public struct Colormap: Sendable, Equatable {
  private let anchors: [Oklab]

  /// Creates a map through equally spaced colors, interpolated in Oklab; mid gray if there are
  /// none.
  public init(_ colors: [Color]) {
    anchors = (colors.isEmpty ? [Color(hex: 0x808080)] : colors).map(Oklab.init)
  }

  /// The color at a fraction; fractions outside 0…1 are clamped, and NaN counts as 0.
  public func callAsFunction(_ fraction: Double) -> Color {
    guard anchors.count > 1 else { return anchors[0].color }
    let position = min(max(fraction.isNaN ? 0 : fraction, 0), 1) * Double(anchors.count - 1)
    let index = min(Int(position), anchors.count - 2)
    let t = position - Double(index)
    let (a, b) = (anchors[index], anchors[index + 1])
    return Oklab(
      lightness: a.lightness + t * (b.lightness - a.lightness), a: a.a + t * (b.a - a.a),
      b: a.b + t * (b.b - a.b)
    ).color
  }

  /// The map in reverse order.
  public var reversed: Colormap { Colormap(anchors.reversed().map(\.color)) }

  /// From white through blue to the dark blue of the first series, for densities on a light page.
  public static let blues = Colormap(
    [0xF4F8FC, 0xC6DDEF, 0x7FB5DA, 0x3388C0, 0x00588F, 0x023157]
      .map { Color(hex: $0) })

  /// From blue through near white to orange, with a neutral center.
  ///
  /// Orange and blue are distinguishable with color vision deficiencies.
  public static let diverging = Colormap(
    [0x0B3C6F, 0x2F78B5, 0x8DBBDD, 0xF4F4F2, 0xF2B48A, 0xCF6A2B, 0x7A3009]
      .map { Color(hex: $0) })
}
