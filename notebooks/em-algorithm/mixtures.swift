//: ---
//: title: A mixture of Gaussians
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//| include: false
/// A number of five or more digits with narrow spaces between thousands, as on the axes of figures.
func grouped(_ value: Double, decimals: Int) -> String {
  let text = String(format: "%.\(decimals)f", abs(value))
  let (whole, rest) = (text.prefix { $0 != "." }, text.drop { $0 != "." })
  let groups = stride(from: whole.count, to: 0, by: -3).map { end in
    String(whole.prefix(end).suffix(min(3, end)))
  }
  return (value < 0 ? "−" : "") + groups.reversed().joined(separator: "\u{202F}") + rest
}
precondition(grouped(-29489.286, decimals: 1) == "−29\u{202F}489.3" && grouped(10000, decimals: 0) == "10\u{202F}000")

//: We simulate from a known mixture, then pretend not to know it and let EM estimate it.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - the E-step and the M-step for mixtures of Gaussians, and why the M-step has this form;
//: - how to tell whether EM has converged, and what a flat likelihood means for the estimates;
//: - what EM finds in real data.
//: :::
//:
//: # Four components, two visible modes {#sec-density}
//:
//: A [mixture of Gaussians]{.term} first chooses a component $k$ with probability $\pi_k$, then draws from the
//: normal distribution of that component:
//:
//: $$
//: \begin{aligned}
//: p(x \mid \theta) &= \sum_{k=1}^{K} \pi_k\, \mathcal{N}(x \mid \mu_k, \sigma_k^2) , \\
//: \mathcal{N}(x \mid \mu, \sigma^2) &= \frac{1}{\sqrt{2\pi}\,\sigma} \exp\left( -\frac{(x - \mu)^2}{2 \sigma^2} \right) .
//: \end{aligned}
//: $$ {#eq-mixture}
//:
//: The hidden variable of an observation is the component it came from. Our true mixture is

let truth = UnivariateGaussianMixture(
  weights: [0.25, 0.3, 0.35, 0.1],
  means: [-3, 0, 5, 10],
  standardDeviations: [2, 2, 5, 1])

//| label: fig-truth
//| caption: >-
//|   The true density and its weighted components. The first two components overlap and
//|   form a single mode.
//| alt: >-
//|   A density with a broad mode around minus two, a long shoulder to the right and a narrow mode at
//|   ten, drawn over its four bell-shaped components.
mixtureDensityChart(of: truth)

//: @fig-truth shows the density and its \(truth.componentCount) components. From now on we use only the samples:

var random = SplitMix64(seed: 7)
let samples = truth.sample(10_000, using: &random)

//: There are 10 000 of them. The generator has a fixed seed, so you will get the same ones.

//: # The E-step: responsibilities {#sec-e-step}
//:
//: Suppose we had parameters. By Bayes' rule, the probability that the point $x_n$ came from component $k$ is
//:
//: $$ r_{nk} = P(z_n = k \mid x_n, \theta) = \frac{\pi_k\, \mathcal{N}(x_n \mid \mu_k, \sigma_k^2)}{\sum_j \pi_j\, \mathcal{N}(x_n \mid \mu_j, \sigma_j^2)} , $$ {#eq-responsibilities}
//:
//: the [responsibility]{.term} of the component for the point. This is @eq-e-step for a mixture: the points are independent, so the posterior of all
//: hidden variables is a product with one factor per point.
//:
//: ::: {.example #exm-responsibilities title="The point x = 1"}
//: @tbl-responsibilities does the arithmetic under the true parameters. Each weighted density is divided by their sum.
//: :::

//| label: tbl-responsibilities
//| fold: true
//| caption: The responsibilities for the point $x = 1$ under the true parameters.
let split = try truth.responsibilities(of: [1]).row(0)
let densities = (0..<truth.componentCount).map { k in
  Normal(mean: truth.means[k], standardDeviation: truth.standardDeviations[k]).density(1)
}
let joint = zip(truth.weights, densities).map { weight, density in weight * density }
Table(
  "$k$", "$\\pi_k$", "$\\mu_k$", "$\\sigma_k$", "$\\mathcal{N}(1 \\mid \\mu_k, \\sigma_k^2)$",
  "$\\pi_k\\, \\mathcal{N}$", "$r_{nk}$"
) {
  for (k, r) in split.enumerated() {
    [
      "\(k + 1)", "\(truth.weights[k], decimals: 2)",
      "\(truth.means[k], decimals: 0)",
      "\(truth.standardDeviations[k], decimals: 0)", "\(densities[k], decimals: 4)",
      "\(joint[k], decimals: 4)", "\(r, decimals: 3)",
    ]
  }
}

