// What a fit of one component must come to, written down from the definitions.

func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }

func covariance(_ x: [Double], _ y: [Double]) -> Double {
  let (a, b) = (mean(x), mean(y))
  return zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) } / Double(x.count)
}

func normalEstimate(_ x: [Double]) -> [Double] {
  [mean(x), covariance(x, x).squareRoot()]
}
