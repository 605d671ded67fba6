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

//: A plant has two genes on the same chromosome, each in a dominant and a recessive version, and pollinates itself. Its offspring look like one of four kinds: both
//: dominant, one of them, the other, or neither. If the genes were on different chromosomes the kinds would come in the ratio 9 : 3 : 3 : 1. They do not. Genes
//: that lie close together are inherited together, and how often they are torn apart tells how far apart they lie.
//:
//: Call $r$ the probability that a gamete has been torn, and $\theta = (1 - r)^2$. The four kinds then have the probabilities
//:
//: $$ \left( \tfrac12 + \tfrac{\theta}{4} , \quad \tfrac{1 - \theta}{4} , \quad \tfrac{1 - \theta}{4} , \quad \tfrac{\theta}{4} \right) , $$ {#eq-cells}
//:
//: and \(GeneticLinkage.counts.reduce(0, +)) offspring were counted [@rao1973, p. 369]. This is the first example in the paper that gave EM its name [@dempster1977].

//| label: fig-counts
//| caption: >-
//|   What was counted (bars), and what @eq-cells leads one to expect for three values of $\theta$. The rightmost kind asks for a large
//|   $\theta$, the two in the middle ask for one that is not too large.
//| alt: >-
//|   Four bars of 125, 18, 20 and 34. Three broken lines over them; that for 0.63 passes close to the tops of all bars, those for 0.25
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
    for theta in [0.25, 0.63, 0.95] {
      LineMark(x: kinds, y: probabilities(theta).map { total * $0 })
        .symbol(.circle).symbolSize(5).label("$\\theta = \(theta)$")
    }
  }
  .yAxis("offspring").legend(.top),
  height: .inches(2.5))

//: # What would make it easy? {#sec-hidden}
//:
//: The sum $\frac12 + \frac{\theta}{4}$ is the nuisance: it puts a sum inside the logarithm of the likelihood. So imagine that the first kind is
//: two kinds that look alike, one with probability $\frac12$ and one with probability $\frac{\theta}{4}$, and that someone could tell them apart. Let $h$ of the
//: \(counts[0], decimals: 0) be of the second sort. With complete data there are $h + 34$ offspring whose probability has a factor $\theta$ and $18 + 20$ with a
//: factor $1 - \theta$, and nobody needs calculus to estimate $\theta$:
//:
//: $$ \hat\theta = \frac{h + 34}{h + 34 + 18 + 20} . $$ {#eq-complete}
//:
//: The two sorts need not exist. EM asks for a complete-data model that is easy and that gives back the observed one when the hidden part is summed out. It
//: does not ask for biology.
//:
//: **E-step.** $h$ is unknown. Each of the 125 is of the second sort with the probability that Bayes' rule gives, so the expected number is
//:
//: $$ \mathbb{E}[h \mid X, \theta] = 125 \cdot \frac{\theta / 4}{1/2 + \theta / 4} . $$ {#eq-expected}
//:
//: **M-step.** Put that number for $h$ into @eq-complete.
//:
//: # The model {#sec-model}
//:
//: A model is a type that conforms to `LatentVariableModel`. A value of it is one $\theta$. It owes three things: the
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
      logLikelihood: zip(counts, cells).reduce(0) { $0 + $1.0 * log($1.1) })
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

//: That is all. The driver does the rest:

let fit = try fitByEM(
  Linkage(theta: 0.5), to: counts,
  options: EMOptions(tolerance: .remaining(1e-13), record: .models))

//| include: false
let long = try fitByEM(
  Linkage(theta: 0.5), to: counts,
  options: EMOptions(tolerance: .never, iterationLimit: 14, record: .models))
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

//: It went from \(path[0], decimals: 1) to $\hat\theta = \(estimate, decimals: 7)$ and stopped because it \(fit.status). @tbl-path has the way there, which is the
//: published one to a unit of the ninth decimal.
//:
//: ::: {.aside}
//: A log-likelihood is flat at its top. Thirteen decimals of it are seven of $\theta$.
//: :::

//| label: tbl-path
//| caption: >-
//|   The iterates, their distances to the limit, and the ratio of each distance to the one before.
//| fold: true
Table("$t$", "$\\theta_t$", "$\\hat\\theta - \\theta_t$", "ratio") {
  for t in 0..<7 {
    [
      "\(t)", "\(path[t], decimals: 9)", "\(root - path[t], decimals: 9)",
      t == 0 ? "" : "\(ratios[t - 1], decimals: 4)",
    ]
  }
}

