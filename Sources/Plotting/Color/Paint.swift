/// What a shape is painted with: a role that the theme (or the page) fills, or a fixed color.
///
/// Roles let a figure inside a page recolor with it: SVG writes them as CSS variables.
public enum Paint: Sendable, Hashable {
  /// Text and axis lines.
  case ink
  /// Secondary text and reference lines.
  case muted
  /// Grid lines.
  case grid
  /// The ground of the figure.
  case background
  /// Color number 1, 2, … of the categorical palette; beyond its end it starts again.
  case series(Int)
  /// A mixture of series colors.
  case mixture(SeriesMixture)
  /// A fixed color moved towards the ink, so that lines in it can be read on light and dark pages.
  case toned(Color)
  /// A fixed color, the same in every theme.
  case color(Color)

  /// How much ink a toned color takes.
  public static let tone = 0.3

  /// The mixture in Oklab of series 1, 2, … with the given weights (``SeriesMixture``).
  public static func mixing(_ weights: [Double]) -> Paint {
    .mixture(SeriesMixture(weights: weights))
  }

  /// The fixed color written as 0xRRGGBB.
  public static func hex(_ value: UInt32) -> Paint { .color(Color(hex: value)) }
}
