//: ---
//: title: A mixture of Gaussians
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Notebook
import Plotting
import Statistics

//: Now the identity at work. We invent a world, draw from it, forget what we invented, and let EM
//: find it again, as far as it can be found.

//: # A density with fewer humps than parts {#sec-density}
//:
//: A **mixture of Gaussians** first chooses a component $k$ with probability $\pi_k$, then draws from that
//: component's normal distribution:
//:
//: $$
//: \begin{aligned}
//: p(x \mid \theta) &= \sum_{k=1}^{K} \pi_k\, \mathcal{N}(x \mid \mu_k, \sigma_k^2) , \\
//: \mathcal{N}(x \mid \mu, \sigma^2) &= \frac{1}{\sqrt{2\pi}\,\sigma} \exp\left( -\frac{(x - \mu)^2}{2 \sigma^2} \right) .
//: \end{aligned}
//: $$ {#eq-mixture}
//:
//: The hidden variable of an observation is the component it came from. This is the world that we invent:

let truth = GaussianMixture(
  weights: [0.25, 0.3, 0.35, 0.1],
  means: [-3, 0, 5, 10],
  standardDeviations: [2, 2, 5, 1])

//| label: fig-truth
//| caption: >-
//|   The density that we draw from, and its components, each times its weight. Where the first two
//|   overlap the sum has a single hump.
//| alt: >-
//|   A density with a broad hump around minus two, a long shoulder to the right and a narrow peak at
//|   ten, drawn over its four bell-shaped components.
mixtureDensity(of: truth)

//: @fig-truth shows the whole and its \(truth.componentCount) parts. From now on we know only numbers drawn from it.

var random = SplitMix64(seed: 7)
let samples = truth.sample(10_000, using: &random)

//: There are \(samples.count) of them, and they come from a seeded generator: you will get the same ones.

//: # E-step: whose point is it? {#sec-e-step}
//:
//: Suppose we had parameters. By Bayes' rule the probability that the point $x_n$ came from component $k$ is
//:
//: $$ r_{nk} = P(z_n = k \mid x_n, \theta) = \frac{\pi_k\, \mathcal{N}(x_n \mid \mu_k, \sigma_k^2)}{\sum_j \pi_j\, \mathcal{N}(x_n \mid \mu_j, \sigma_j^2)} , $$ {#eq-responsibilities}
//:
//: its **responsibility** for the point. This is @eq-e-step for a mixture: the points are independent, so the posterior over all
//: hidden variables is a product with one factor a point. The true parameters would split the point $x = 1$ like this:

//| label: tbl-responsibilities
//| fold: true
//| caption: The responsibilities for the point $x = 1$ under the true parameters.
let split = try truth.responsibilities(of: [1]).row(0)
Table(
  "component", "$\\pi_k$", "$\\mu_k$", "$\\sigma_k$", "responsibility"
) {
  for (k, r) in split.enumerated() {
    [
      "\(k + 1)", "\(truth.weights[k], decimals: 2)",
      "\(truth.means[k], decimals: 0)",
      "\(truth.standardDeviations[k], decimals: 0)", "\(r, decimals: 3)",
    ]
  }
}

//: # M-step: averages with fractional counts {#sec-m-step}
//:
//: Given the responsibilities, @eq-m-step has a closed form. With $N_k = \sum_n r_{nk}$, the number of points that component $k$
//: can call its own,
//:
//: $$ \pi_k = \frac{N_k}{N} , \qquad \mu_k = \frac{1}{N_k} \sum_n r_{nk}\, x_n , \qquad
//:    \sigma_k^2 = \frac{1}{N_k} \sum_n r_{nk}\, (x_n - \mu_k)^2 : $$ {#eq-m-step-mixture}
//:
//: the share, the mean and the variance that you would have written down for complete data, with every point counted as often
//: as it belongs to the component.
//:
//: # Random starts, and up {#sec-climb}
//:
//: The library alternates the two steps for us until the log-likelihood hardly moves. One start is not enough
//: (@sec-limits), so we take several, each with means drawn at random from the data, and keep the best.

