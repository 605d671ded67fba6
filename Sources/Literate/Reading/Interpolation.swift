/// An expression in prose, a caption or an alternative text: `\(fit.iterations)`.
public struct Interpolation: Equatable, Sendable {
  /// What is between the parentheses, format arguments included.
  public var arguments: String
  /// Where its backslash is.
  public var location: SourceLocation
  /// What the compiler sees of the arguments, without their layout.
  var executed: String
  /// The names that the expression reads, each with its first place.
  var reads: [Located<String>]

  /// Plane 16 is private and nothing draws with it, so a placeholder meets no character of a text.
  private static let firstPlaceholder: UInt32 = 0x10_0000
  /// How many expressions a chapter can hold.
  static let limit = 0xFFF0

  /// The scalar that stands in Markdown for the n-th expression of a chapter.
  public static func placeholder(_ site: Int) -> Unicode.Scalar {
    Unicode.Scalar(firstPlaceholder + UInt32(site)) ?? "\u{FFFD}"
  }

  /// Which expression a scalar stands for, if it is a placeholder.
  public static func site(of scalar: Unicode.Scalar) -> Int? {
    scalar.value >= firstPlaceholder ? Int(scalar.value - firstPlaceholder) : nil
  }
}