//| include: false
for (r, term) in zip(split, joint) { precondition(abs(r - term / joint.reduce(0, +)) < 1e-12) }

//: # The M-step: weighted averages {#sec-m-step}
//:
//: Let $N_k = \sum_n r_{nk}$, the effective number of points in component $k$. Then @eq-m-step has a closed form:
//:
//: $$
//: \begin{aligned}
//: \pi_k &= \frac{N_k}{N} , \qquad \mu_k = \frac{1}{N_k} \sum_n r_{nk}\, x_n , \\
//: \sigma_k^2 &= \frac{1}{N_k} \sum_n r_{nk}\, (x_n - \mu_k)^2 .
//: \end{aligned}
//: $$ {#eq-m-step-mixture}
//:
//: These are the proportion, the mean and the variance for complete data, with each point counted in proportion to its responsibility.
//:
//: ::: {.proof title="Derivation, in D dimensions"}
//: The expected complete-data log-likelihood is
//: $$ \sum_{n,k} r_{nk} \log \pi_k + \sum_{n,k} r_{nk} \log \mathcal{N}(x_n \mid \mu_k, \Sigma_k) , $$
//: and its two sums share no parameters.
//:
//: *Weights.* Maximize $\sum_k N_k \log \pi_k$ subject to $\sum_k \pi_k = 1$. The Lagrangian $\sum_k N_k \log \pi_k + \lambda (1 - \sum_k \pi_k)$ has derivative
//: $N_k / \pi_k - \lambda$, so $\pi_k = N_k / \lambda$. Summing over $k$ gives $\lambda = N$.
//:
//: *Means.* Write $\bar x_k = \frac{1}{N_k} \sum_n r_{nk} x_n$ and $S_k = \frac{1}{N_k} \sum_n r_{nk} (x_n - \bar x_k)(x_n - \bar x_k)^\top$. Completing the square gives
//: $$
//: \begin{aligned}
//: & \sum_n r_{nk} (x_n - \mu_k)^\top \Sigma_k^{-1} (x_n - \mu_k) \\
//: & \quad = N_k \bigl( \operatorname{tr} \Sigma_k^{-1} S_k + (\bar x_k - \mu_k)^\top \Sigma_k^{-1} (\bar x_k - \mu_k) \bigr) ,
//: \end{aligned}
//: $$
//: because the cross terms sum to zero. For every $\Sigma_k$ this is smallest at $\mu_k = \bar x_k$.
//:
//: *Covariances.* With $\mu_k = \bar x_k$ it remains to maximize $-\frac{N_k}{2} \bigl( \log |\Sigma_k| + \operatorname{tr} \Sigma_k^{-1} S_k \bigr)$. Let $a_1, \dots, a_D$ be the eigenvalues of
//: $\Sigma_k^{-1} S_k$, which are positive. Up to a constant, the bracket is $\sum_d (a_d - \log a_d)$, and $a - \log a$ is smallest at $a = 1$. So all eigenvalues are one, which means $\Sigma_k = S_k$.
//: :::
//:
//: ::: {.callout-important title="Algorithm: EM for a mixture of Gaussians" icon="false"}
//: **Input:** $x_1, \dots, x_N$ and $K$. **Start:** weights, means and covariances, for example means at $K$ random rows and the covariance of all data. Repeat:
//:
//: 1. **E-step.** $r_{nk} \leftarrow \pi_k\, \mathcal{N}(x_n \mid \mu_k, \Sigma_k)$, then divide each row of $r$ by its sum.
//: 2. **M-step.** $N_k \leftarrow \sum_n r_{nk}$; then $\pi_k \leftarrow N_k / N$, $\mu_k \leftarrow \bar x_k$, $\Sigma_k \leftarrow S_k$.
//: 3. **Stop** when the log-likelihood $\sum_n \log \sum_k \pi_k\, \mathcal{N}(x_n \mid \mu_k, \Sigma_k)$ has little left to gain.
//: :::
//:
//: # EM from random starts {#sec-climb}
//:
//: The library alternates the two steps until the log-likelihood hardly changes. One start is not enough
//: (@sec-limits). We take several, each with means at random data points, and keep the best run.

