// Everything is clipped before it reaches a back end: Cairo stores coordinates in 24.8 fixed point,
// which silently overflows beyond 2²³.

/// The pieces of a polyline inside a rectangle (Liang & Barsky 1984, doi 10.1145/357332.357333).
func clip(polyline points: [Point], to rect: Rect) -> [[Point]] {
  guard points.count > 1 else {
    return points.filter { rect.contains($0) }.map { [$0] }
  }
  var pieces: [[Point]] = []
  var piece: [Point] = []
  for (start, end) in zip(points, points.dropFirst()) {
    guard let segment = clip(segmentFrom: start, to: end, to: rect) else {
      if piece.count > 1 { pieces.append(piece) }
      piece = []
      continue
    }
    if piece.last != segment.start {
      if piece.count > 1 { pieces.append(piece) }
      piece = [segment.start]
    }
    piece.append(segment.end)
  }
  if piece.count > 1 { pieces.append(piece) }
  return pieces
}

/// The part of a segment inside the rectangle; nil if it is outside.
func clip(segmentFrom a: Point, to b: Point, to rect: Rect) -> (start: Point, end: Point)? {
  if rect.contains(a), rect.contains(b) { return (a, b) }
  let (dx, dy) = (b.x - a.x, b.y - a.y)
  var (enter, leave) = (0.0, 1.0)
  let edges = [
    (-dx, a.x - rect.minX), (dx, rect.maxX - a.x), (-dy, a.y - rect.minY), (dy, rect.maxY - a.y),
  ]
  for (p, q) in edges {
    if p == 0 {
      if q < 0 { return nil }
    } else if p < 0 {
      enter = max(enter, q / p)
    } else {
      leave = min(leave, q / p)
    }
  }
  guard enter <= leave else { return nil }
  func at(_ t: Double) -> Point {
    // Clamped, because a + t(b − a) may miss the edge by a rounding error.
    Point(
      x: min(max(a.x + t * dx, rect.minX), rect.maxX),
      y: min(max(a.y + t * dy, rect.minY), rect.maxY))
  }
  return (enter == 0 ? a : at(enter), leave == 1 ? b : at(leave))
}

/// The part of a polygon inside a rectangle (Sutherland & Hodgman 1974, doi 10.1145/360767.360802).
///
/// Empty if the polygon is outside. A concave polygon may get extra edges along the border.
func clip(polygon points: [Point], to rect: Rect) -> [Point] {
  if points.allSatisfy({ rect.contains($0) }) { return points }
  var polygon = points
  let sides: [(Point) -> Double] = [
    { $0.x - rect.minX }, { rect.maxX - $0.x }, { $0.y - rect.minY }, { rect.maxY - $0.y },
  ]
  for distance in sides {
    guard var previous = polygon.last else { return [] }
    var kept: [Point] = []
    for point in polygon {
      let (d0, d1) = (distance(previous), distance(point))
      if (d0 < 0) != (d1 < 0) {
        kept.append(previous + (point - previous) * (d0 / (d0 - d1)))
      }
      if d1 >= 0 { kept.append(point) }
      previous = point
    }
    polygon = kept
  }
  return polygon
}

/// The part of a polygon inside a convex polygon whose corners run counterclockwise with y upwards.
func clip(polygon points: [Point], toConvex corners: [Point]) -> [Point] {
  var polygon = points
  for (start, end) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
    func distance(_ p: Point) -> Double {
      (end.x - start.x) * (p.y - start.y) - (end.y - start.y) * (p.x - start.x)
    }
    guard var previous = polygon.last else { return [] }
    var kept: [Point] = []
    for point in polygon {
      let (d0, d1) = (distance(previous), distance(point))
      if (d0 < 0) != (d1 < 0) { kept.append(previous + (point - previous) * (d0 / (d0 - d1))) }
      if d1 >= 0 { kept.append(point) }
      previous = point
    }
    polygon = kept
  }
  return polygon
}