let fits = try (1...6).map { _ in
  let start = try GaussianMixture.initialized(
    components: 4, from: samples, method: .randomRows,
    using: &random)
  return try fitByEM(start, to: samples)
}
let fit = fits.max { $0.logLikelihood < $1.logLikelihood }!
let underTheTruth = try truth.logDensities(of: samples).reduce(0, +)
precondition(fit.logLikelihood > underTheTruth)  //| hide

//: Of the \(fits.count) runs the best stopped because it \(fit.status). Its log-likelihood rose from \(fit.logLikelihoods[0], decimals: 1) to
//: \(fit.logLikelihood, decimals: 1); under the true parameters it is \(underTheTruth, decimals: 1). The fit is *better* than
//: the truth on the data at hand, as a maximum must be. The worst run ended at
//: \(fits.map(\.logLikelihood).min()!, decimals: 1): another peak, or the same one seen from further down the slope.

//| label: fig-climb
//| caption: >-
//|   The log-likelihood of the \(fits.count) runs over their first \(shown) iterations, and the same with the steep
//|   beginning cut off. No curve ever falls (@thm-monotone); all rise steeply at first, and then creep.
//| alt: >-
//|   Two panels. On the left \(fits.count) curves that jump up within a few iterations and then look flat. On
//|   the right, enlarged, they still rise slowly, and not all to the same height.
let shown = 100
let climbs = convergence(
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

//| label: fig-learned
//| caption: The true density and the learned one (left), and the learned one with its components (right).
//| alt: >-
//|   Two panels. On the left two density curves lie almost on top of each other. On the right the
//|   learned curve over its four components, which are not the four that made the data.
Figure(height: .inches(2.8)) {
  Row {
    mixtureDensities(of: [("truth", truth), ("learned", fit.model)])
    mixtureDensity(of: fit.model.ordered).legend(.none)
  }
}

//: @fig-learned holds the lesson of this chapter: the *density* is found, the *components* are not (compare its right panel with
//: @fig-truth). Where they overlap, many ways to cut the sum into Gaussians explain the data almost equally well.

//| label: tbl-parameters
//| fold: true
//| caption: The parameters that made the data, and the learned ones, both ordered by their means.
let learned = fit.model.ordered
Table(
  "component", "$\\pi$", "learned", "$\\mu$", "learned", "$\\sigma$",
  "learned"
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

//: A sample from each tells the same story. If we could not tell these two histograms apart, no amount of staring at data would
//: tell us which mixture made them.

//| label: fig-samples
//| caption: >-
//|   \(samples.count) samples from the true mixture and as many from the learned one, in the same bins.
//| alt: Two histograms that cover each other almost everywhere.
let again = fit.model.sample(samples.count, using: &random)
histograms(of: [("truth", samples), ("learned", again)])

//: # The bound and the divergence, half-step by half-step {#sec-half-steps}
//:
//: @eq-decomposition says that the log-likelihood is the bound plus the divergence, at every moment. The E-step leaves the sum alone
//: and moves the divergence to zero; the M-step raises the bound and lets the divergence open again. @fig-half-steps shows the
//: two while the climb is steep, and @tbl-half-steps says it in numbers.

//| label: fig-half-steps
//| caption: >-
//|   Bound and divergence before and after each half-step of the first iterations. Each E-step closes the gap, each
//|   M-step lifts the bound and opens a smaller one.
//| alt: >-
//|   Stacked bars. After every E-step a bar is all bound; after every M-step it is taller and has a
//|   thin divergence on top.
boundAndDivergence(of: fit, iterations: 0...4)

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
      "\(step.lowerBound, decimals: 2)",
      "\(step.divergence, decimals: 2)", "\(step.logLikelihood, decimals: 2)",
    ]
  }
}