let starts = try (1...6).map { _ in
  try UnivariateGaussianMixture.initialized(
    components: 4, from: samples, method: .randomRows,
    using: &random)
}
let fits = try starts.map { try fitByEM($0, to: samples) }
let heights = fits.map(\.logLikelihood)
let best = heights.firstIndex(of: heights.max()!)!
let fit = fits[best]
let underTheTruth = try truth.logDensities(of: samples).reduce(0, +)

//: The best of the \(fits.count) runs stopped because it \(fit.status). Its log-likelihood rose from \(grouped(fit.logLikelihoods[0], decimals: 1)) to
//: \(grouped(fit.logLikelihood, decimals: 1)). Under the true parameters it is \(grouped(underTheTruth, decimals: 1)): this run fits the data *better* than the truth does. So does the global maximum, always;
//: a local one need not. The worst run ended at \(grouped(fits.map(\.logLikelihood).min()!, decimals: 1)), below the truth.

//| include: false
precondition(samples.count == 10_000)
precondition(abs(underTheTruth + 29497.038) < 0.001 && abs(fit.logLikelihood + 29489.286) < 0.001)
precondition(fits.map(\.logLikelihood).min()! < underTheTruth - 100)

//| label: fig-climb
//| caption: >-
//|   The log-likelihood of the \(fits.count) runs over the first \(shown) iterations; on the right without the steep
//|   beginning. No curve ever falls (@thm-monotone). The dashed line is the highest value that is shown.
//| alt: >-
//|   Two panels. On the left \(fits.count) curves that jump up within a few iterations and then look flat. On
//|   the right, enlarged, they still rise slowly, and one stays far below the others.
let shown = 100
let climbs = convergenceChart(
  of: fits.enumerated().map { run, fit in
    ("run \(run + 1)", Array(fit.logLikelihoods.prefix(shown + 1)))
  })
let late = fits.flatMap { $0.logLikelihoods.dropFirst(10) }
Figure(height: .inches(2.8)) {
  Row {
    climbs
    climbs.yAxis(domain: late.min()!...late.max()!)
  }
}
.sharedLegend(.bottom)

//: # A flat ridge {#sec-ridge}
//:
//: A last gain below a hundred-millionth of the log-likelihood looks like convergence, but it only says that the last *step* was small. We let the best run continue until
//: an estimate of what *remains* is below a millionth of a nat:

let patient = try fitByEM(
  starts[best], to: samples,
  options: EMOptions(
    tolerance: .remaining(1e-6), iterationLimit: 20_000))
let learned = patient.model.ordered

//| include: false
let gain = patient.logLikelihood - fit.logLikelihood
let early = fit.model.ordered
precondition(patient.status.isToleranceMet && abs(patient.logLikelihood + 29489.247) < 0.001)
precondition(abs(gain - 0.04) < 0.005 && patient.iterations > 20 * fit.iterations)
for (mean, reference) in zip(learned.means, [-2.11, -0.38, 5.86, 9.98]) { precondition(abs(mean - reference) < 0.01) }
for (sigma, reference) in zip(learned.standardDeviations, [2.39, 2.57, 4.74, 0.97]) { precondition(abs(sigma - reference) < 0.01) }
let others = fits.filter { $0.logLikelihood > patient.logLikelihood - 1 }.map(\.model.ordered)
precondition(others.count == 5 && fits.allSatisfy { $0.logLikelihood < patient.logLikelihood })
let firstMeans = others.map { $0.means[0] }
let rate = try patient.model.rateOfConvergence(of: samples)
precondition(abs(rate - 0.999) < 0.001)

//: It took \(patient.iterations) iterations instead of \(fit.iterations). They gained only \(gain, decimals: 2) nats, but they moved the first mean from \(early.means[0], decimals: 2) to
//: \(learned.means[0], decimals: 2) and the third from \(early.means[2], decimals: 2) to \(learned.means[2], decimals: 2). @fig-ridge shows why. The maximum lies on a long, nearly level ridge, along which
//: an iteration covers only \(percent: 1 - rate, decimals: 2) of the remaining way. The \(others.count) good runs of @fig-climb all stopped somewhere on this ridge, with first means between \(firstMeans.min()!, decimals: 2) and
//: \(firstMeans.max()!, decimals: 2). [*When EM misleads*](../when-em-misleads/index.html) returns to this rule, and shows how to accelerate EM.

