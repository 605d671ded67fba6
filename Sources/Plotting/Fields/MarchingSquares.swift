/// Contours of a field by marching squares, the two-dimensional form of Lorensen & Cline's marching
/// cubes.
///
/// A point is above if its value exceeds the level. At a saddle, the mean of the four corners
/// decides, as in ContourPy. Lines have the higher side on their left (y upwards).
struct MarchingSquares {
  private let field: ScalarField
  private let level: Double
  private let columns: Int
  private let rows: Int

  init(_ field: ScalarField, level: Double) {
    self.field = field
    self.level = level
    columns = field.x.count
    rows = field.y.count
  }

  /// The sides of a cell that a line crosses, from and to: 0 bottom, 1 right, 2 top, 3 left.
  ///
  /// The index has one bit per corner above the level: 1 bottom left, 2 bottom right, 4 top right,
  /// 8 top left.
  private static let crossings: [[(Int, Int)]] = [
    [], [(0, 3)], [(1, 0)], [(1, 3)], [(2, 1)], [(0, 3), (2, 1)], [(2, 0)], [(2, 3)],
    [(3, 2)], [(0, 2)], [(1, 0), (3, 2)], [(1, 2)], [(3, 1)], [(0, 1)], [(3, 0)], [],
  ]
  /// The crossings of the two saddles whose center is above the level.
  private static let highSaddles: [Int: [(Int, Int)]] = [
    5: [(0, 1), (2, 3)], 10: [(3, 0), (1, 2)],
  ]

  /// The contour lines in data coordinates; closed lines end where they start.
  ///
  /// Cells with an unknown corner have no lines.
  func lines() -> [[Point]] {
    var next = [Int32](repeating: -1, count: 2 * columns * rows)
    for j in 0..<max(0, rows - 1) {
      for i in 0..<max(0, columns - 1) {
        let corners = (field[i, j], field[i + 1, j], field[i + 1, j + 1], field[i, j + 1])
        guard !(corners.0 + corners.1 + corners.2 + corners.3).isNaN else { continue }
        join(corners, i, j, width: columns, into: &next)
      }
    }
    return chains(next, width: columns) { crossing($0, width: columns, shift: 0) }
  }

  /// The boundaries of the region above the level, as closed rings; unknown values are outside.
  ///
  /// The region ends at the edge of the field. Fill all rings together with the even-odd rule.
  func rings() -> [[Point]] {
    // A border of points below every level closes lines that would leave the field.
    let width = columns + 2
    func value(_ i: Int, _ j: Int) -> Double {
      guard i >= 1, i <= columns, j >= 1, j <= rows else { return -.infinity }
      let inner = field[i - 1, j - 1]
      return inner.isNaN ? -.infinity : inner
    }
    var next = [Int32](repeating: -1, count: 2 * width * (rows + 2))
    for j in 0...rows {
      for i in 0...columns {
        join(
          (value(i, j), value(i + 1, j), value(i + 1, j + 1), value(i, j + 1)), i, j,
          width: width, into: &next)
      }
    }
    return chains(next, width: width) { crossing($0, width: width, shift: 1) }
  }

  private func join(
    _ corners: (Double, Double, Double, Double), _ i: Int, _ j: Int, width: Int,
    into next: inout [Int32]
  ) {
    let index =
      (corners.0 > level ? 1 : 0) | (corners.1 > level ? 2 : 0) | (corners.2 > level ? 4 : 0)
      | (corners.3 > level ? 8 : 0)
    guard index != 0, index != 15 else { return }
    var pairs = Self.crossings[index]
    if let high = Self.highSaddles[index],
      (corners.0 + corners.1 + corners.2 + corners.3) / 4 > level
    {
      pairs = high
    }
    // Each side has one number, shared by both of its cells: even for horizontal, odd for vertical
    // sides.
    let node = j * width + i
    func side(_ number: Int) -> Int {
      switch number {
      case 0: 2 * node
      case 1: 2 * (node + 1) + 1
      case 2: 2 * (node + width)
      default: 2 * node + 1
      }
    }
    for (from, to) in pairs { next[side(from)] = Int32(side(to)) }
  }

  /// Joins crossings into lines, open lines first.
  private func chains(
    _ next: [Int32], width: Int, at position: (Int) -> Point
  ) -> [[Point]] {
    var rest = next
    var isEnd = [Bool](repeating: false, count: next.count)
    for side in next where side >= 0 { isEnd[Int(side)] = true }
    var result: [[Point]] = []
    func follow(from start: Int) {
      var side = start
      var line = [position(side)]
      while rest[side] >= 0 {
        let following = Int(rest[side])
        rest[side] = -1
        side = following
        let point = position(side)
        // A level equal to a grid value gives the same point twice.
        if point != line[line.count - 1] { line.append(point) }
      }
      if line.count > 1 { result.append(line) }
    }
    for start in next.indices where next[start] >= 0 && !isEnd[start] { follow(from: start) }
    for start in next.indices where rest[start] >= 0 { follow(from: start) }
    return result
  }

  /// The point where the level crosses a side, by linear interpolation.
  private func crossing(_ side: Int, width: Int, shift: Int) -> Point {
    let node = side / 2
    let (i, j) = (node % width - shift, node / width - shift)
    let isStanding = side % 2 == 1
    let (i2, j2) = isStanding ? (i, j + 1) : (i + 1, j)
    func inside(_ i: Int, _ j: Int) -> Bool {
      (0..<columns).contains(i) && (0..<rows).contains(j) && !field[i, j].isNaN
    }
    func place(_ i: Int, _ j: Int) -> Point { Point(x: field.x[i], y: field.y[j]) }
    // If the other end is unknown or outside the field, the region ends at the inner point.
    guard inside(i, j) else { return place(i2, j2) }
    guard inside(i2, j2) else { return place(i, j) }
    let (a, b) = (field[i, j], field[i2, j2])
    let t = b == a ? 0.5 : (level - a) / (b - a)
    let fraction = t.isFinite ? min(max(t, 0), 1) : 0.5
    let (p, q) = (place(i, j), place(i2, j2))
    return p + (q - p) * fraction
  }
}
