/// A function of two variables on a regular grid.
public struct ScalarField: Sendable, Equatable {
  /// Grid points along x, increasing.
  public let x: [Double]
  /// Grid points along y, increasing.
  public let y: [Double]
  /// Values row by row; NaN means unknown.
  ///
  /// `values[j * x.count + i]` belongs to (x[i], y[j]).
  public let values: [Double]

  /// Creates a field from values.
  ///
  /// If the number of values is not x.count · y.count, charts of the field throw
  /// ``PlottingError/unequalColumns(mark:lengths:)``.
  public init(x: [Double], y: [Double], values: [Double]) {
    self.x = x
    self.y = y
    self.values = values
  }

  /// Evaluates a function on a grid that includes both ends of both ranges.
  ///
  /// - Parameters:
  ///   - x: The range along x.
  ///   - y: The range along y.
  ///   - resolution: The number of grid points along each axis, 2 to 4096.
  ///   - function: The function of (x, y).
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 120,
    function: (Double, Double) throws -> Double
  ) rethrows {
    let count = min(max(2, resolution), 4096)
    func places(_ range: ClosedRange<Double>) -> [Double] {
      (0..<count).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
      }
    }
    let (xs, ys) = (places(x), places(y))
    var values: [Double] = []
    values.reserveCapacity(count * count)
    for yValue in ys {
      for xValue in xs { values.append(try function(xValue, yValue)) }
    }
    self.init(x: xs, y: ys, values: values)
  }

  /// The value at (x[i], y[j]); NaN if it is missing.
  subscript(i: Int, j: Int) -> Double {
    let index = j * x.count + i
    return index < values.count ? values[index] : .nan
  }

  /// Checks that there is a value for each grid point.
  func validate(for mark: String) throws(PlottingError) {
    guard values.count == x.count * y.count else {
      throw .unequalColumns(mark: mark, lengths: [x.count, y.count, values.count])
    }
  }

  /// The smallest and largest finite value; nil if there are none.
  public var range: ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }

  /// The levels whose superlevel sets contain the given fractions of the field's total
  /// (highest-density regions; Hyndman 1996, doi 10.1080/00031305.1996.10474359), in the order of
  /// the fractions.
  ///
  /// Negative and unknown values count as zero.
  public func levels(holding masses: [Double]) -> [Double] {
    let sorted = values.map { $0.isFinite ? max(0, $0) : 0 }.sorted(by: >)
    let total = sorted.reduce(0, +)
    guard total > 0 else { return masses.map { _ in 0 } }
    return masses.map { mass in
      var sum = 0.0
      for value in sorted {
        sum += value
        if sum >= mass * total { return value }
      }
      return sorted[sorted.count - 1]
    }
  }
}
