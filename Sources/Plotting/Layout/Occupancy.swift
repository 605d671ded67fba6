/// The amount of ink in each cell of a grid over a plot, to position a legend where it covers
/// least.
struct Occupancy {
  private let rect: Rect
  private let columns: Int
  private let rows: Int
  private var ink: [Double]

  private static let cell = 3.0

  init(of items: [DisplayItem], in rect: Rect) {
    self.rect = rect
    columns = max(1, Int((rect.width / Self.cell).rounded(.up)))
    rows = max(1, Int((rect.height / Self.cell).rounded(.up)))
    ink = Array(repeating: 0, count: columns * rows)
    for item in items { add(item) }
  }

  /// The amount of ink inside a rectangle.
  func ink(in area: Rect) -> Double {
    let (left, right) = (column(area.minX), column(area.maxX))
    let (top, bottom) = (row(area.minY), row(area.maxY))
    guard left <= right, top <= bottom else { return 0 }
    var sum = 0.0
    for row in top...bottom {
      for column in left...right { sum += ink[row * columns + column] }
    }
    return sum
  }

  private static func cell(at distance: Double, of count: Int) -> Int {
    distance > 0 ? Int(min(distance / cell, Double(count - 1))) : 0
  }

  private func column(_ x: Double) -> Int {
    Self.cell(at: x - rect.minX, of: columns)
  }

  private func row(_ y: Double) -> Int {
    Self.cell(at: y - rect.minY, of: rows)
  }

  private mutating func mark(_ point: Point, _ weight: Double) {
    ink[row(point.y) * columns + column(point.x)] += weight
  }

  private mutating func add(_ item: DisplayItem) {
    switch item {
    case .path(let path, let fill, let stroke):
      if let stroke { addStroke(path, weight: stroke.opacity) }
      if let fill { addFill(path, weight: fill.opacity * 0.6) }
    case .markers(let markers):
      for center in markers.centers { mark(center, 1) }
    case .text(let run): addFill(Path(run.bounds), weight: 2)
    case .image(_, let area): addFill(Path(area), weight: 0.6)
    case .group(let group): for item in group.items { add(item) }
    }
  }

  private mutating func addStroke(_ path: Path, weight: Double) {
    for (start, end) in path.segments {
      let length = (end - start).length
      let steps = max(1, Int((length / Self.cell * 1.5).rounded(.up)))
      for step in 0...steps {
        mark(start + (end - start) * (Double(step) / Double(steps)), weight)
      }
    }
  }

  /// Fills a path by the even-odd rule along the center of each row of cells.
  private mutating func addFill(_ path: Path, weight: Double) {
    let segments = path.segments
    for row in 0..<rows {
      let y = rect.minY + (Double(row) + 0.5) * Self.cell
      var crossings: [Double] = []
      for (start, end) in segments where (start.y <= y) != (end.y <= y) {
        crossings.append(start.x + (end.x - start.x) * (y - start.y) / (end.y - start.y))
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        for column in column(
          crossings[pair])...max(column(crossings[pair]), column(crossings[pair + 1]))
        {
          ink[row * columns + column] += weight
        }
      }
    }
  }
}

extension Path {
  /// The line segments of the path, with each curve replaced by four chords and closed subpaths
  /// closed.
  var segments: [(start: Point, end: Point)] {
    var result: [(start: Point, end: Point)] = []
    var (current, first) = (Point(x: 0, y: 0), Point(x: 0, y: 0))
    for element in elements {
      switch element {
      case .move(let point): (current, first) = (point, point)
      case .line(let point):
        result.append((current, point))
        current = point
      case .curve(let a, let b, let end):
        let start = current
        for quarter in 1...4 {
          let t = Double(quarter) / 4
          let u = 1 - t
          let next =
            start * (u * u * u) + a * (3 * u * u * t) + b * (3 * u * t * t) + end * (t * t * t)
          result.append((current, next))
          current = next
        }
      case .close:
        result.append((current, first))
        current = first
      }
    }
    return result
  }
}
