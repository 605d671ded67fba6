/// A sequence of subpaths made of straight lines and cubic Bézier curves.
public struct Path: Sendable, Equatable {
  /// One drawing instruction.
  public enum Element: Sendable, Equatable {
    /// Starts a subpath.
    case move(Point)
    /// A straight line from the current point.
    case line(Point)
    /// A cubic curve from the current point: two control points and the end.
    case curve(Point, Point, Point)
    /// A straight line back to the start of the subpath.
    case close
  }

  /// The instructions in drawing order.
  public var elements: [Element]

  /// Creates a path of the given elements; empty by default.
  public init(_ elements: [Element] = []) {
    self.elements = elements
  }

  /// Creates a polyline through the points, optionally closed; empty if there are no points.
  public init(polyline points: some Sequence<Point>, closed: Bool = false) {
    elements = []
    append(polyline: points, closed: closed)
  }

  /// Creates a rectangle, drawn clockwise.
  public init(_ rect: Rect) {
    self.init(
      polyline: [
        Point(x: rect.minX, y: rect.minY), Point(x: rect.maxX, y: rect.minY),
        Point(x: rect.maxX, y: rect.maxY), Point(x: rect.minX, y: rect.maxY),
      ], closed: true)
  }

  /// Creates a straight line.
  public init(from start: Point, to end: Point) {
    self.init([.move(start), .line(end)])
  }

  mutating func append(polyline points: some Sequence<Point>, closed: Bool = false) {
    var isFirst = true
    for point in points {
      elements.append(isFirst ? .move(point) : .line(point))
      isFirst = false
    }
    if closed, !isFirst { elements.append(.close) }
  }

  /// The smallest rectangle that contains every point and control point; nil for an empty path.
  public var bounds: Rect? {
    var box: (minX: Double, minY: Double, maxX: Double, maxY: Double)?
    func include(_ p: Point) {
      guard let b = box else {
        box = (p.x, p.y, p.x, p.y)
        return
      }
      box = (min(b.minX, p.x), min(b.minY, p.y), max(b.maxX, p.x), max(b.maxY, p.y))
    }
    for element in elements {
      switch element {
      case .move(let p), .line(let p): include(p)
      case .curve(let a, let b, let c):
        include(a)
        include(b)
        include(c)
      case .close: break
      }
    }
    return box.map { Rect(minX: $0.minX, minY: $0.minY, maxX: $0.maxX, maxY: $0.maxY) }
  }
}