//| label: fig-ridge
//| fold: true
//| caption: >-
//|   The best run continued. Left: how far its log-likelihood is below the maximum. Right: its four means. The vertical lines mark
//|   the iteration at which the usual rule stopped. All iteration axes are logarithmic.
//| alt: >-
//|   Left, a curve on logarithmic axes that falls steeply, is below a tenth of a nat at the vertical line, and goes on falling. Right, four
//|   curves of means; three of them still move visibly after the vertical line.
let path = [starts[best]] + patient.maximizations.map { $0.model! }
let marks = (0...120).map { Int(pow(Double(patient.iterations), Double($0) / 120).rounded()) }
let iterations = Set(marks).sorted()
Figure(height: .inches(2.7)) {
  Row {
    Chart {
      RuleMark(x: Double(fit.iterations)).lineStyle(dash: [4, 3])
      LineMark(
        x: iterations.dropLast(), y: iterations.dropLast().map { patient.logLikelihood - patient.logLikelihoods[$0] })
    }
    .xAxis("iteration", scale: .log).yAxis("nats below the maximum", scale: .log)
    Chart {
      RuleMark(x: Double(fit.iterations)).lineStyle(dash: [4, 3])
      for k in 0..<4 {
        LineMark(x: iterations, y: iterations.map { path[$0].ordered.means[k] }).foregroundStyle(.series(k + 1))
      }
    }
    .xAxis("iteration", scale: .log).yAxis("means")
  }
}

//| label: fig-learned
//| caption: The true density and the learned one (left), and the learned one with its components (right).
//| alt: >-
//|   Two panels. On the left two density curves lie almost on top of each other. On the right the
//|   learned curve over its four components, which differ from the true ones.
Figure(height: .inches(2.8)) {
  Row {
    mixtureDensitiesChart(of: [("truth", truth), ("learned", learned)])
    mixtureDensityChart(of: learned).legend(.none)
  }
}

//: Compare @fig-learned with @fig-truth. EM has found the *density*, but not the *components*. Where components overlap, many different mixtures
//: describe the data almost equally well. More iterations do not help, only more data would.

//| label: tbl-parameters
//| fold: true
//| caption: The true parameters and their estimates, both ordered by their means.
Table(
  "component", "$\\pi$", "$\\hat\\pi$", "$\\mu$", "$\\hat\\mu$", "$\\sigma$", "$\\hat\\sigma$"
) {
  for k in 0..<truth.componentCount {
    [
      "\(k + 1)", "\(truth.weights[k], decimals: 2)",
      "\(learned.weights[k], decimals: 2)",
      "\(truth.means[k], decimals: 1)",
      "\(learned.means[k], decimals: 2)",
      "\(truth.standardDeviations[k], decimals: 1)",
      "\(learned.standardDeviations[k], decimals: 2)",
    ]
  }
}

//: Samples from the two mixtures agree as well (@fig-samples). Looking at the data cannot tell us which mixture produced them.

//| label: fig-samples
//| caption: >-
//|   10 000 samples from the true mixture and as many from the learned one, in the same bins.
//| alt: Two histograms that cover each other almost everywhere.
let again = learned.sample(samples.count, using: &random)
histogramChart(of: [("truth", samples), ("learned", again)])

//: # Bound and divergence, half-step by half-step {#sec-half-steps}
//:
//: By @eq-decomposition, the log-likelihood is always the bound plus the divergence. The E-step leaves the sum unchanged
//: and makes the divergence zero; the M-step raises the bound and opens a new divergence. @fig-half-steps and @tbl-half-steps show
//: the first iterations.

//| label: fig-half-steps
//| caption: >-
//|   Bound and divergence after each half-step of the first iterations. Each E-step closes the divergence; each
//|   M-step raises the bound and opens a smaller divergence.
//| alt: >-
//|   The bound rises from half-step to half-step. After every E-step it equals the log-likelihood; after every M-step a
//|   small divergence separates the two.
boundAndDivergenceChart(of: fit, iterations: 0...4)

