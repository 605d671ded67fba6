/// The color of a shape: a role with a color from the theme or the page, or a fixed color.
///
/// With roles, a figure in a page follows the page's colors: SVG writes them as CSS variables.
public enum Paint: Sendable, Hashable {
  /// Text and axis lines.
  case ink
  /// Secondary text and reference lines.
  case muted
  /// Grid lines.
  case grid
  /// The background of the figure.
  case background
  /// Color number 1, 2, … of the categorical palette, which repeats after its end.
  case series(Int)
  /// A mixture of series colors.
  case mixture(SeriesMixture)
  /// A fixed color mixed with the ink, so that lines are legible on light and dark pages.
  case toned(Color)
  /// A fixed color, the same in every theme.
  case color(Color)

  /// The fraction of ink in a toned color.
  public static let tone = 0.3

  /// The mixture in Oklab of series 1, 2, … with the given weights (``SeriesMixture``).
  public static func mixing(_ weights: [Double]) -> Paint {
    .mixture(SeriesMixture(weights: weights))
  }

  /// A fixed color from 0xRRGGBB.
  public static func hex(_ value: UInt32) -> Paint { .color(Color(hex: value)) }
}
