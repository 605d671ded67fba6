/// How far labels, ticks and legends reach beyond the rectangle of the data, on each side.
struct Protrusions: Equatable {
  var top = 0.0
  var left = 0.0
  var bottom = 0.0
  var right = 0.0

  func union(_ other: Protrusions) -> Protrusions {
    Protrusions(
      top: max(top, other.top), left: max(left, other.left), bottom: max(bottom, other.bottom),
      right: max(right, other.right))
  }
}
