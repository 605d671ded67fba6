//: ---
//: title: k-means and hard EM
//: ---

//| include: false
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - k-means is EM for a mixture of Gaussians whose variance goes to zero;
//: - hard EM assigns each row to one component, and is biased when components overlap.
//:
//: Read chapters 1 and 2 of [*The EM algorithm*](../em-algorithm/index.html) first. Symbols are listed in [*Notation*](../notation/index.html).
//: :::
//:
//: # k-means as a limit {#sec-kmeans}
//:
//: Take a mixture with equal weights and one fixed spherical covariance $\sigma^2 I$. Only the means are estimated, and the responsibilities are
//:
//: $$ r_{nk} = \frac{\exp\bigl( -\lVert x_n - \mu_k \rVert^2 / (2 \sigma^2) \bigr)}{\sum_j \exp\bigl( -\lVert x_n - \mu_j \rVert^2 / (2 \sigma^2) \bigr)} . $$ {#eq-soft}
//:
//: As $\sigma \to 0$ the closest mean gets all the weight (@fig-soft). The E-step then assigns each row to its closest mean, and the M-step averages the assigned rows. This is *k-means*
//: (Lloyd's algorithm).

//| label: fig-soft
//| caption: The responsibility of the right one of two means, at $-1$ and $1$, for a point at $x$ (@eq-soft). As $\sigma$ falls, the curve becomes a step.
//| alt: Three curves that rise from zero to one around zero, the steepest almost a step.
//| fold: true
Figure(
  Chart {
    for sigma in [1.0, 0.5, 0.1] {
      FunctionMark(over: -3...3) { x in
        1 / (1 + exp(((x - 1) * (x - 1) - (x + 1) * (x + 1)) / (2 * sigma * sigma)))
      }.label("$\\sigma = \(sigma)$")
    }
  }.xAxis("$x$").yAxis("responsibility", domain: 0...1), height: .inches(2.3))

//: We check it on three clusters, one large and wide, two small and narrow:

//| fold: true
var random = SplitMix64(seed: 9)
let clusters: [(x: Double, y: Double, spread: Double, count: Int)] = [
  (0, 0, 1.4, 240), (4.5, 1.5, 0.35, 40), (4.5, -1.5, 0.35, 40),
]
let points = clusters.flatMap { cluster in
  (0..<cluster.count).map { _ -> [Double] in
    [
      cluster.x + cluster.spread * random.standardNormal(),
      cluster.y + cluster.spread * random.standardNormal(),
    ]
  }
}
func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
}
func weightedMean(_ weights: [Double]) -> [Double] {
  let total = weights.reduce(0, +)
  return [0, 1].map { d in zip(weights, points).map { w, x in w * x[d] }.reduce(0, +) / total }
}

// %%
func lloydStep(_ means: [[Double]]) -> [[Double]] {
  let closest = points.map { x in
    let distances = means.map { squaredDistance(x, $0) }
    return distances.firstIndex(of: distances.min()!)!
  }
  return means.indices.map { k in
    weightedMean(closest.map { $0 == k ? 1 : 0 })
  }
}
func emStep(_ means: [[Double]], sigma: Double) -> [[Double]] {
  let responsibilities = points.map { x in
    let distances = means.map { squaredDistance(x, $0) }
    let least = distances.min()!  // avoids underflow
    let terms = distances.map { exp((least - $0) / (2 * sigma * sigma)) }
    return terms.map { $0 / terms.reduce(0, +) }
  }
  return means.indices.map { k in
    weightedMean(responsibilities.map { $0[k] })
  }
}
let start = [[-1.0, 0], [3, 1], [3, -1]]
var (byLloyd, byEM) = (start, start)
for _ in 1...20 {
  byLloyd = lloydStep(byLloyd)
  byEM = emStep(byEM, sigma: 0.01)
}

//| include: false
let difference = zip(byLloyd.joined(), byEM.joined()).map { abs($0 - $1) }.max()!
precondition(difference < 1e-9)
let rows = try Matrix(points)
let mixture = try fitByEM(
  GaussianMixture(
    weights: [0.6, 0.2, 0.2], means: start,
    covariances: [[[1, 0], [0, 1]], [[1, 0], [0, 1]], [[1, 0], [0, 1]]]), to: rows,
  options: EMOptions(tolerance: .remaining(1e-6))
).model
let labels = points.map { x in
  let distances = byLloyd.map { squaredDistance(x, $0) }
  return distances.firstIndex(of: distances.min()!)!
}
let inKMeans = (0..<3).map { k in labels.count { $0 == k } }
precondition(abs(mixture.weights[0] - 0.75) < 0.02)
precondition(inKMeans[0] < 220)

