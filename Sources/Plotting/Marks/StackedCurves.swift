/// Stacked curves, at the union of their positions.
///
/// A curve is interpolated linearly between its own positions, and zero beyond them.
struct StackedCurves {
  /// The positions of all curves: numbers in increasing order, names in order of first appearance.
  let x: DataColumn
  /// The lower and upper boundary of each curve at these positions.
  let bands: [(lower: [Double], upper: [Double])]

  init(_ curves: [(x: DataColumn, y: [Double])]) {
    var names: [String] = []
    var numbers: Set<Double> = []
    for curve in curves {
      switch curve.x {
      case .numbers(let values): numbers.formUnion(values.filter(\.isFinite))
      case .categories(let own): for name in own where !names.contains(name) { names.append(name) }
      }
    }
    let places = numbers.sorted()
    let count = names.isEmpty ? places.count : names.count
    var lower = Array(repeating: 0.0, count: count)
    var bands: [(lower: [Double], upper: [Double])] = []
    for curve in curves {
      let values: [Double]
      switch curve.x {
      case .numbers(let own): values = Self.interpolated(zip(own, curve.y), at: places)
      case .categories(let own):
        let heights = Dictionary(zip(own, curve.y), uniquingKeysWith: +)
        values = names.map { heights[$0] ?? 0 }
      }
      let upper = zip(lower, values).map { $0 + $1 }
      bands.append((lower, upper))
      // A gap in a curve does not cause a gap in those above it.
      lower = zip(lower, upper).map { $1.isFinite ? $1 : $0 }
    }
    x = names.isEmpty ? .numbers(places) : .categories(names)
    self.bands = bands
  }

  private static func interpolated(
    _ curve: some Sequence<(Double, Double)>, at places: [Double]
  ) -> [Double] {
    // Several values at one position are added, as for bars.
    let heights = Dictionary(curve.filter { $0.0.isFinite }, uniquingKeysWith: +)
    let known = heights.keys.sorted()
    guard let first = known.first, let last = known.last else { return places.map { _ in 0 } }
    var index = 0
    return places.map { place in
      if let height = heights[place] { return height }
      guard place > first, place < last else { return 0 }
      while known[index + 1] < place { index += 1 }
      let (left, right) = (known[index], known[index + 1])
      let (low, high) = (heights[left] ?? 0, heights[right] ?? 0)
      return low + (high - low) * ((place - left) / (right - left))
    }
  }
}
