import Statistics

/// The mean and the maximum likelihood variance of each column.
struct ColumnMoments {
  let means: [Double]
  let variances: [Double]

  init(_ observations: Matrix) {
    let count = Double(observations.rows)
    var means: [Double] = []
    var variances: [Double] = []
    for j in 0..<observations.columns {
      // First around the first row and then around the mean, which is accurate far from the origin.
      let origin = observations.rows > 0 ? observations[0, j] : 0
      var sum = 0.0
      for i in 0..<observations.rows { sum += observations[i, j] - origin }
      let mean = origin + sum / count
      var squares = 0.0
      for i in 0..<observations.rows {
        let centered = observations[i, j] - mean
        squares += centered * centered
      }
      means.append(mean)
      variances.append(squares / count)
    }
    self.means = means
    self.variances = variances
  }
}
