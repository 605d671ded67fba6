/// A physical length, for the sizes of figures.
public struct Length: Sendable, Hashable {
  /// The length in points, 72 to the inch.
  public let points: Double

  /// A length in points (1/72 inch).
  public static func points(_ value: Double) -> Length { Length(points: value) }
  /// A length in inches.
  public static func inches(_ value: Double) -> Length { Length(points: value * 72) }
  /// A length in millimeters.
  public static func millimeters(_ value: Double) -> Length { Length(points: value * 72 / 25.4) }
  /// A length in CSS pixels (1/96 inch).
  public static func pixels(_ value: Double) -> Length { Length(points: value * 0.75) }
}
