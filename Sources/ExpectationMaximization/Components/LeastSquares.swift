/// Weighted least squares with incremental rows: the triangle R of the QR decomposition of √w [x
/// y].
///
/// Rows are added by Givens rotations (Golub & Van Loan, "Matrix Computations", 4th ed., §6.5.3),
/// which do not square the condition number as the normal equations do.
public struct LeastSquares: ComponentSums, Hashable {
  /// The number of predictors P.
  public let predictors: Int
  /// Σ w.
  public internal(set) var count = 0.0
  /// R, an upper triangle of shape (P + 1) × (P + 1), in row-major order.
  private var r: [Double]
  /// Σ w y².
  private var squaredResponses = 0.0

  /// The variance due to rounding if all responses are on the line: (64 ε)² times their mean
  /// square.
  var smallestResidualVariance: Double {
    let rounding = 64 * Double.ulpOfOne
    return max(.leastNormalMagnitude, rounding * rounding * squaredResponses / count)
  }

  /// Creates empty sums.
  init(predictors: Int) {
    self.predictors = predictors
    r = Array(repeating: 0, count: (predictors + 1) * (predictors + 1))
  }

  mutating func add(_ x: [Double], _ y: Double, weight: Double) {
    count += weight
    squaredResponses += weight * y * y
    let root = weight.squareRoot()
    var row = x.map { root * $0 }
    row.append(root * y)
    rotate(in: &row)
  }

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    squaredResponses *= factor
    let root = factor.squareRoot()
    for i in r.indices { r[i] *= root }
  }

  /// Adds other sums.
  public mutating func merge(_ other: LeastSquares) {
    let width = predictors + 1
    for i in 0..<width {
      var row = Array(other.r[i * width..<(i + 1) * width])
      rotate(in: &row)
    }
    squaredResponses += other.squaredResponses
    count += other.count
  }

  /// Σ w (y − βᵀx)² at any β.
  func squares(at coefficients: [Double]) -> Double {
    let width = predictors + 1
    var sum = 0.0
    for i in 0..<width {
      var residual = r[i * width + predictors]
      for j in i..<max(predictors, i) { residual -= r[i * width + j] * coefficients[j] }
      sum += residual * residual
    }
    return sum
  }

  /// The least-squares β, or the index of a column that depends linearly on those before it.
  func solve() -> Result<[Double], DependentColumn> {
    let width = predictors + 1
    var beta = Array(repeating: 0.0, count: predictors)
    for i in stride(from: predictors - 1, through: 0, by: -1) {
      let pivot = r[i * width + i]
      let length = (0...i).reduce(0) { $0 + r[$1 * width + i] * r[$1 * width + i] }
      guard pivot * pivot > 1e-24 * length else { return .failure(DependentColumn(index: i)) }
      var value = r[i * width + predictors]
      for j in i + 1..<max(predictors, i + 1) { value -= r[i * width + j] * beta[j] }
      beta[i] = value / pivot
    }
    return .success(beta)
  }

  /// The index of a predictor that is a linear combination of those before it.
  struct DependentColumn: Error {
    let index: Int
  }

  private mutating func rotate(in row: inout [Double]) {
    let width = predictors + 1
    for i in 0..<width where row[i] != 0 {
      let pivot = r[i * width + i]
      let length = (pivot * pivot + row[i] * row[i]).squareRoot()
      let (c, s) = (pivot / length, row[i] / length)
      for j in i..<width {
        let above = r[i * width + j]
        r[i * width + j] = c * above + s * row[j]
        row[j] = c * row[j] - s * above
      }
    }
  }
}
