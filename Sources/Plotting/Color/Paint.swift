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
  /// A fixed colour, the same in every theme.
  case color(Color)

  /// The fixed colour written as 0xRRGGBB.
  public static func hex(_ value: UInt32) -> Paint { .color(Color(hex: value)) }
}
