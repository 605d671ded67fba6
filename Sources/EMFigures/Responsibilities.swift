public import ExpectationMaximization
public import Plotting
public import Statistics

/// The responsibilities P(z = k | x, θ) of a univariate mixture as stacked areas that fill 0 to 1.
///
/// - Parameters:
///   - mixture: The mixture.
///   - range: The range of x; nil for 3.5 standard deviations on either side of every mean.
/// - Returns: A chart with both axes labeled.
/// - Throws: Any error from computing the responsibilities.
public func responsibilitiesChart(
  of mixture: UnivariateGaussianMixture, over range: ClosedRange<Double>? = nil
) throws -> Chart {
  let xs = abscissae(of: [mixture], over: range)
  return stackedShares(
    try mixture.responsibilities(of: xs), at: xs,
    names: (1...max(1, mixture.componentCount)).map { "$z = \($0)$" }
  )
  .xAxis("$x$", grid: false).yAxis(#"$P(z \mid x, \theta)$"#, domain: 0...1, grid: false)
}

/// Responsibilities as a heat map with one column per observation, sorted by the most probable
/// component and then by its responsibility.
///
/// - Parameter responsibilities: An N × K matrix whose rows add up to 1.
/// - Returns: A chart with both axes labeled.
public func responsibilityHeatMap(_ responsibilities: Matrix) -> Chart {
  let order = (0..<responsibilities.rows).map { row -> (component: Int, share: Double, row: Int) in
    let shares = responsibilities.row(row)
    let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    return (best, shares.isEmpty ? 0 : shares[best], row)
  }.sorted { ($0.component, -$0.share, $0.row) < ($1.component, -$1.share, $1.row) }
  let field = ScalarField(
    x: order.indices.map { Double($0 + 1) },
    y: (0..<responsibilities.columns).map { Double($0 + 1) },
    values: (0..<responsibilities.columns).flatMap { k in
      order.map { responsibilities[$0.row, k] }
    })
  return Chart {
    HeatMapMark(field).colormap(.blues, domain: 0...1).colorBar(#"$r_{nk}$"#)
  }
  .xAxis("observation, sorted", grid: false)
  .yAxis("component", ticks: .values(field.y), grid: false)
}

/// Rows that add up to 1, as stacked areas.
func stackedShares(_ shares: Matrix, at xs: [Double], names: [String]) -> Chart {
  var lower = Array(repeating: 0.0, count: xs.count)
  var bands: [(low: [Double], high: [Double])] = []
  for k in 0..<shares.columns {
    let upper = lower.indices.map { lower[$0] + shares[$0, k] }
    bands.append((lower, upper))
    lower = upper
  }
  return Chart {
    for (k, band) in bands.enumerated() {
      AreaMark(x: xs, yStart: band.low, yEnd: band.high).foregroundStyle(.series(k + 1))
        .opacity(0.75).label(k < names.count ? names[k] : "\(k + 1)")
    }
  }
  .legend(.top)
}
