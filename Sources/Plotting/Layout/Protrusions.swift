/// The distances that labels, ticks and legends extend beyond the plot on each side.
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

  /// Whether the space reserved by `other` is sufficient, within a hundredth of a point.
  func fits(in other: Protrusions) -> Bool {
    top <= other.top + 0.01 && left <= other.left + 0.01 && bottom <= other.bottom + 0.01
      && right <= other.right + 0.01
  }
}
