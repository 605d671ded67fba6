/// A color in Oklab, a space in which equal distances look about equally large.
///
/// Björn Ottosson, "A perceptual color space for image processing", 2020.
public struct Oklab: Sendable, Hashable {
  /// Perceived lightness, 0 (black) to 1 (white).
  public var lightness: Double
  /// Green (negative) to red (positive).
  public var a: Double
  /// Blue (negative) to yellow (positive).
  public var b: Double

  /// Creates a color with the given coordinates.
  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// Converts an sRGB color.
  public init(_ color: Color) {
    let (r, g, blue) = (linear(color.red), linear(color.green), linear(color.blue))
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * blue)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * blue)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * blue)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  /// The nearest sRGB color, each component clamped to the gamut.
  public var color: Color {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    return Color(
      red: encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      green: encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      blue: encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
  }

  /// The weighted mean Σ wₖ cₖ / Σ wₖ of colors, as for a point that belongs to several components.
  ///
  /// Negative weights count as zero; without any positive weight, the result is mid gray.
  public static func mix(_ colors: [Color], weights: [Double]) -> Color {
    var total = 0.0
    var sum = Oklab(lightness: 0, a: 0, b: 0)
    for (color, weight) in zip(colors, weights) where weight > 0 {
      let lab = Oklab(color)
      sum.lightness += weight * lab.lightness
      sum.a += weight * lab.a
      sum.b += weight * lab.b
      total += weight
    }
    guard total > 0 else { return Color(red: 0.5, green: 0.5, blue: 0.5) }
    return Oklab(lightness: sum.lightness / total, a: sum.a / total, b: sum.b / total).color
  }
}

/// The sRGB transfer function, IEC 61966-2-1.
private func linear(_ component: Double) -> Double {
  component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
}

private func encoded(_ component: Double) -> Double {
  guard component > 0 else { return 0 }
  return component <= 0.0031308 ? component * 12.92 : 1.055 * pow(component, 1 / 2.4) - 0.055
}
