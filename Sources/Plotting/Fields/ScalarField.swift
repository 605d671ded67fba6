/// A function of two variables on a regular grid.
public struct ScalarField: Sendable, Equatable {
  /// Places along x, rising.
  public let x: [Double]
  /// Places along y, rising.
  public let y: [Double]
  /// Values row by row; NaN is unknown.
  ///
  /// `values[j * x.count + i]` belongs to (x[i], y[j]).
  public let values: [Double]

  /// A field of given values.
  ///
  /// - Precondition: as many values as x.count · y.count.
  public init(x: [Double], y: [Double], values: [Double]) {
    precondition(values.count == x.count * y.count, "one value for each place")
    self.x = x
    self.y = y
    self.values = values
  }

  /// A function evaluated on a grid that includes both ends of both ranges.
  ///
  /// - Parameters:
  ///   - x: The range along x.
  ///   - y: The range along y.
  ///   - resolution: Number of places along each axis, at least 2.
  ///   - function: The function of (x, y).
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 120,
    function: (Double, Double) throws -> Double
  ) rethrows {
    let count = max(2, resolution)
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

  subscript(i: Int, j: Int) -> Double { values[j * x.count + i] }

  /// Smallest and largest finite value; nil without any.
  public var range: ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }

  /// The levels whose super-level sets contain the given fractions of the field's total (highest-density
  /// regions; Hyndman 1996, doi 10.1080/00031305.1996.10474359).
  ///
  /// Values below zero and unknown ones count as zero. In the order of the masses.
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