//: The ratios settle at once. From the third iteration on, each step leaves \(percent: ratios[5]) of the error. @sec-rate says where that number comes from.
//:
//: # All of EM in one dimension {#sec-bounds}
//:
//: With a single parameter nothing has to be left out of the picture. For a fixed distribution over the hidden values the bound
//: $\mathcal{L}(Q, \theta)$ is a curve over $\theta$, which never rises above $\ell(\theta)$. The E-step chooses the curve that touches $\ell$
//: at the current $\theta$. The M-step goes to its top. We start at $\theta = 0.05$, far enough away for the eye.

//| fold: true
let walk = try fitByEM(
  Linkage(theta: 0.05), to: counts,
  options: EMOptions(tolerance: .never, iterationLimit: 4, record: .models))
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
//|   The log-likelihood (thick, shown as its distance from the top) and the bounds that EM puts under it. After an E-step the new bound touches
//|   the curve at the current $\theta$. After an M-step $\theta$ is at the top of that bound, and the gap above it is the divergence.
//| alt: >-
//|   A thick curve with its peak at 0.63. Under it thinner curves, each touching it in one point; their peaks move to the right
//|   and up until the last one has the same peak.
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

//: Three things are worth seeing here rather than proving. The bound is a good deal more curved than $\ell$: knowing $h$ would make us surer of $\theta$ than we can be. The bound
//: touches without crossing, so it has the *slope* of $\ell$ where they touch; a step can end only where that slope is zero. And the bounds after the second look all alike, which is why the
//: ratios of @tbl-path are all alike.
//:
//: # The rate is the information that is missing {#sec-rate}
//:
//: Both halves together are one function $\theta_{t+1} = M(\theta_t)$. Here it can be written down,
//:
//: $$ M(\theta) = \frac{h(\theta) + 34}{h(\theta) + 72} , \qquad h(\theta) = \frac{125\, \theta}{2 + \theta} , $$ {#eq-map}
//:
//: and iterating it is the staircase of @fig-staircase. Near the fixed point the distance shrinks by the slope of $M$ there. The flatter the map, the faster EM.

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
//|   The map from $\theta_t$ to $\theta_{t+1}$, and EM's steps from 0.05: up to the curve, across to the diagonal. On the
//|   right the last stairs, enlarged: the curve is nearly a line of slope \(slope, decimals: 4).
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

//: The slope has a meaning. The curvature of $\ell$ at its top is the information that the data hold about $\theta$; the curvature of the bound is the information that *complete* data would
//: hold. With $h$ known it would be \(completeInformation, decimals: 1); without it is \(observedInformation, decimals: 1), the numbers that Louis computed [-@louis1982].
//: What is missing is their difference, \(missingInformation, decimals: 1), and
//:
//: $$ \frac{\text{missing}}{\text{complete}} = \frac{\(missingInformation, decimals: 1)}{\(completeInformation, decimals: 1)} = \(missingInformation / completeInformation, decimals: 4) , $$ {#eq-fraction}
//:
//: the slope again. That is no accident: EM converges at the rate of the *fraction of missing information*, for every model [@dempster1977, section 3].
//: So a slow EM is telling us that most of what we would like to know was not observed.

//: ::: {.proof title="For one parameter"}
//: Write $B(\theta, \phi)$ for the bound at $\theta$ that touches at $\phi$. The M-step solves $\partial_\theta B(M(\phi), \phi) = 0$ for every $\phi$. Differentiate by $\phi$ at the
//: fixed point: $\partial_\theta^2 B \cdot M' + \partial_\theta \partial_\phi B = 0$. As the bound has the slope of $\ell$ where it touches, $\partial_\theta B(\phi, \phi) = \ell'(\phi)$; differentiate
//: that: $\partial_\theta^2 B + \partial_\theta \partial_\phi B = \ell''$. Together $M' = 1 - \ell'' / \partial_\theta^2 B$, which is one minus observed over complete information.
//: :::

//: The model is three short methods. What follows is what the driver makes of them, and what a short extension adds.

//: # The trace {#sec-trace}
//:
//: Every half-step is recorded with the bound, the divergence and the log-likelihood. We start at 0.05 once more, so that there is something to see.

let far = try fitByEM(Linkage(theta: 0.05), to: counts)

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

