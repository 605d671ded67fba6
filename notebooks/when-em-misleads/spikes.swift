//: ---
//: title: Spikes and slow convergence
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - why the likelihood of a mixture has no maximum, and what to do about it;
//: - why EM can be slow, and when to stop.
//: :::
//:
//: # An unbounded likelihood {#sec-spikes}
//:
//: Put the mean of a component exactly on one data point and let its standard deviation go to zero. The density at that point goes to infinity. The other
//: component still explains the other points, so the log-likelihood grows without bound [@day1969]. This happens at *every* data point. We simulate forty points and
//: round them to one decimal, as in most recorded data.

var random = SplitMix64(seed: 5)
let truth = UnivariateGaussianMixture(
  weights: [0.5, 0.5], means: [-2, 2], standardDeviations: [1, 1])
let few = truth.sample(40, using: &random).map { ($0 * 10).rounded() / 10 }
let fresh = truth.sample(2000, using: &random)

//| label: fig-comb
//| caption: >-
//|   The log-likelihood as a function of the mean of a small second component (weight 0.05), for three values of its standard deviation. Dots at the bottom are the data. There is a peak
//|   at every point, and the peaks grow as $-\log \sigma_2$.
//| alt: >-
//|   Three curves. The widest component gives a smooth curve with two gentle maxima. The narrower ones give sharper peaks, the narrowest one at every data
//|   point.
//| fold: true
let places = (0...920).map { -4.6 + 0.01 * Double($0) }
let comb = try [0.3, 0.03, 0.003].map { sigma in
  let values = try places.map { place in
    try UnivariateGaussianMixture(
      weights: [0.95, 0.05], means: [0, place], standardDeviations: [2.3, sigma]
    ).logDensities(of: few).reduce(0, +)
  }
  return (sigma: sigma, values: values)
}
let floor = comb[2].values.min()!
Figure(
  Chart {
    for (sigma, values) in comb.reversed() {
      LineMark(x: places, y: values).lineStyle(width: sigma < 0.1 ? 0.7 : 1.6)
        .foregroundStyle(.series(sigma < 0.01 ? 3 : sigma < 0.1 ? 2 : 1))
        .label("$\\sigma_2 = \(sigma)$")
    }
    PointMark(x: few, y: few.map { _ in floor - 0.6 }).foregroundStyle(.ink).symbolSize(3)
  }
  .xAxis(#"$\mu_2$"#, domain: -4.6...4.6)
  .yAxis(#"$\ell(\theta)$"#, domain: (floor - 1.2)...(comb[2].values.max()! + 0.5))
  .legend(.top),
  height: .inches(2.7))

//: So the maximum likelihood estimate of a normal mixture with free variances does not exist. What we want is a good *local* maximum without degenerate components. EM usually finds one, because the basins of the spikes are
//: narrow. With few data and many components they are not narrow enough. We fit four components to the \(few.count) points, from two hundred starts:

func climb(
  prior: GaussianPrior? = nil, _ change: (inout EMOptions) -> Void = { _ in }
) -> Restarts<UnivariateGaussianMixture> {
  var options = EMOptions(tolerance: .remaining(1e-4))
  change(&options)
  return fitByEM(restarts: 200, seed: 3, to: few, options: options) { random in
    try UnivariateGaussianMixture.initialized(
      components: 4, from: few, method: .randomRows, prior: prior,
      using: &random)
  }
}
let plain = climb()

//| include: false
let collapsed = plain.fits.filter {
  if case .collapsed = $0.status { true } else { false }
}
precondition(collapsed.count > 100)

//: In \(collapsed.count) of the \(plain.fits.count) runs a component collapses. The first of them \(collapsed[0].status). No infinite number occurs: the library compares each variance with the
//: spread of all data and stops at the last sound parameters.
//:
//: # Remedies {#sec-cures}
//:
//: Four remedies are common. *Drop* the component and continue with the others. *Reseed* it where the mixture fits worst. *Tie* the variances, so that no component can be much narrower than the others. Or use a
//: *prior* on the variances and maximize the posterior density, which is bounded. We use the prior of Fraley and Raftery [-@fraley2007] in two sizes: *narrow*, with its scale from four components that divide the
//: range of the data, and *wide*, with the scale of all data.
//:
//: The test is prediction. We simulate thirty data sets of forty points. On each, every remedy gets six starts and returns the run with the highest
//: objective (the log-likelihood, or with a prior the log-posterior); we compute its mean log-density on \(fresh.count) new points.

//| fold: true
typealias Cure = (name: String, tied: Bool, policy: CollapsePolicy, prior: (Matrix) -> GaussianPrior?)
let cures: [Cure] = [
  ("none", false, .keep, { _ in nil }), ("drop", false, .drop, { _ in nil }),
  ("reseed", false, .reseed, { _ in nil }), ("tied variances", true, .keep, { _ in nil }),
  ("prior, narrow", false, .keep, { GaussianPrior(matching: $0, components: 4) }),
  ("prior, wide", false, .keep, { GaussianPrior(matching: $0, components: 1) }),
]
func runs(_ cure: Cure, _ data: Matrix, seed: UInt64) -> Restarts<GaussianMixture> {
  var options = EMOptions(tolerance: .remaining(1e-3))
  options.onCollapse = cure.policy
  return fitByEM(restarts: 6, seed: seed, to: data, options: options) { random in
    try GaussianMixture.initialized(
      components: 4, from: data, covariance: cure.tied ? .tied : .full, method: .randomRows,
      prior: cure.prior(data), using: &random)
  }
}
let worlds = (0..<30).map { _ in
  truth.sample(40, using: &random).map { ($0 * 10).rounded() / 10 }
}
func meanLogDensity(_ model: GaussianMixture) throws -> Double {
  let column = Matrix(rows: fresh.count, columns: 1, elements: fresh)
  return try model.logDensities(of: column).reduce(0, +) / Double(fresh.count)
}

//| include: false
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
let judged = try cures.map { cure in
  var (sound, empty, smallest, scores) = (0, 0, [Double](), [Double]())
  for (index, world) in worlds.enumerated() {
    let data = Matrix(rows: 40, columns: 1, elements: world)
    let restarts = runs(cure, data, seed: UInt64(index))
    sound += restarts.fits.count(where: \.isSound)
    empty += restarts.fits.count {
      if case .collapsed(let collapse, _) = $0.status, case .empty = collapse.reason { true } else { false }
    }
    guard let best = restarts.best?.model else { continue }
    scores.append(try meanLogDensity(best))
    smallest.append(
      (0..<best.componentCount).map { best.covariances.matrix($0, dimension: 1)[0, 0].squareRoot() }
        .min()!)
  }
  return (cure: cure, sound: sound, empty: empty, smallest: median(smallest), scores: scores)
}
let ceiling = try truth.logDensities(of: fresh).reduce(0, +) / Double(fresh.count)
let two = try worlds.map { world in
  let start = UnivariateGaussianMixture(weights: [0.5, 0.5], means: [-2, 2], standardDeviations: [1, 1])
  return try fitByEM(start, to: world, options: EMOptions(tolerance: .remaining(1e-4))).model.logDensities(of: fresh).reduce(0, +)
    / Double(fresh.count)
}
precondition(judged.allSatisfy { $0.scores.count == 30 })
precondition(judged[0].sound < 160 && (170..<180).contains(judged[2].sound))
precondition([1, 3, 4].allSatisfy { judged[$0].sound == 180 })
precondition(judged[5].sound + judged[5].empty == 180)
precondition(judged[1...2].allSatisfy { abs(median($0.scores) - median(judged[0].scores)) < 0.01 })
precondition(median(judged[3].scores) > median(judged[0].scores) + 0.03)
precondition(median(judged[4].scores) == judged.map { median($0.scores) }.min()!)
precondition(abs(median(judged[5].scores) - median(two)) < 0.03)
precondition(judged[5].scores.min()! > two.min()!)

//| label: tbl-cures
//| caption: >-
//|   Four components on forty points, for thirty data sets: how many of 180 runs end at a finite peak; and for the run chosen on each data set, the smallest $\sigma$ (median) and the mean log-density of
//|   new points (median, and worst data set). For comparison: two components, started at the truth.
//| fold: true
Table("remedy", "sound runs", "smallest $\\sigma$", "new points", "worst") {
  for row in judged {
    [
      row.cure.name, "\(row.sound)", "\(row.smallest, decimals: 2)",
      "\(median(row.scores), decimals: 2)", "\(row.scores.min()!, decimals: 2)",
    ]
  }
  ["two components", "", "", "\(median(two), decimals: 2)", "\(two.min()!, decimals: 2)"]
  ["the truth", "", "1.00", "\(ceiling, decimals: 2)", "\(ceiling, decimals: 2)"]
}

//: With dropping every run ends at a finite peak, and with reseeding all but \(180 - judged[2].sound), in which the new component collapses again and again. But both treat a symptom: the chosen run is the same, because the best sound peak is found without them. Tied variances change the
//: objective, and they help. So does the wide prior, which predicts as well as the right number of components, and better in the worst case. The narrow prior is a warning. It prevents every collapse and predicts worst of all, because it determines the result: the smallest
//: $\sigma$ is \(judged[4].smallest, decimals: 2), near the mode of the prior. A collapse may also mean that
//: there are too many components.
//:
//: ::: {.aside}
//: With the wide prior, \(180 - judged[5].sound) of the runs lost a component that no longer had any points. No prior on variances prevents that; a prior on the weights does.
//: :::

//: # Slow convergence {#sec-slow}
//:
//: Now a sound peak that EM approaches very slowly. We take two normal components of equal weight with standard deviation one, and move them toward each other. In
//: [*Your own model*](../your-own-model/index.html#sec-rate) we show that each iteration leaves a constant share of the distance to the maximum, the largest fraction of missing information. Here we control that fraction: the labels
//: are nearly known when the components are far apart, and nearly unknown when they overlap.

let gaps = [1.5, 2, 2.5, 3, 3.5, 4, 5, 6]
var draws = SplitMix64(seed: 5)
let studies = try gaps.map { gap in
  let world = UnivariateGaussianMixture(
    weights: [0.5, 0.5], means: [-gap / 2, gap / 2], standardDeviations: [1, 1])
  let samples = world.sample(1000, using: &draws)
  var options = EMOptions(tolerance: .parameters(1e-6), iterationLimit: 20_000)
  let em = try fitByEM(world, to: samples, options: options)
  options.acceleration = .squarem
  let squarem = try fitByEM(world, to: samples, options: options)
  return (
    gap: gap, em: em, squarem: squarem, samples: samples,
    rate: try squarem.model.rateOfConvergence(of: samples))
}

//| include: false
for study in studies {
  precondition(abs(study.em.logLikelihood - study.squarem.logLikelihood) < 1e-3)
  precondition(study.rate > 0 && study.rate < 1)
}

//| label: fig-crawl
//| caption: >-
//|   Left: the largest fraction of missing information against the distance of the components. Right: iterations until no parameter moves by more than $10^{-6}$, against that fraction, for EM and for
//|   SQUAREM. The dashed curve is the number of iterations in which a distance shrinks by $10^{-6}$ at this rate.
//| alt: >-
//|   Left, a curve that falls from nearly one to less than a fifth as the distance grows from 1.5 to 6. Right, on a logarithmic axis, the iterations of EM rise from ten to thousands along the
//|   dashed curve while those of SQUAREM stay below two hundred.
//| fold: true
let rates = studies.map(\.rate)
Figure(height: .inches(2.8)) {
  Row {
    Chart { LineMark(x: gaps, y: rates).symbol(.circle) }
      .xAxis("distance in standard deviations").yAxis("fraction missing", domain: 0...1)
    Chart {
      FunctionMark(over: 0.05...0.996) { log(1e-6) / log($0) }.foregroundStyle(.muted)
        .lineStyle(width: 1, dash: [4, 3]).label(#"$\log 10^{-6} / \log(\mathrm{rate})$"#)
      LineMark(x: rates, y: studies.map { Double($0.em.iterations) }).symbol(.circle).label("EM")
      LineMark(x: rates, y: studies.map { Double($0.squarem.iterations) }).symbol(.square)
        .label("SQUAREM")
    }
    .xAxis("fraction missing", domain: 0...1).yAxis("iterations", scale: .log)
    .legend(.bottom)
  }
}

//: At a distance of \(gaps[0], decimals: 1) standard deviations the rate is \(rates[0], decimals: 4): an iteration covers \(percent: 1 - rates[0], decimals: 1) of the remaining way. EM takes \(studies[0].em.iterations) iterations, and SQUAREM
//: \(studies[0].squarem.iterations) [@varadhan2008]. At a distance of \(gaps[7], decimals: 0) the numbers are \(studies[7].em.iterations) and \(studies[7].squarem.iterations). Acceleration helps most where EM is slowest.
//:
//: # When to stop {#sec-stop}
//:
//: The usual rule looks at the last gain. When EM is slow, a small gain does not mean that little remains. If gains shrink by the factor $c$, then after a gain of $g$ there remain
//: $g c + g c^2 + \dots = g c / (1 - c)$. With $c = 0.999$ that is $0.999 / 0.001 = 999$ times the last gain. The ratio of two successive gains estimates $c$, and hence the remainder [@boehning1994].

//| label: tbl-stop
//| caption: >-
//|   Where four stopping rules stop at the smallest distance: iterations, the nats that really remain, and the distance of the first mean from its limit.
//| fold: true
let slow = studies[0]
let rules: [(String, EMOptions.Tolerance)] = [
  ("gain below $10^{-3}$", .absolute(1e-3)), ("gain below $10^{-5}$", .absolute(1e-5)),
  ("remaining below $10^{-3}$", .remaining(1e-3)), ("remaining below $10^{-5}$", .remaining(1e-5)),
]
let start = UnivariateGaussianMixture(weights: [0.5, 0.5], means: [-2, 1], standardDeviations: [1, 1])
let stops = try rules.map { name, rule in
  (name: name, fit: try fitByEM(start, to: slow.samples, options: EMOptions(tolerance: rule, iterationLimit: 20_000)))
}
Table("rule", "iterations", "nats remaining", "error of $\\mu_1$") {
  for (name, fit) in stops {
    [
      name, "\(fit.iterations)", "\(slow.squarem.logLikelihood - fit.logLikelihood, digits: 2)",
      "\(abs(fit.model.ordered.means[0] - slow.squarem.model.ordered.means[0]), decimals: 3)",
    ]
  }
}

//| include: false
precondition(abs(0.999 / (1 - 0.999) - 999) < 1e-9)
let factors = zip(stops, [1e-3, 1e-5, 1e-3, 1e-5]).map {
  (slow.squarem.logLikelihood - $0.fit.logLikelihood) / $1
}
let thousandth = abs(stops[2].fit.model.ordered.means[0] - slow.squarem.model.ordered.means[0])
precondition(factors[0] > 50 && factors[1] > 50 && factors[2] < 1.5 && factors[3] < 1.5)

//: The rules on gains stop when \(factors[0], decimals: 0) and \(factors[1], decimals: 0) times their tolerance remains. The rules on the remainder are right. But they too can stop early, while the gains
//: still come from directions in which EM is fast. The last column shows what a flat likelihood means: a thousandth of a nat is \(thousandth, decimals: 2) in a mean. Statistically that is nothing. But if you
//: compare two runs, remember that neither has reached the limit.
//:
//: # Summary {#sec-summary-2}
//:
//: The likelihood of a mixture with free variances is unbounded, and with few data EM often finds a spike. A weak prior or tied variances are better remedies than repairs. EM slows down
//: as more information is missing; stop by what remains, not by the last gain.

//: # Exercises {#sec-exercises-2}

//: **1.** *Easy.* EM converges at the rate 0.9992. How many iterations halve the distance to the maximum?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\log \frac12 / \log 0.9992 = \(log(0.5) / log(0.9992), decimals: 0)$. Each further halving takes the same number again.
//: :::

//: **2.** *Medium.* Why can no prior on the *means* prevent a collapse? What must a prior on $\sigma$ do?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: At a spike the mean is at a data point, where a prior on the mean has a finite positive density. A finite factor cannot balance a likelihood that goes to infinity. If $m$ data points coincide, the likelihood grows like $\sigma^{-m}$, so the prior density
//: must vanish faster than $\sigma^m$ as $\sigma \to 0$. An inverse gamma prior on $\sigma^2$ vanishes faster than every power.
//: :::