//| label: tbl-half-steps
//| fold: true
//| caption: The first half-steps in numbers, in nats.
Table(
  "iteration", "after", "bound $\\mathcal{L}$", "divergence",
  "log-likelihood"
) {
  for step in fit.trace.prefix(8) {
    [
      "\(step.iteration)", step.kind == .expectation ? "E" : "M",
      grouped(step.lowerBound, decimals: 2), "\(step.divergence, decimals: 2)",
      grouped(step.logLikelihood, decimals: 2),
    ]
  }
}

//: # Real data in two dimensions {#sec-old-faithful}
//:
//: The data set Old Faithful contains \(OldFaithful.durations.count) eruptions of a geyser in Yellowstone [@haerdle1991; a longer series is in @azzalini1990]: the duration of each
//: eruption and the waiting time until the next one. In two dimensions a Gaussian has a mean vector $\mu_k$ and a
//: covariance matrix $\Sigma_k$, and @eq-m-step-mixture becomes
//:
//: $$
//: \begin{aligned}
//: \mu_k &= \frac{1}{N_k} \sum_n r_{nk}\, x_n , \\
//: \Sigma_k &= \frac{1}{N_k} \sum_n r_{nk}\, (x_n - \mu_k)(x_n - \mu_k)^\top .
//: \end{aligned}
//: $$ {#eq-m-step-plane}
//:
//: We start both components in the middle, on the wrong sides, and too wide:

let awkward = try GaussianMixture(
  weights: [0.5, 0.5], means: [[3, 80], [4, 62]],
  covariances: [[[1, 0], [0, 150]], [[1, 0], [0, 150]]])
let geyser = try fitByEM(
  awkward, to: OldFaithful.matrix,
  options: EMOptions(tolerance: .remaining(1e-4)))

//| label: fig-geyser
//| column: page
//| width: 8.4
//| height: 3.4
//| caption: >-
//|   EM on Old Faithful, half-step by half-step. The color of a point mixes the colors of the components according to its responsibilities; the ellipses contain 50 % and
//|   95 % of each component. An E-step changes the colors, an M-step moves the ellipses.
//| alt: >-
//|   Two clouds of points, one low on the left, one high on the right. The ellipses of two components begin
//|   on top of each other, separate, and end with one on each cloud, while the log-likelihood beside them
//|   rises steeply and levels off.
try stepFigures(
  of: geyser, to: OldFaithful.matrix, limit: 20, xLabel: "duration in min",
  yLabel: "wait in min")

//: EM takes \(geyser.iterations) iterations. At first progress is slow: two components that lie on top of each other give every point nearly the same
//: responsibilities. Then each difference between them reinforces itself. Without labels, EM finds \(percent: geyser.model.ordered.weights[0]) short eruptions and
//: \(percent: geyser.model.ordered.weights[1]) long ones.

//| include: false
let geyserClimb = geyser.logLikelihoods
precondition(geyserClimb[6] - geyserClimb[1] < 0.1 * (geyserClimb[12] - geyserClimb[6]))

//| label: tbl-geyser
//| fold: true
//| caption: The two kinds of eruptions that EM found.
let kinds = geyser.model.ordered
Table("kind", "share", "duration in min", "wait in min", "correlation") {
  for k in 0..<2 {
    let covariance = kinds.covariances.matrix(k, dimension: 2)
    [
      k == 0 ? "short" : "long", "\(percent: kinds.weights[k])",
      "\(kinds.means[k, 0], decimals: 2)",
      "\(kinds.means[k, 1], decimals: 1)",
      "\(covariance[0, 1] / (covariance[0, 0] * covariance[1, 1]).squareRoot(), decimals: 2)",
    ]
  }
}

//: The model also predicts. After an eruption of $d$ minutes, compute the responsibility of each component for that duration (@eq-responsibilities), and average the waiting times that the
//: components expect:

//| fold: true
func expectedWait(after duration: Double) -> Double {
  var (total, weightedWaits) = (0.0, 0.0)
  for k in 0..<2 {
    let (mean, covariance) = (kinds.means.row(k), kinds.covariances.matrix(k, dimension: 2))
    let durations = Normal(mean: mean[0], standardDeviation: covariance[0, 0].squareRoot())
    let weight = kinds.weights[k] * durations.density(duration)
    let slope = covariance[0, 1] / covariance[0, 0]
    total += weight
    weightedWaits += weight * (mean[1] + slope * (duration - mean[0]))
  }
  return weightedWaits / total
}

