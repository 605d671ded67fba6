/// A line with at most four points for each column of a quarter of a point: the first, the last, the
/// highest and the lowest.
///
/// The picture is the same to the pixel at 288 dpi (M4: Jugel et al. 2014, doi 10.14778/2732951.2732953).
/// Lines that do not run rightwards, and short ones, stay as they are.
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
