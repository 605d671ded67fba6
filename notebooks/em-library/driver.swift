//: ---
//: title: The driver
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Notebook
import Plotting
import Statistics

//: One function fits all models, those of this library and your own.
//:
//: # The trace {#sec-trace}
//:
//: The trace records the numbers and the parameters of every half-step, and on request its responsibilities. `fit.trace.models[t]` are the parameters after $t$
//: iterations. Index 0 of `logLikelihoods` is the start; the last element is the log-likelihood *at the returned parameters*.

let start = UnivariateGaussianMixture(
  weights: [0.5, 0.5], means: [2, 4.5], standardDeviations: [0.5, 0.5])
let fit = try fitByEM(
  start, to: OldFaithful.durations,
  options: EMOptions(
    tolerance: .never, iterationLimit: 4,
    record: [.models, .responsibilities]))
fit.logLikelihoods

//| label: tbl-trace
//| fold: true
//| caption: The trace of four iterations, in nats. In every row the bound and the divergence add up to the log-likelihood.
Table("iteration", "half", "expected", "entropy", "bound", "divergence", "log-likelihood") {
  for step in fit.trace {
    [
      "\(step.iteration)", step.kind == .expectation ? "E" : "M",
      "\(step.expectedLogLikelihood, decimals: 3)",
      "\(step.entropy, decimals: 3)", "\(step.lowerBound, decimals: 3)",
      "\(step.divergence, decimals: 3)",
      "\(step.logLikelihood, decimals: 3)",
    ]
  }
}

//: # The status {#sec-status}
//:
//: `fit.status` is one of `toleranceMet`, `iterationLimit`, `collapsed`, `decreased` and `notFinite`, with details, and reads as prose: this run
//: \(fit.status). A component on top of two identical rows collapses:

let collapsed = try fitByEM(
  UnivariateGaussianMixture(
    weights: [0.1, 0.9], means: [1, 5], standardDeviations: [0.1, 2]),
  to: [1, 1, 4, 5, 6, 7, 3])
collapsed.status

//: A policy says what happens then: `.keep` returns the last sound parameters, `.drop` continues without the component, `.reseed` places it elsewhere.

var options = EMOptions()
options.onCollapse = .drop
let dropped = try fitByEM(
  UnivariateGaussianMixture(
    weights: [0.1, 0.9], means: [1, 5], standardDeviations: [0.1, 2]),
  to: [1, 1, 4, 5, 6, 7, 3], options: options)
dropped.model.componentCount

//: # Stopping rules {#sec-stop}
//:
//: | tolerance | EM stops when |
//: |:----------|:--------------|
//: | `.relative(ε)` | the last gain is less than $\varepsilon\,(1 + \lvert\ell\rvert)$: the default, with $\varepsilon = 10^{-8}$ |
//: | `.absolute(ε)` | the last gain is less than $\varepsilon$ nats |
//: | `.parameters(ε)` | no unconstrained parameter $\theta$ moved by more than $\varepsilon\,(1 + \lvert\theta\rvert)$ |
//: | `.remaining(ε)` | less than $\varepsilon$ nats remain to be gained, by Aitken's estimate |
//: | `.never` | the iteration limit is reached |
//:
//: : Stopping rules. {#tbl-stop}
//:
//: A small gain does not mean that little remains, so prefer `.remaining` ([*When EM misleads*](../when-em-misleads/index.html#sec-stop) explains it).
//:
//: # Starts {#sec-starts}
//:
//: A start can be given by parameters, as above; drawn from the data by k-means++ or random rows; computed from responsibilities; or drawn many times. In the last case all runs are kept.

let restarts = fitByEM(
  restarts: 10, seed: 1, to: OldFaithful.matrix,
  options: EMOptions(tolerance: .remaining(1e-6))
) { random in
  try GaussianMixture.initialized(
    components: 3, from: OldFaithful.matrix, using: &random)
}

//: \(restarts.fits.count) fits, \(restarts.failureCount) failures. The best ends at \(restarts.best!.logLikelihood, decimals: 2), the worst at \(restarts.fits.map(\.logLikelihood).min()!, decimals: 2).
//:
//: # Variants {#sec-variants}
//:
//: `options.variant` is `.exact`, `.hard`, `.stochastic(seed:)` or `.annealed(inverseTemperatures:)`; `options.acceleration` is `.none` or `.squarem`. Hard and stochastic
//: assignments apply to components in mixtures, to paths in chains, and to the missing cells of a row in networks. Factor analysis supports annealing; for the other two it throws an
//: error before the first step.

func iterations(_ change: (inout EMOptions) -> Void) throws -> Int {
  var options = EMOptions(
    tolerance: .remaining(1e-6), iterationLimit: 5000)
  change(&options)
  let start = Mixture(
    weights: [0.3, 0.7],
    components: [Poisson(rate: 1), Poisson(rate: 2.5)])
  return try fitByEM(
    start, to: DeathNotices.counts,
    weights: DeathNotices.days.map(Double.init), options: options
  ).iterations
}
let plain = try iterations { _ in }
let squarem = try iterations { $0.acceleration = .squarem }

//: The death notices take \(plain) iterations until less than a millionth of a nat remains, and \(squarem) with extrapolation.
//:
//: # After the fit {#sec-afterwards}

let three = restarts.best!
let labels = try three.assignments(of: OldFaithful.matrix)
let density = three.model.logDensity([3, 70])
let bic = three.bic

//| include: false
// As in “How many components?” of the report When EM misleads.
precondition(abs(three.logLikelihood + 1114.44) < 0.01 && abs(bic - 2324.2) < 0.05)

//: The first eruption belongs to component \(labels[0]); the log density at a duration of 3 minutes and a waiting time of 70 is \(density, decimals: 3); BIC is \(bic, decimals: 1).