//: # Two dimensions, and real data {#sec-old-faithful}
//:
//: So far we knew the answer. Now we do not. Old Faithful, a geyser in Yellowstone, was watched through \(OldFaithful.durations.count) eruptions [@azzalini1990]: how
//: long each lasted, and how long the wait was until the next one. In two dimensions a Gaussian has a mean vector $\mu_k$ and a
//: covariance matrix $\Sigma_k$, and @eq-m-step-mixture becomes
//:
//: $$ \mu_k = \frac{1}{N_k} \sum_n r_{nk}\, x_n , \qquad
//:    \Sigma_k = \frac{1}{N_k} \sum_n r_{nk}\, (x_n - \mu_k)(x_n - \mu_k)^{\mathsf T} . $$ {#eq-m-step-plane}
//:
//: We start both components in the middle, on the wrong sides, and too wide:

let awkward = try MultivariateGaussianMixture(
  weights: [0.5, 0.5], means: [[3, 80], [4, 62]],
  covariances: [[[1, 0], [0, 150]], [[1, 0], [0, 150]]])
let geyser = try fitByEM(
  awkward, to: OldFaithful.matrix,
  options: EMOptions(tolerance: .relative(1e-6), record: .models))

//| label: fig-geyser
//| column: page
//| width: 8.4
//| height: 3.4
//| caption: >-
//|   EM on Old Faithful, half-step by half-step. A point has the mixed colors of the components that it may come from; ellipses hold 50 % and
//|   95 % of each. An E-step changes colors, an M-step moves ellipses. Use the slider or the arrow keys.
//| alt: >-
//|   Two clouds of points, one low on the left, one high on the right. The ellipses of two components begin
//|   on top of each other, part, and come to rest with one on each cloud, while the log-likelihood beside them
//|   rises steeply and levels off.
try steps(
  of: geyser, to: OldFaithful.matrix, limit: 20, xLabel: "duration in min",
  yLabel: "wait in min")

//: It takes \(geyser.iterations) iterations. After the first step the climb is slow for a while: two components that lie on top of each other have nothing
//: to tell apart, and every point has nearly the same color. Then the difference feeds on itself. Nobody told the algorithm that there are short eruptions and
//: long ones; it has found \(percent: geyser.model.ordered.weights[0]) of one kind and \(percent: geyser.model.ordered.weights[1]) of the other.

//| include: false
let geyserClimb = geyser.logLikelihoods
precondition(geyserClimb[6] - geyserClimb[1] < 0.1 * (geyserClimb[12] - geyserClimb[6]))

//| label: tbl-geyser
//| fold: true
//| caption: What EM learned about the two kinds of eruptions.
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

//: A ranger can use this. Having seen an eruption of $d$ minutes, ask each component how probable that duration is and what wait it would then expect, and
//: average with the responsibilities, which is @eq-responsibilities once more:

func expectedWait(after duration: Double) -> Double {
  let parts = (0..<2).map { k in
    let mean = kinds.means.row(k)
    let cov = kinds.covariances.matrix(k, dimension: 2)
    let marginal = Normal(
      mean: mean[0], standardDeviation: cov[0, 0].squareRoot())
    let weight = kinds.weights[k] * marginal.density(duration)
    return (weight, mean[1] + cov[0, 1] / cov[0, 0] * (duration - mean[0]))
  }
  let total = parts.reduce(0) { $0 + $1.0 }
  return parts.reduce(0) { $0 + $1.0 * $1.1 } / total
}

//: After two minutes expect to wait \(expectedWait(after: 2), decimals: 0) minutes, after three \(expectedWait(after: 3), decimals: 0), and after four and a half \(expectedWait(after: 4.5), decimals: 0).

//| include: false
precondition(abs(geyser.logLikelihood + 1130.264) < 0.001)
precondition(expectedWait(after: 2) < 60 && expectedWait(after: 4.5) > 75)