//: In every row the bound and the divergence add up to $\ell(\theta)$. The model never mentioned a divergence. The driver has it from the log-likelihood of the E-step
//: and from `expectedLogLikelihood`, by the decomposition; here it can be checked by hand. Each of the 125 is one toss of a coin that shows "second sort" with probability
//: $s = \theta / (2 + \theta)$, and so the divergence after the first M-step is 125 times that between two coins,
//:
//: $$ 125 \left( s_0 \log \frac{s_0}{s_1} + (1 - s_0) \log \frac{1 - s_0}{1 - s_1} \right) = \(divergenceByHand, decimals: 4) , $$
//:
//: with $s_0 = \(before, decimals: 4)$ and $s_1 = \(after, decimals: 4)$. The table agrees.

//| label: fig-half-steps
//| caption: Bound and divergence at each half-step. After two iterations there is little left to gain.
//| alt: >-
//|   Stacked bars. The first M-step adds a tall divergence on top of a bar that has grown a good deal. From the second iteration on
//|   the bars are level.
//| fold: true
Figure(boundAndDivergence(of: far, iterations: 0...3), height: .inches(2.5))

//: # A wrong M-step gives itself away {#sec-wrong}
//:
//: A mistake in an E-step or an M-step usually still converges, and to something plausible. That is what makes EM code hard to trust. But @eq-complete
//: is not any formula, it is the maximum of a certain function, and by the theorem on monotonicity the log-likelihood must not fall. Let us forget the twenty offspring of the third kind:

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

//: The driver stops because it \(careless.status). Left alone, the loop would have settled at \(fixedPoint, decimals: 3), after a handful of quiet iterations and without a
//: word. Write the check into your own loops too.

//: # Restarts {#sec-restarts}
//:
//: Is the maximum that we found the only one? Start anywhere:

let restarts = fitByEM(
  restarts: 100, seed: 1, to: counts,
  options: EMOptions(tolerance: .remaining(1e-12))
) { random in Linkage(theta: 0.001 + 0.998 * random.uniform()) }
let ends = restarts.fits.map(\.model.theta)

//| include: false
let spread = ends.max()! - ends.min()!
precondition(restarts.fits.count == 100 && restarts.failureCount == 0 && spread < 1e-6)

//: All \(restarts.fits.count) runs end at \(ends[0], decimals: 6), within \(spread, digits: 1) of each other. A hundred starts are evidence, not a proof; here there is a proof, for the likelihood equation
//: is a quadratic with one root in the unit interval (exercise 3). Most models have no such luck.

//: # Standard errors {#sec-errors}
//:
//: EM delivers an estimate and no word about its precision. Everything needed for that is in the three methods, for the slope of $\ell$ is the slope of the bound where they touch, and the
//: information is the change of that slope [@oakes1999]. To move about in the parameter space the driver needs to know it: coordinates that may take any real value. And it needs to know what to call things.

extension Linkage {
  var coordinates: [Double] { [log(theta / (1 - theta))] }
  func moved(to x: [Double]) -> Linkage? {
    Linkage(theta: 1 / (1 + exp(-x[0])))
  }
  var parameters: [Parameter] {
    [Parameter("theta", theta), Parameter("r", 1 - theta.squareRoot())]
  }
}

//: The second parameter is the probability $r = 1 - \sqrt\theta$ that a gamete is torn, the one that geneticists want. It costs a line; the delta method carries the error over.

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

//: The rate of convergence comes from the same coordinates, \(rate, decimals: 4), as @tbl-path measured it. Are the standard errors right? We can make a thousand experiments with the fitted
//: $\hat\theta$, fit each, and look.

var random = SplitMix64(seed: 12)
let cells = probabilities(far.model.theta)
let repeated = try (0..<1000).map { _ in
  var again = [0.0, 0, 0, 0]
  for _ in 0..<197 { again[random.index(weights: cells)] += 1 }
  return try fitByEM(Linkage(theta: 0.5), to: again).model.theta
}

//| include: false
let center = repeated.reduce(0, +) / 1000
let deviation = (repeated.reduce(0) { $0 + ($1 - center) * ($1 - center) } / 999).squareRoot()
precondition(abs(deviation / estimates[0].standardError - 1) < 0.08)

