//: ---
//: title: Genetic linkage
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: Two genes lie on the same chromosome, each with a dominant and a recessive version. We cross animals that carry one chromosome with both dominant versions and one with both recessive versions.
//: The offspring are of four kinds: they show both dominant traits, only the first, only the second, or neither. If the genes were inherited independently, the kinds would have the ratio 9 : 3 : 3 : 1. They do not. Genes
//: that lie close together are usually inherited together, and how often they are separated measures their distance.
//:
//: Let $r$ be the probability that the two genes are separated (recombined) in a parent's germ cell, and $\theta = (1 - r)^2$. The four kinds then have the probabilities
//:
//: $$ \left( \tfrac12 + \tfrac{\theta}{4} , \quad \tfrac{1 - \theta}{4} , \quad \tfrac{1 - \theta}{4} , \quad \tfrac{\theta}{4} \right) , $$ {#eq-cells}
//:
//: and \(GeneticLinkage.counts.reduce(0, +)) animals were counted [@rao1973, p. 369]. This is the first example in the paper that named EM [@dempster1977].
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - how to write a model of your own in three short methods;
//: - what the complete picture of EM looks like in one dimension;
//: - why EM converges at the rate of the missing information, and how to get standard errors.
//:
//: Read chapter 1 of [*The EM algorithm*](../em-algorithm/index.html) first. Symbols are listed in [*Notation*](../notation/index.html).
//: :::

//| label: fig-counts
//| caption: >-
//|   The counts (bars), and the expectations according to @eq-cells for three values of $\theta$. The rightmost kind requires a large
//|   $\theta$, the two in the middle one that is not too large.
//| alt: >-
//|   Four bars of 125, 18, 20 and 34. Three symbols at each bar; those for 0.63 are close to the tops of all bars, those for 0.25
//|   and 0.95 miss the second, third and fourth.
//| fold: true
let counts = GeneticLinkage.counts.map(Double.init)
let total = counts.reduce(0, +)
let kinds = ["both dominant", "only the first", "only the second", "neither"]
func probabilities(_ theta: Double) -> [Double] {
  [0.5 + theta / 4, (1 - theta) / 4, (1 - theta) / 4, theta / 4]
}
Figure(
  Chart {
    BarMark(x: kinds, y: counts, width: 0.55).foregroundStyle(.muted).opacity(0.35)
      .label("counted")
    for (theta, symbol) in [(0.25, Symbol.square), (0.63, .circle), (0.95, .triangle)] {
      PointMark(x: kinds, y: probabilities(theta).map { total * $0 })
        .symbol(symbol).symbolSize(7).opacity(1).label("$\\theta = \(theta)$")
    }
  }
  .yAxis("offspring").legend(.top),
  height: .inches(2.5))

//: # Complete data {#sec-hidden}
//:
//: The sum $\frac12 + \frac{\theta}{4}$ makes the likelihood difficult: it puts a sum inside a logarithm. So imagine that the first kind consists of
//: two kinds that look alike, one with probability $\frac12$ and one with probability $\frac{\theta}{4}$, and that we could distinguish them. Let $h$ of the
//: \(counts[0], decimals: 0) animals be of the second sort. Then $h + 34$ animals contribute a factor $\theta$ to the likelihood, and $18 + 20$ a
//: factor $1 - \theta$, so the estimate is a proportion:
//:
//: $$ \hat\theta = \frac{h + 34}{h + 34 + 18 + 20} . $$ {#eq-complete}
//:
//: The two sorts need not exist. EM requires a complete-data model that is easy to fit and that gives the observed one when the hidden part is summed out. It
//: need not be biologically meaningful.
//:
//: **E-step.** We do not know $h$. Each of the 125 animals is of the second sort with the probability given by Bayes' rule, so the expected number is
//:
//: $$ \operatorname{E}[h \mid X, \theta] = 125 \cdot \frac{\theta / 4}{1/2 + \theta / 4} . $$ {#eq-expected}
//:
//: **M-step.** Insert this number for $h$ into @eq-complete.
//:
//: # The model {#sec-model}
//:
//: A model is a type that conforms to `LatentVariableModel`. Each value of it is one $\theta$. It has three requirements: the
//: E-step, the M-step, and the expected complete-data log-likelihood that the M-step maximizes.