//: After two minutes, expect to wait \(expectedWait(after: 2), decimals: 0) minutes; after three, \(expectedWait(after: 3), decimals: 0); after four and a half, \(expectedWait(after: 4.5), decimals: 0).
//:
//: # Summary {#sec-summary-2}
//:
//: For a mixture the E-step divides each point among the components, and the M-step takes weighted averages. Overlapping components make the likelihood nearly flat: the density is
//: estimated well, the parameters are not. A small last gain does not mean that EM has converged.

//| include: false
precondition(abs(geyser.logLikelihood + 1130.264) < 0.001)
precondition(expectedWait(after: 2) < 60 && expectedWait(after: 4.5) > 75)

//: # Exercises {#sec-exercises-2}
//:
//: **1. No finite maximum.** *Medium.* In a mixture of two Gaussians, put $\mu_1$ on a data point and let $\sigma_1$ shrink. What happens to the likelihood? Try it with the
//: durations of Old Faithful.

func logLikelihood(shrinkingTo sigma: Double) throws -> Double {
  let center = OldFaithful.durations[0]
  let mixture = UnivariateGaussianMixture(
    weights: [0.01, 0.99], means: [center, 3.5],
    standardDeviations: [sigma, 1.2])
  return try mixture.logDensities(of: OldFaithful.durations).reduce(0, +)
}
let spikes = [1e-2, 1e-4, 1e-6, 1e-8, 1e-10]
let spikeHeights = try spikes.map(logLikelihood)

//| include: false
precondition(zip(spikeHeights.dropFirst(2), spikeHeights.dropFirst()).allSatisfy { $0 > $1 })
let equal = OldFaithful.durations.count { $0 == OldFaithful.durations[0] }

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The data point under the narrow component contributes about $\log \tfrac{1}{\sigma_1}$; the others lose almost nothing. For $\sigma_1 = 10^{-4}, 10^{-6}, 10^{-8}, 10^{-10}$ the log-likelihood is
//: \(spikeHeights[1], decimals: 1), \(spikeHeights[2], decimals: 1), \(spikeHeights[3], decimals: 1) and \(spikeHeights[4], decimals: 1). It rises without limit, by $\(equal) \log 100$ each time, because \(equal) eruptions have exactly this duration.
//: :::
//:
//: **2. How many components?** *Harder.* Download the notebook of this chapter and fit three and five components instead of four. Which number has the smallest BIC? Is the answer the same with
//: a sample from another seed?

//| include: false
var options = EMOptions(tolerance: .remaining(0.01), iterationLimit: 300)
options.acceleration = .squarem
/// The smallest BIC of twelve runs with three, four and five components.
func bics(seed: UInt64) throws -> [Double] {
  var random = SplitMix64(seed: seed)
  let samples = truth.sample(10_000, using: &random)
  return try [3, 4, 5].map { count in
    try (1...12).map { _ in
      let start = try UnivariateGaussianMixture.initialized(
        components: count, from: samples, method: .randomRows, using: &random)
      return try fitByEM(start, to: samples, options: options).bic
    }.min()!
  }
}
let (bicOfSeven, bicOfEight) = (try bics(seed: 7), try bics(seed: 8))
precondition(bicOfSeven.min() == bicOfSeven[0] && bicOfEight.min() == bicOfEight[0])

//: ::: {.callout-tip collapse="true" title="Answer"}
//: *Three*, if you use enough random starts: \(grouped(bicOfSeven[0], decimals: 1)) against \(grouped(bicOfSeven[1], decimals: 1)) for four and \(grouped(bicOfSeven[2], decimals: 1)) for five. Seed 8 gives
//: \(grouped(bicOfEight[0], decimals: 1)), \(grouped(bicOfEight[1], decimals: 1)) and \(grouped(bicOfEight[2], decimals: 1)). The two components that share a mode do not earn their three extra parameters. With few starts, or with
//: k-means++ starts only, the runs with three components may miss the narrow mode, and the answer changes.
//: :::