//: After twenty iterations with $\sigma = 0.01$ the means of both algorithms differ by less than $10^{-9}$. @fig-clusters shows what k-means gives up. It has no variances and no weights, so it cuts between the means,
//: and the small clusters take \(240 - inKMeans[0]) rows from the large one. A mixture with full covariances finds the right shares: \(percent: mixture.weights[0]), \(percent: mixture.weights[1]) and \(percent: mixture.weights[2]).

//| label: fig-clusters
//| caption: Three clusters of 240, 40 and 40 points. Left: k-means. Right: EM for a mixture of Gaussians, with ellipses that contain 90 % of each component.
//| alt: >-
//|   Two panels with one wide cloud and two small ones to its right. Left, the colors change at straight lines inside the wide cloud. Right, the wide cloud has one color and one ellipse.
//| fold: true
var left = Chart("k-means") {
  for k in 0..<3 {
    let own = points.indices.filter { labels[$0] == k }.map { points[$0] }
    PointMark(x: own.map { $0[0] }, y: own.map { $0[1] }).foregroundStyle(.series(k + 1)).symbolSize(3).opacity(0.8)
    PointMark(x: [byLloyd[k][0]], y: [byLloyd[k][1]]).foregroundStyle(.ink).symbol(.square).symbolSize(7).opacity(1)
  }
}.xAxis("", domain: -5...6.5).yAxis("", domain: -5...5).legend(.none)
var right = try mixtureFitChart(mixture, to: rows, levels: [0.9]).legend(.none)
  .xAxis("", domain: -5...6.5).yAxis("", domain: -5...5)
right.title = "EM"
Figure(height: .inches(2.8)) {
  Row {
    left
    right
  }
}

//: # Hard EM {#sec-hard}
//:
//: *Hard EM*, or classification EM, keeps weights and variances but replaces the E-step by the most probable assignment [@celeux1992]. It maximizes $\max_Z \log P(X, Z \mid \theta)$ instead of $\log \sum_Z P(X, Z \mid \theta)$.
//: If components overlap, that is a different objective, and it is biased: each component loses its far side.

let truth = UnivariateGaussianMixture(
  weights: [0.5, 0.5], means: [-1, 1], standardDeviations: [1, 1])
let samples = truth.sample(5000, using: &random)
var options = EMOptions(tolerance: .remaining(1e-6), iterationLimit: 20_000)
options.acceleration = .squarem
let soft = try fitByEM(truth, to: samples, options: options).model
options.acceleration = .none
options.variant = .hard
let hard = try fitByEM(truth, to: samples, options: options).model

//| label: tbl-hard
//| caption: Two overlapping components, estimated from 5000 samples by EM and by hard EM, both started at the truth.
//| fold: true
Table("", "$\\mu_1$", "$\\mu_2$", "$\\sigma_1$", "$\\sigma_2$") {
  for (name, model) in [("truth", truth), ("EM", soft), ("hard EM", hard)] {
    [name] + (model.means + model.standardDeviations).map { "\($0, decimals: 2)" }
  }
}

//| include: false
precondition(zip(soft.means, truth.means).allSatisfy { abs($0 - $1) < 0.3 })
precondition(hard.means[1] - hard.means[0] > 2.25 && hard.standardDeviations.allSatisfy { $0 < 0.9 })

//: In @tbl-hard hard EM drives the means apart and makes the components too narrow. More data do not help.
//:
//: # Summary {#sec-summary-1}
//:
//: k-means is EM with fixed, equal, vanishing variances. Hard EM keeps the variances but assigns rows completely. Both are fast, and both are biased when components overlap.
//:
//: # Exercises {#sec-exercises-1}
//:
//: **1.** *Easy.* Which quantity does k-means never increase?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: The sum of squared distances $\sum_n \min_k \lVert x_n - \mu_k \rVert^2$. Up to a factor and a constant it is $-\max_Z \log P(X, Z \mid \theta)$ for the mixture of @sec-kmeans, so both steps can only lower it.
//: :::
//:
//: **2.** *Medium.* Where is the boundary between two clusters in k-means, and where in hard EM with different variances?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: In k-means it is the hyperplane halfway between the means. In hard EM it is where $\pi_1\, \mathcal{N}(x \mid \mu_1, \Sigma_1) = \pi_2\, \mathcal{N}(x \mid \mu_2, \Sigma_2)$, a quadratic surface.
//: :::