struct Linkage: LatentVariableModel {
  var theta: Double

  // E[h], and what was seen.
  struct Statistics { var hidden: Double, counts: [Double] }

  func eStep(_ counts: [Double]) -> Expectation<Statistics> {
    let share = (theta / 4) / (0.5 + theta / 4)
    let cells = probabilities(theta)
    return Expectation(
      statistics: Statistics(hidden: counts[0] * share, counts: counts),
      logLikelihood: zip(counts, cells).map { count, p in
        count * log(p)
      }.reduce(0, +))
  }

  func mStep(_ s: Statistics) -> Linkage {
    let hits = s.hidden + s.counts[3]
    return Linkage(theta: hits / (hits + s.counts[1] + s.counts[2]))
  }

  func expectedLogLikelihood(_ s: Statistics) -> Double {
    (s.counts[0] - s.hidden) * log(0.5)
      + (s.counts[1] + s.counts[2]) * log((1 - theta) / 4)
      + (s.hidden + s.counts[3]) * log(theta / 4)
  }
}

//: That is the whole model. The driver runs it:

let fit = try fitByEM(
  Linkage(theta: 0.5), to: counts,
  options: EMOptions(tolerance: .remaining(1e-13)))

//| include: false
let long = try fitByEM(
  Linkage(theta: 0.5), to: counts,
  options: EMOptions(tolerance: .never, iterationLimit: 14))
let path = [0.5] + long.maximizations.map { $0.model!.theta }
let estimate = fit.model.theta
// Dempster, Laird & Rubin 1977, table 1: the iterates from one half, the limit, and the ratios.
let published = [
  0.500000000, 0.608247423, 0.624321051, 0.626488879, 0.626777323, 0.626815632, 0.626820719,
  0.626821395, 0.626821484,
]
for (theta, reference) in zip(path, published) {
  precondition(abs(theta - reference) < 1e-9, "\(theta) is not \(reference)")
}
precondition(path.count >= published.count)
precondition(abs(long.model.theta - 0.6268214980) < 5e-10)
precondition(abs(estimate - 0.6268214980) < 5e-8)
// The root of the quadratic that the likelihood equation is.
let discriminant = Double(15 * 15 + 4 * 197 * 68)
let root = (15 + discriminant.squareRoot()) / 394
precondition(abs(long.model.theta - root) < 1e-11)
let ratios = published.indices.map { (path[$0 + 1] - root) / (path[$0] - root) }
for (ratio, reference) in zip(ratios, [0.1465, 0.1346, 0.1330, 0.1328, 0.1328, 0.1328]) {
  precondition(abs(ratio - reference) < 5.1e-5, "\(ratio) is not \(reference)")
}

//: It went from \(path[0], decimals: 1) to $\hat\theta = \(estimate, decimals: 7)$ and stopped because it \(fit.status). @tbl-path shows the iterates, which
//: agree with the published ones to a unit of the ninth decimal.
//:
//: ::: {.aside}
//: A log-likelihood is flat at its maximum: thirteen decimals of it determine only seven of $\theta$.
//: :::

//| label: tbl-path
//| caption: >-
//|   The iterates, their distances from the limit, and the ratio of each distance to the previous one.
//| fold: true
Table("$t$", "$\\theta_t$", "$\\hat\\theta - \\theta_t$", "ratio") {
  for t in 0..<7 {
    [
      "\(t)", "\(path[t], decimals: 9)", "\(root - path[t], decimals: 9)",
      t == 0 ? "" : "\(ratios[t - 1], decimals: 4)",
    ]
  }
}

