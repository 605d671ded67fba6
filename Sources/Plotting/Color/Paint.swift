/// What a shape is painted with: a role that the theme (or the page) fills, or a fixed colour.
///
/// Roles let a figure inside a page recolour with it: SVG writes them as CSS variables.
public enum Paint: Sendable, Hashable {
  /// Text and axis lines.
  case ink
  /// Secondary text and reference lines.
  case muted
  /// Grid lines.
  case grid
  /// What lies behind the figure.
  case background
  /// Colour number 1, 2, … of the categorical palette; beyond its end it starts again.
  case series(Int)
  /// A mixture of series colours.
  case mixture(SeriesMixture)
  /// A fixed colour moved towards the ink, so that lines in it can be read on light and dark pages.
  case toned(Color)
  /// A fixed colour, the same in every theme.
  case color(Color)

  /// How much ink a toned colour takes.
  public static let tone = 0.3

  /// The mixture in Oklab of series 1, 2, … with the given weights (``SeriesMixture``).
  public static func mixing(_ weights: [Double]) -> Paint {
    .mixture(SeriesMixture(weights: weights))
  }

  /// The fixed colour written as 0xRRGGBB.
  public static func hex(_ value: UInt32) -> Paint { .color(Color(hex: value)) }
}
