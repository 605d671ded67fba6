/// The shape of a data point.
public enum Symbol: String, Sendable, Hashable, CaseIterable {
  /// A disc.
  case circle
  /// A square.
  case square
  /// A triangle that points up.
  case triangle
  /// A square on its corner.
  case diamond
  /// An upright cross.
  case plus
  /// A diagonal cross.
  case cross
  /// A ring.
  case ring

  /// Whether the symbol is drawn with a line rather than filled.
  public var isStroked: Bool { self == .plus || self == .cross || self == .ring }

  /// The line width of a stroked symbol of this diameter.
  public static func strokeWidth(diameter: Double) -> Double { max(0.8, diameter * 0.26) }

  /// The outline around a center; filled symbols have about the area of a disc of this diameter.
  public func path(center c: Point, diameter: Double) -> Path {
    let r = diameter / 2
    func at(_ x: Double, _ y: Double) -> Point { Point(x: c.x + x * r, y: c.y + y * r) }
    switch self {
    case .circle, .ring:
      let k = 0.5522847498
      return Path([
        .move(at(1, 0)), .curve(at(1, k), at(k, 1), at(0, 1)),
        .curve(at(-k, 1), at(-1, k), at(-1, 0)), .curve(at(-1, -k), at(-k, -1), at(0, -1)),
        .curve(at(k, -1), at(1, -k), at(1, 0)), .close,
      ])
    case .square:
      let h = 0.886
      return Path(polyline: [at(-h, -h), at(h, -h), at(h, h), at(-h, h)], closed: true)
    case .triangle:
      // Moved up so that the centroid is at the point.
      return Path(polyline: [at(0, -1.45), at(1.256, 0.725), at(-1.256, 0.725)], closed: true)
    case .diamond:
      return Path(
        polyline: [at(0, -1.253), at(1.253, 0), at(0, 1.253), at(-1.253, 0)], closed: true)
    case .plus:
      return Path([
        .move(at(-1.15, 0)), .line(at(1.15, 0)), .move(at(0, -1.15)), .line(at(0, 1.15)),
      ])
    case .cross:
      let h = 0.9
      return Path([.move(at(-h, -h)), .line(at(h, h)), .move(at(-h, h)), .line(at(h, -h))])
    }
  }

  /// The largest distance of the symbol from its center, in units of its radius.
  var reach: Double { self == .triangle ? 1.45 : 1.26 }
}