//: The ratios settle quickly: from the third iteration on, each step leaves \(percent: ratios[5]) of the error. @sec-rate explains this number.
//:
//: # EM in one dimension {#sec-bounds}
//:
//: With a single parameter we can draw everything. For a fixed distribution of the hidden values, the bound
//: $\mathcal{L}(Q, \theta)$ is a function of $\theta$ that is nowhere above $\ell(\theta)$. The E-step chooses the bound that touches $\ell$
//: at the current $\theta$. The M-step moves to its maximum. We start at $\theta = 0.05$, far enough away to see the steps.

//| fold: true
let walk = try fitByEM(
  Linkage(theta: 0.05), to: counts,
  options: EMOptions(tolerance: .never, iterationLimit: 4))
let grid = (0...198).map { 0.0125 + 0.965 * Double($0) / 198 }
let likelihood = grid.map { Linkage(theta: $0).eStep(counts).logLikelihood }
let top = Linkage(theta: root).eStep(counts).logLikelihood

func bound(at theta: Double, touching touch: Double) -> Double {
  let expectation = Linkage(theta: touch).eStep(counts)
  let q = Linkage(theta: touch).expectedLogLikelihood(expectation.statistics)
  let entropy = expectation.logLikelihood - q
  return Linkage(theta: theta).expectedLogLikelihood(expectation.statistics) + entropy
}
let expectations = walk.trace.filter { $0.kind == .expectation }.map { $0.model!.theta }
for touch in expectations {
  let gaps = zip(grid, likelihood).map { $1 - bound(at: $0, touching: touch) }
  precondition(gaps.allSatisfy { $0 > -1e-9 })  // nowhere above the log-likelihood
  precondition(abs(bound(at: touch, touching: touch) - Linkage(theta: touch).eStep(counts).logLikelihood) < 1e-9)
}

