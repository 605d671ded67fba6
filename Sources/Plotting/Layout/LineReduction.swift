/// Reduces a line to at most four points per column of a quarter of a point: the first, the last,
/// the highest and the lowest.
///
/// At 288 dpi, the rendered pixels are the same (M4: Jugel et al. 2014,
/// doi 10.14778/2732951.2732953). Short lines and lines that do not run to the right are unchanged.
func reduced(_ points: [Point]) -> [Point] {
  guard points.count > 64, let first = points.first, let last = points.last else { return points }
  let columns = 4 * (last.x - first.x)
  guard Double(points.count) > 4 * columns,
    zip(points, points.dropFirst()).allSatisfy({ $0.x <= $1.x })
  else { return points }
  var result: [Point] = []
  var start = 0
  while start < points.count {
    let column = (points[start].x * 4).rounded(.down)
    var (end, low, high) = (start, start, start)
    while end + 1 < points.count, (points[end + 1].x * 4).rounded(.down) == column {
      end += 1
      if points[end].y < points[low].y { low = end }
      if points[end].y > points[high].y { high = end }
    }
    for index in Set([start, low, high, end]).sorted() { result.append(points[index]) }
    start = end + 1
  }
  return result
}

/// Removes the points of a line that are collinear with others within a tolerance.
///
/// One pass (Williams 1978, doi 10.1016/S0146-664X(78)80017-8): the directions from a kept point
/// that pass all later points within the tolerance form a cone, which narrows until a point is
/// outside it. Short lines are unchanged.
func simplified(_ points: [Point], tolerance: Double = 0.03) -> [Point] {
  guard points.count > 32 else { return points }
  var result = [points[0]]
  var anchor = points[0]
  var cone: (left: Point, right: Point)?
  var reach = 0.0
  for index in 1..<points.count {
    let way = points[index] - anchor
    let distance = way.length
    // A point backwards or outside the cone starts a new piece at the previous point.
    let isInside =
      cone.map { cross($0.left, way) <= 0 && cross($0.right, way) >= 0 && distance >= reach }
      ?? true
    if !isInside {
      anchor = points[index - 1]
      result.append(anchor)
      (cone, reach) = (nil, 0)
    }
    let step = points[index] - anchor
    let length = step.length
    reach = max(reach, length)
    guard length > tolerance else { continue }
    let sine = tolerance / length
    let cosine = (1 - sine * sine).squareRoot()
    let left = Point(x: step.x * cosine - step.y * sine, y: step.y * cosine + step.x * sine)
    let right = Point(x: step.x * cosine + step.y * sine, y: step.y * cosine - step.x * sine)
    if let old = cone {
      cone = (
        left: cross(old.left, left) < 0 ? left : old.left,
        right: cross(old.right, right) > 0 ? right : old.right
      )
    } else {
      cone = (left, right)
    }
  }
  result.append(points[points.count - 1])
  return result
}

private func cross(_ a: Point, _ b: Point) -> Double { a.x * b.y - a.y * b.x }
