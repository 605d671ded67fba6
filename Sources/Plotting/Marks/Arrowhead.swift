/// A filled arrowhead with its tip at `tip`, pointing away from `tail`; nil if the two are equal.
func arrowhead(at tip: Point, from tail: Point, length: Double) -> Path? {
  let direction = tip - tail
  guard direction.length > 1e-9 else { return nil }
  let along = direction * (length / direction.length)
  let across = Point(x: -along.y, y: along.x) * 0.42
  let base = tip - along
  // The notch keeps small heads pointed.
  return Path(
    polyline: [tip, base + across, base + along * 0.22, base - across], closed: true)
}