//| label: fig-bounds
//| caption: >-
//|   The log-likelihood (thick, relative to its maximum) and the bounds of EM. After an E-step the new bound touches
//|   the curve at the current $\theta$. After an M-step $\theta$ is at the maximum of that bound, and the gap above it is the divergence.
//| alt: >-
//|   A thick curve with its maximum at 0.63. Under it thinner curves, each touching it in one point; their maxima move to the right
//|   and up until the last one has the same maximum.
//| fold: true
let moments = (0..<8).map { (bounds: $0 / 2 + 1, position: ($0 + 1) / 2) }
try Steps(
  moments,
  names: moments.indices.map { "iteration \($0 / 2 + 1), after the \($0 % 2 == 0 ? "E" : "M")-step" }
) { moment in
  let now = expectations[moment.position]
  let current = expectations[moment.bounds - 1]
  return Figure(
    Chart {
      LineMark(x: grid, y: likelihood.map { $0 - top }).foregroundStyle(.ink)
        .lineStyle(width: 2.4).label(#"$\ell(\theta)$"#)
      for touch in expectations.prefix(moment.bounds - 1) {
        LineMark(x: grid, y: grid.map { bound(at: $0, touching: touch) - top })
          .foregroundStyle(.muted).lineStyle(width: 0.8)
      }
      LineMark(x: grid, y: grid.map { bound(at: $0, touching: current) - top })
        .foregroundStyle(.series(2)).label(#"$\mathcal{L}(Q_t, \theta)$"#)
      LineMark(
        x: [now, now],
        y: [bound(at: now, touching: current) - top, Linkage(theta: now).eStep(counts).logLikelihood - top]
      ).foregroundStyle(.series(4)).lineStyle(width: 3).label("divergence")
      PointMark(x: [now], y: [bound(at: now, touching: current) - top])
        .foregroundStyle(.series(2)).symbolSize(8).opacity(1)
    }
    .xAxis(#"$\theta$"#, domain: 0...1).yAxis("nats below the top", domain: -120...4).legend(.top),
    height: .inches(3.2))
}

//: Three observations. The bound is more curved than $\ell$: knowing $h$ would make $\theta$ more certain. The bound
//: touches without crossing, so it has the *slope* of $\ell$ where they touch; EM can stop only where that slope is zero. And the bounds after the second look alike, which is why the
//: ratios in @tbl-path are alike.
//:
//: # The rate is the missing information {#sec-rate}
//:
//: E-step and M-step together are one function $\theta_{t+1} = M(\theta_t)$, the EM map. Here it is
//:
//: $$ M(\theta) = \frac{h(\theta) + 34}{h(\theta) + 72} , \qquad h(\theta) = \frac{125\, \theta}{2 + \theta} , $$ {#eq-map}
//:
//: and its iteration is the staircase in @fig-staircase. Near the fixed point the distance shrinks by the slope of $M$. The flatter the map, the faster EM.

func map(_ theta: Double) -> Double {
  let model = Linkage(theta: theta)
  return model.mStep(model.eStep(counts).statistics).theta
}
let slope = (map(root + 1e-5) - map(root - 1e-5)) / 2e-5

//| include: false
precondition(abs(slope - 0.1328) < 5e-5)
precondition(abs(slope - ratios[5]) < 1e-4)
func hidden(_ theta: Double) -> Double { 125 * theta / (2 + theta) }
for theta in [0.05, 0.4, 0.9] {
  precondition(abs(map(theta) - (hidden(theta) + 34) / (hidden(theta) + 72)) < 1e-12)
}
func secondDifference(_ f: (Double) -> Double) -> Double {
  let step = 1e-3
  return -(f(root + step) - 2 * f(root) + f(root - step)) / (step * step)
}
let completeInformation = secondDifference { bound(at: $0, touching: root) }
let observedInformation = secondDifference { Linkage(theta: $0).eStep(counts).logLikelihood }
let missingInformation = completeInformation - observedInformation
// Louis 1982, section 4: 435.3 complete, 57.8 missing, 377.5 observed.
precondition(abs(completeInformation - 435.3) < 0.06)
precondition(abs(missingInformation - 57.8) < 0.06)
precondition(abs(observedInformation - 377.5) < 0.06)
precondition(abs(missingInformation / completeInformation - slope) < 1e-4)

//| label: fig-staircase
//| caption: >-
//|   The map from $\theta_t$ to $\theta_{t+1}$, and the steps of EM from 0.05: up to the curve, across to the diagonal. Right:
//|   the last steps enlarged; the curve is nearly a line of slope \(slope, decimals: 4).
//| alt: >-
//|   Two panels. A curve that starts at 0.47, rises ever more slowly and crosses the diagonal at 0.63, with a staircase from 0.05 to
//|   the crossing. On the right the crossing enlarged: an almost flat line, and steps that shrink fast.
//| fold: true
let stairs = expectations.flatMap { theta in [(theta, theta), (theta, map(theta))] }.dropLast()
func staircase(over range: ClosedRange<Double>) -> Chart {
  let ends = [range.lowerBound, range.upperBound]
  return Chart {
    LineMark(x: ends, y: ends).foregroundStyle(.muted).lineStyle(width: 1, dash: [4, 3])
    FunctionMark(over: range) { map($0) }.foregroundStyle(.series(1)).label(#"$M(\theta)$"#)
    LineMark(x: stairs.map(\.0), y: stairs.map(\.1)).foregroundStyle(.series(2))
      .lineStyle(width: 1.4).label("EM")
    PointMark(x: [root], y: [root]).foregroundStyle(.ink).symbolSize(6).opacity(1)
  }
  .xAxis(#"$\theta_t$"#, domain: range).yAxis(#"$\theta_{t+1}$"#, domain: range)
}
Figure(height: .inches(3.1)) {
  Row {
    staircase(over: 0...1).legend(.inside(.bottomTrailing))
    staircase(over: 0.6...0.65).legend(.none)
  }
}

//: The slope has a meaning. The curvature of $\ell$ at its maximum is the information in the data about $\theta$; the curvature of the bound is the information in *complete* data. With $h$ known it would be
//: \(completeInformation, decimals: 1); without it is \(observedInformation, decimals: 1), the numbers that Louis computed [-@louis1982].
//: The missing information is their difference, \(missingInformation, decimals: 1), and
//:
//: $$ \frac{\text{missing}}{\text{complete}} = \frac{\(missingInformation, decimals: 1)}{\(completeInformation, decimals: 1)} = \(missingInformation / completeInformation, decimals: 4) , $$ {#eq-fraction}
//:
//: the slope again. This holds in general: near a regular interior maximum, EM converges at the rate of the *largest fraction of missing information* [@dempster1977, section 3].
//: Slow EM means that most of the relevant information was not observed. [*Latent factors*](../latent-factors/index.html#sec-speed) has an example.

//: ::: {.proof title="For one parameter"}
//: Write $\mathcal{L}(\theta, \theta')$ for the bound at $\theta$ that touches at $\theta'$, with derivatives $\partial_1$ and $\partial_2$. The M-step solves $\partial_1 \mathcal{L}(M(\theta'), \theta') = 0$ for every $\theta'$. Differentiate this
//: at the fixed point: $\partial_1^2 \mathcal{L} \cdot M' + \partial_1 \partial_2 \mathcal{L} = 0$. The bound has the slope of $\ell$ where it touches, $\partial_1 \mathcal{L}(\theta', \theta') = \ell'(\theta')$. Differentiate
//: this too: $\partial_1^2 \mathcal{L} + \partial_1 \partial_2 \mathcal{L} = \ell''$. Together $M' = 1 - \ell'' / \partial_1^2 \mathcal{L}$, which is one minus observed over complete information.
//: :::

//: So far we have written three short methods. The rest of this chapter shows what the driver does with them.

//: # The trace {#sec-trace}
//:
//: Every half-step is recorded with the bound, the divergence and the log-likelihood. We start at 0.05 again.

let far = try fitByEM(
  Linkage(theta: 0.05), to: counts,
  options: EMOptions(tolerance: .remaining(1e-12)))

//| include: false
func shareOfSecond(_ theta: Double) -> Double { theta / (2 + theta) }
let (before, after) = (shareOfSecond(0.05), shareOfSecond(map(0.05)))
let entropyByHand = -125 * (before * log(before) + (1 - before) * log(1 - before))
let divergenceByHand =
  125 * (before * log(before / after) + (1 - before) * log((1 - before) / (1 - after)))
precondition(abs(far.trace[0].entropy - entropyByHand) < 1e-10)
precondition(abs(far.trace[1].divergence - divergenceByHand) < 1e-10)
precondition(far.trace.allSatisfy { abs($0.lowerBound + $0.divergence - $0.logLikelihood) < 1e-10 })
precondition(far.logLikelihoods == far.logLikelihoods.sorted())

//| label: tbl-trace
//| caption: >-
//|   The first half-steps, in nats. Each E-step closes the divergence, each M-step raises the bound.
//| fold: true
Table("iteration", "after", "bound $\\mathcal{L}$", "divergence", "$\\ell(\\theta)$") {
  for step in far.trace.prefix(9) {
    [
      "\(step.iteration)", step.kind == .expectation ? "E" : "M",
      "\(step.lowerBound, decimals: 4)", "\(step.divergence, decimals: 4)",
      "\(step.logLikelihood, decimals: 4)",
    ]
  }
}

//| include: false
let largestDifference = far.trace.map {
  abs($0.lowerBound + $0.divergence - $0.logLikelihood)
}.max()!
let share = (0.05 / 4) / (0.5 + 0.05 / 4)
let byHand = -125 * (share * log(share) + (1 - share) * log(1 - share))
precondition(largestDifference < 1e-10)
precondition(abs(far.trace[0].entropy - byHand) < 1e-10)
precondition(far.logLikelihoods == far.logLikelihoods.sorted())

//: In every row the bound and the divergence add up to $\ell(\theta)$. The model does not compute a divergence. The driver derives it from the log-likelihood of the E-step
//: and from `expectedLogLikelihood`, by the decomposition. Here we can check it by hand. Each of the 125 animals is of the second sort with probability
//: $s = \theta / (2 + \theta)$, so the divergence after the first M-step is 125 times that between two such distributions,
//:
//: $$ 125 \left( s_0 \log \frac{s_0}{s_1} + (1 - s_0) \log \frac{1 - s_0}{1 - s_1} \right) = \(divergenceByHand, decimals: 4) , $$
//:
//: with $s_0 = \(before, decimals: 4)$ and $s_1 = \(after, decimals: 4)$. The table agrees.

//| label: fig-half-steps
//| caption: Bound and divergence after each half-step. After two iterations there is little left to gain.
//| alt: >-
//|   The first M-step raises the bound a good deal and opens a large divergence. From the second iteration on
//|   the values are level.
//| fold: true
Figure(boundAndDivergenceChart(of: far, iterations: 0...3), height: .inches(2.5))

//: # A wrong M-step is detected {#sec-wrong}
//:
//: With a mistake in the E-step or M-step, the algorithm usually still converges, and to something plausible. That makes EM code hard to trust. But a correct M-step
//: maximizes a known function, so by the monotonicity theorem the log-likelihood must not fall. Suppose we forget the twenty animals of the third kind:

struct Careless: LatentVariableModel {
  var right: Linkage

  func eStep(_ counts: [Double]) -> Expectation<Linkage.Statistics> {
    right.eStep(counts)
  }
  func expectedLogLikelihood(_ s: Linkage.Statistics) -> Double {
    right.expectedLogLikelihood(s)
  }
  func mStep(_ s: Linkage.Statistics) -> Careless {
    let hits = s.hidden + s.counts[3]
    return Careless(right: Linkage(theta: hits / (hits + s.counts[1])))
  }
}
let careless = try fitByEM(Careless(right: Linkage(theta: 0.5)), to: counts)

//| include: false
guard case .decreased = careless.status else { preconditionFailure("\(careless.status)") }
let fixedPoint = {
  var model = Careless(right: Linkage(theta: 0.5))
  for _ in 0..<100 { model = model.mStep(model.eStep(counts).statistics) }
  return model.right.theta
}()

//: The driver stops because it \(careless.status). Without this check the iteration would have settled quietly at \(fixedPoint, decimals: 3).
//: Put the check into your own loops too.

//: # Restarts {#sec-restarts}
//:
//: Is this maximum the only one? We start anywhere:

let restarts = fitByEM(
  restarts: 100, seed: 1, to: counts,
  options: EMOptions(tolerance: .remaining(1e-12))
) { random in Linkage(theta: 0.001 + 0.998 * random.uniform()) }
let ends = restarts.fits.map(\.model.theta)

//| include: false
let spread = ends.max()! - ends.min()!
precondition(restarts.fits.count == 100 && restarts.failureCount == 0 && spread < 1e-6)

//: All \(restarts.fits.count) runs end at \(ends[0], decimals: 6), within \(spread, digits: 1) of each other. A hundred starts are evidence, not a proof. Here there is a proof: the likelihood equation
//: is a quadratic with one root in the unit interval (exercise 3). Most models do not have one.

//: # Standard errors {#sec-errors}
//:
//: EM alone gives no standard errors. But the three methods contain all that is needed: the slope of $\ell$ is the slope of the bound where they touch, and the
//: information is the change of that slope [@oakes1999]. For this the driver needs an unconstrained parameter, which may take any real value, and names for the results:

extension Linkage: UnconstrainedModel {
  var unconstrainedParameters: [Double] { [log(theta / (1 - theta))] }
  init?(unconstrained x: [Double], prototype: Linkage) {
    theta = 1 / (1 + exp(-x[0]))
  }
  var parameters: [ModelParameter] {
    [
      ModelParameter("theta", theta),
      ModelParameter("r", 1 - theta.squareRoot()),
    ]
  }
}

//: The second parameter is the recombination probability $r = 1 - \sqrt\theta$, which geneticists want. It takes one line; the delta method transforms the error.

let estimates = try far.model.standardErrors(of: counts)
let rate = try far.model.rateOfConvergence(of: counts)

//| label: tbl-errors
//| caption: The estimates, their standard errors, and intervals of two standard errors on either side.
//| fold: true
Table("parameter", "estimate", "standard error", "from", "to") {
  for (name, e) in zip(["$\\theta$", "$r$"], estimates) {
    [
      name, "\(e.value, decimals: 4)", "\(e.standardError, decimals: 4)",
      "\(e.value - 2 * e.standardError, decimals: 3)", "\(e.value + 2 * e.standardError, decimals: 3)",
    ]
  }
}

//| include: false
// 1/√377.5, the observed information of Louis 1982; he prints .05.
precondition(abs(estimates[0].standardError - 1 / 377.5.squareRoot()) < 1e-5)
precondition(abs(estimates[1].standardError - estimates[0].standardError / (2 * estimates[0].value.squareRoot())) < 1e-6)
precondition(abs(rate - 0.1328) < 5e-5)

//: The rate of convergence, \(rate, decimals: 4), comes from the same unconstrained parameter and agrees with @tbl-path. Are the standard errors right? We simulate a thousand experiments with the fitted
//: $\hat\theta$ and fit each.

var random = SplitMix64(seed: 12)
let cells = probabilities(far.model.theta)
let repeated = try (0..<1000).map { _ in
  var again = [0.0, 0, 0, 0]
  for _ in 0..<197 { again[random.index(weights: cells)] += 1 }
  return try fitByEM(
    Linkage(theta: 0.5), to: again,
    options: EMOptions(tolerance: .remaining(1e-9))
  ).model.theta
}

//| include: false
let center = repeated.reduce(0, +) / 1000
let deviation = (repeated.reduce(0) { $0 + ($1 - center) * ($1 - center) } / 999).squareRoot()
precondition(abs(deviation / estimates[0].standardError - 1) < 0.08)

//| label: fig-bootstrap
//| caption: >-
//|   Estimates from a thousand simulated experiments, and the normal density with the standard error of @tbl-errors. The standard
//|   deviation of the estimates is \(deviation, decimals: 4).
//| alt: A histogram around 0.63 in the shape of a bell, and a normal curve that follows it.
//| fold: true
let normal = Normal(mean: far.model.theta, standardDeviation: estimates[0].standardError)
Figure(
  Chart {
    HistogramMark(repeated, normalization: .density).foregroundStyle(.series(1)).label("simulated")
    FunctionMark(over: 0.43...0.82) { exp(normal.logDensity($0)) }.foregroundStyle(.ink)
      .label("by the standard error")
  }
  .xAxis(#"$\hat\theta$"#).yAxis("density").legend(.top),
  height: .inches(2.3))

//: # Acceleration {#sec-acceleration}
//:
//: With the unconstrained parameter the driver can also extrapolate. SQUAREM combines two EM steps into a longer one [@varadhan2008], and falls back where that would lower the likelihood.

func iterations(_ acceleration: EMOptions.Acceleration) throws -> Int {
  var options = EMOptions(tolerance: .parameters(1e-12))
  options.acceleration = acceleration
  return try fitByEM(
    Linkage(theta: 0.5), to: counts, options: options
  ).iterations
}
let plain = try iterations(.none)
let accelerated = try iterations(.squarem)

//| include: false
precondition(accelerated < plain)

//: For twelve digits EM needs \(plain) iterations and SQUAREM \(accelerated). With so little missing information there is not much to gain; [*When EM misleads*](../when-em-misleads/index.html) has harder cases.

//: # Unsupported options {#sec-refused}
//:
//: The library never ignores an option that a model does not support. Our model does not define a tempered posterior, so annealing is a typed error before the first step:

//| error: true
var hot = EMOptions()
hot.variant = .annealed(inverseTemperatures: [0.5, 0.8])
_ = try fitByEM(Linkage(theta: 0.5), to: counts, options: hot)

//: # Summary {#sec-summary}
//:
//: A model is three methods: E-step, M-step and expected log-likelihood. The driver adds a trace of bound and divergence, a check of every step, and restarts; with an unconstrained parameter also standard errors
//: and acceleration. EM converges at the rate of the largest fraction of missing information.

//: # Exercises {#sec-exercises}

//| include: false
struct Believed: PenalizedModel {
  var base: Linkage
  var a: Double, b: Double
  func eStep(_ counts: [Double]) -> Expectation<Linkage.Statistics> { base.eStep(counts) }
  func expectedLogLikelihood(_ s: Linkage.Statistics) -> Double { base.expectedLogLikelihood(s) }
  var logPrior: Double { (a - 1) * log(base.theta) + (b - 1) * log(1 - base.theta) }
  func mStep(_ s: Linkage.Statistics) -> Believed {
    let hits = s.hidden + s.counts[3] + a - 1
    return Believed(
      base: Linkage(theta: hits / (hits + s.counts[1] + s.counts[2] + b - 1)), a: a, b: b)
  }
}
let believed = try fitByEM(Believed(base: Linkage(theta: 0.5), a: 30, b: 10), to: counts,
  options: EMOptions(tolerance: .remaining(1e-9)))
precondition(believed.status.isToleranceMet)
let zero = try fitByEM(Linkage(theta: 0), to: counts)
let fewer = try fitByEM(
  Linkage(theta: 0.5), to: [14, 0, 1, 5], options: EMOptions(tolerance: .remaining(1e-12)))
let fewerErrors = try fewer.model.standardErrors(of: [14, 0, 1, 5])
let fewerRate = try fewer.model.rateOfConvergence(of: [14, 0, 1, 5])

//: **1.** *Easy.* From similar crosses you believe that $\theta$ is near three quarters, with a density proportional to $\theta^{29} (1 - \theta)^{9}$. Which two members of the model change, and how?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: `logPrior` becomes $29 \log \theta + 9 \log(1 - \theta)$, and the M-step adds 29 to the count of $\theta$ and 9 to the count of $1 - \theta$. The E-step stays the same. EM now maximizes the log-posterior and ends at
//: \(believed.model.base.theta, decimals: 4).
//: :::

//: **2.** *Medium.* What happens from $\theta = 0$?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Under $\theta = 0$ the 34 animals of the fourth kind are impossible, $\ell = -\infty$, and the driver says that it \(zero.status). The formulas themselves would not notice:
//: the E-step gives $h = 0$, the M-step $34 / 72$, and so on.
//: :::

//: **3.** *Medium.* Show that the likelihood equation is $197\, \theta^2 - 15\, \theta - 68 = 0$, and solve it.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\ell'(\theta) = \frac{125}{2 + \theta} - \frac{38}{1 - \theta} + \frac{34}{\theta} = 0$. Multiply by the denominators and collect. The root in the unit interval is
//: $(15 + \sqrt{15^2 + 4 \cdot 197 \cdot 68}) / 394 = \(root, decimals: 10)$. Setting $M(\theta) = \theta$ in @eq-map gives the same quadratic.
//: :::

//: **4.** *Harder.* With the counts $(14, 0, 1, 5)$ the estimate is $\(fewer.model.theta, decimals: 4)$. What do the standard error and the picture of the likelihood say about an interval of two standard errors?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The standard error is \(fewerErrors[0].standardError, decimals: 3), so the interval would extend to \(fewer.model.theta + 2 * fewerErrors[0].standardError, decimals: 2), beyond one. The log-likelihood is skewed
//: near the boundary, and no parabola fits it. On the scale of $\log \frac{\theta}{1 - \theta}$ the interval stays inside; better still, draw the curve. The rate, \(fewerRate, decimals: 2), is better than
//: before: few data and missing data are different problems.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-counts: let the audience choose $\theta$ by eye, then ask how they weighed the four bars.
//: - @fig-bounds: after each E-step ask where the maximum of the new bound is. The bound is more curved than $\ell$.
//: - @fig-staircase: cover the staircase; a flat map means a fast EM.
//: - @fig-half-steps: the log-likelihood gains more than the bound; the divergence is the difference.
//: - @fig-bootstrap: the curve was not fitted to the histogram.
