import Statistics

extension FactorAnalysis {
  /// The model after varimax rotation, which makes each column load on few factors.
  ///
  /// Pairs of factors are rotated until no angle increases the sum over factors of the variances of
  /// the squared loadings, each row divided by its communality (Kaiser 1958,
  /// https://doi.org/10.1007/BF02289233). WWᵀ and the likelihood do not change. Then the sign of
  /// each factor is chosen so that the sum of its loadings is positive, and factors are sorted by
  /// their sums of squared loadings.
  ///
  /// ```swift
  /// let rotated = fit.model.varimax()
  /// ```
  ///
  /// - Parameter normalized: Whether rows are divided by their communalities (Kaiser
  ///   normalization).
  /// - Returns: The rotated model.
  public func varimax(normalized: Bool = true) -> FactorAnalysis {
    let lengths = (0..<dimension).map { j -> Double in
      let length = loadings.row(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
      return normalized && length > 0 ? length : 1
    }
    var w = loadings
    for j in 0..<dimension {
      for k in 0..<factorCount { w[j, k] /= lengths[j] }
    }
    for _ in 0..<1000 {
      var largest = 0.0
      for p in 0..<factorCount {
        for q in p + 1..<max(factorCount, p + 1) {
          let (s, c) = Self.rotation(w, p, q)
          largest = max(largest, abs(s))
          for j in 0..<dimension {
            (w[j, p], w[j, q]) = (c * w[j, p] + s * w[j, q], c * w[j, q] - s * w[j, p])
          }
        }
      }
      if largest < 1e-12 { break }
    }
    for j in 0..<dimension {
      for k in 0..<factorCount { w[j, k] *= lengths[j] }
    }
    let squares = (0..<factorCount).map { w.column($0).reduce(0) { $0 + $1 * $1 } }
    let order = squares.indices.sorted { (squares[$1], $0) < (squares[$0], $1) }
    var next = self
    next.loadings = w.selecting(rows: Array(0..<dimension), columns: order)
    for k in 0..<factorCount where next.loadings.column(k).reduce(0, +) < 0 {
      for j in 0..<dimension { next.loadings[j, k] *= -1 }
    }
    return next
  }

  /// The sine and cosine of the rotation angle of two factors, a quarter of the angle of Kaiser's
  /// sums.
  private static func rotation(
    _ w: Matrix, _ p: Int, _ q: Int
  ) -> (sine: Double, cosine: Double) {
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    for j in 0..<w.rows {
      let (x, y) = (w[j, p], w[j, q])
      let (u, v) = (x * x - y * y, 2 * x * y)
      a += u
      b += v
      c += u * u - v * v
      d += 2 * u * v
    }
    let n = Double(w.rows)
    let (y, x) = (d - 2 * a * b / n, c - (a * a - b * b) / n)
    let length = (x * x + y * y).squareRoot()
    guard length > 0, length.isFinite else { return (0, 1) }
    return halved(halved((y / length, x / length)))
  }

  /// Sine and cosine of half an angle in −π … π, by square roots, which have the same bits on
  /// every machine.
  private static func halved(
    _ angle: (sine: Double, cosine: Double)
  ) -> (sine: Double, cosine: Double) {
    let cosine = max(0, 0.5 * (1 + angle.cosine)).squareRoot()
    return cosine > 1e-8 ? (angle.sine / (2 * cosine), cosine) : (angle.sine < 0 ? -1 : 1, 0)
  }
}
