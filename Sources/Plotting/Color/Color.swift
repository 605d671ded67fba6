/// An sRGB color with components from 0 to 1.
public struct Color: Sendable, Hashable {
  /// Red, 0 to 1.
  public var red: Double
  /// Green, 0 to 1.
  public var green: Double
  /// Blue, 0 to 1.
  public var blue: Double

  /// Creates a color with the given components, each clamped to 0…1; NaN becomes 0.
  public init(red: Double, green: Double, blue: Double) {
    func clamped(_ component: Double) -> Double { component > 0 ? min(component, 1) : 0 }
    (self.red, self.green, self.blue) = (clamped(red), clamped(green), clamped(blue))
  }

  /// Creates a color from 0xRRGGBB.
  public init(hex: UInt32) {
    self.init(
      red: Double((hex >> 16) & 0xFF) / 255, green: Double((hex >> 8) & 0xFF) / 255,
      blue: Double(hex & 0xFF) / 255)
  }

  /// The color as `#rrggbb`.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return bytes.reduce(into: "#") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// The red, green and blue components, each 0 to 255.
  public var bytes: [UInt8] {
    [red, green, blue].map { $0 > 0 ? UInt8((min($0, 1) * 255).rounded()) : 0 }
  }
}