//| label: fig-bootstrap
//| caption: >-
//|   Estimates from a thousand simulated experiments, and the normal density with the standard error of @tbl-errors. Their standard
//|   deviation is \(deviation, decimals: 4).
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
//: With coordinates the driver can also extrapolate. SQUAREM looks at two EM steps and leaps along both [@varadhan2008], and goes back where the leap loses likelihood.

func iterations(_ acceleration: EMOptions.Acceleration) throws -> Int {
  var options = EMOptions(tolerance: .parameters(1e-12))
  options.acceleration = acceleration
  return try fitByEM(Linkage(theta: 0.5), to: counts, options: options).iterations
}
let plain = try iterations(.none)
let accelerated = try iterations(.squarem)

//| include: false
precondition(accelerated < plain)

//: To twelve digits EM needs \(plain) iterations and SQUAREM \(accelerated). With so little information missing that is a luxury. Where it is not, see the report *When EM misleads*.

//: # What was refused {#sec-refused}
//:
//: An option that a model cannot honor is not ignored. Our model says nothing about a hot posterior, so annealing is an error, with a type, before the first step:

//| error: true
var hot = EMOptions()
hot.variant = .annealed(inverseTemperatures: [0.5, 0.8])
_ = try fitByEM(Linkage(theta: 0.5), to: counts, options: hot)

//: # Exercises {#sec-exercises}

//| include: false
struct Believed: LatentVariableModel {
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
let believed = try fitByEM(Believed(base: Linkage(theta: 0.5), a: 30, b: 10), to: counts)
precondition(believed.status.isConverged)
let zero = try fitByEM(Linkage(theta: 0), to: counts)
let fewer = try fitByEM(
  Linkage(theta: 0.5), to: [14, 0, 1, 5], options: EMOptions(tolerance: .remaining(1e-12)))
let fewerErrors = try fewer.model.standardErrors(of: [14, 0, 1, 5])
let fewerRate = try fewer.model.rateOfConvergence(of: [14, 0, 1, 5])

//: **1.** From similar crosses you believe that $\theta$ is near three quarters, with a density proportional to $\theta^{29} (1 - \theta)^{9}$. Which two members of the model change, and how?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: `logPrior` becomes $29 \log \theta + 9 \log(1 - \theta)$, and the M-step adds 29 to the hits and 9 to the misses, as if they had been counted. The E-step stays. EM now climbs the log-posterior, and ends at
//: \(believed.model.base.theta, decimals: 4).
//: :::

//: **2.** What happens from $\theta = 0$?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Under $\theta = 0$ the 34 offspring of the fourth kind are impossible, $\ell = -\infty$, and the driver says that it \(zero.status). The formulas themselves would not have
//: noticed: the E-step gives $h = 0$, the M-step $34 / 72$, and on it goes. Zero is the one place where the bound says nothing.
//: :::

//: **3.** Show that the likelihood equation is $197\, \theta^2 - 15\, \theta - 68 = 0$, and solve it.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\ell'(\theta) = \frac{125}{2 + \theta} - \frac{38}{1 - \theta} + \frac{34}{\theta} = 0$. Multiply by the denominators and collect. The root in the unit interval is
//: $(15 + \sqrt{15^2 + 4 \cdot 197 \cdot 68}) / 394 = \(root, decimals: 10)$. Setting $M(\theta) = \theta$ in @eq-map gives the same quadratic.
//: :::

//: **4.** With the counts $(14, 0, 1, 5)$ the estimate is $\(fewer.model.theta, decimals: 4)$. What do the standard error and the picture of the likelihood say about an interval of two standard errors?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The standard error is \(fewerErrors[0].standardError, decimals: 3), so the interval would reach up to \(fewer.model.theta + 2 * fewerErrors[0].standardError, decimals: 2), beyond one. The log-likelihood leans over
//: towards the edge and no parabola fits it. On the scale of the coordinate, $\log \frac{\theta}{1 - \theta}$, the interval stays inside; better still is to draw the curve. The rate, \(fewerRate, decimals: 2), is better than
//: before: few data and missing data are different troubles.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-counts: let the audience choose $\theta$ by eye, then ask how they weighed the four bars.
//: - @fig-bounds: after each E-step ask where the top of the new curve is. Point at the curvature: the bound is surer than the data.
//: - @fig-staircase: cover the staircase; a flat map is a fast EM.
//: - @fig-half-steps: the divergence of the first M-step is a gift that the bound had not promised.
//: - @fig-bootstrap: the bell has not been fitted to the histogram.
