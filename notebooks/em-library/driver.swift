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

//: One function fits every model, those of this library and those that you write.
//:
//: # The trace {#sec-trace}
//:
//: Every half-step is kept with its numbers, and with its parameters and responsibilities if you ask for them. Index 0 of `logLikelihoods` is the
//: start; the last element is the log-likelihood *at the returned parameters*.

let start = GaussianMixture(
  weights: [0.5, 0.5], means: [2, 4.5], standardDeviations: [0.5, 0.5])
let fit = try fitByEM(
  start, to: OldFaithful.durations,
  options: EMOptions(
    tolerance: .never, iterationLimit: 4,
    record: [.models, .responsibilities]))
fit.logLikelihoods

//| label: tbl-trace
//| caption: The trace of four iterations. In every row the bound and the divergence add up to the log-likelihood.
Table("iteration", "half", "$Q$", "entropy", "bound", "divergence", "log-likelihood") {
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

//: # Why it stopped {#sec-status}
//:
//: `fit.status` is one of `converged`, `iterationLimit`, `collapsed`, `decreased` and `notFinite`, each with what belongs to it, and reads as prose: this run
//: \(fit.status). Two rows that are the same, and a component on top of them, collapse:

let collapsed = try fitByEM(
  GaussianMixture(
    weights: [0.1, 0.9], means: [1, 5], standardDeviations: [0.1, 2]),
  to: [1, 1, 4, 5, 6, 7, 3])
collapsed.status

//: What is done about it is a policy: `.keep` returns the last sound parameters, `.drop` goes on without the component, `.reseed` puts it somewhere else.

var options = EMOptions()
options.onCollapse = .drop
let dropped = try fitByEM(
  GaussianMixture(
    weights: [0.1, 0.9], means: [1, 5], standardDeviations: [0.1, 2]),
  to: [1, 1, 4, 5, 6, 7, 3], options: options)
dropped.model.componentCount

//: # Starts {#sec-starts}
//:
//: From parameters, as above; from the data by k-means++ or random rows; from responsibilities; or from many places at once, of which all are kept.

let restarts = fitByEM(restarts: 10, seed: 1, to: OldFaithful.matrix) {
  random in
  try MultivariateGaussianMixture.initialized(
    components: 3, from: OldFaithful.matrix, using: &random)
}

//: \(restarts.fits.count) fits, \(restarts.failureCount) failures; the best ends at \(restarts.best!.logLikelihood, decimals: 2), the worst at \(restarts.fits.map(\.logLikelihood).min()!, decimals: 2).
//:
//: # Variants {#sec-variants}
//:
//: `options.variant` is `.exact`, `.hard`, `.stochastic(seed:)` or `.annealed(inverseTemperatures:)`; `options.acceleration` is `.none` or `.squarem`. Hard and drawn
//: assignments are those of components in mixtures, of paths in chains, and of the missing cells of a row in networks; a factor analysis can be annealed and refuses the other two,
//: by an error before the first step.

func iterations(_ change: (inout EMOptions) -> Void) throws -> Int {
  var options = EMOptions(
    tolerance: .remaining(1e-6), iterationLimit: 5000)
  options.weights = DeathNotices.days.map(Double.init)
  change(&options)
  let start = Mixture(
    weights: [0.3, 0.7],
    components: [Poisson(rate: 1), Poisson(rate: 2.5)])
  return try fitByEM(start, to: DeathNotices.counts, options: options)
    .iterations
}
let plain = try iterations { _ in }
let squarem = try iterations { $0.acceleration = .squarem }

//: The death notices take \(plain) iterations to come within a millionth of a nat of the limit, and \(squarem) with extrapolation.
//:
//: # Afterwards {#sec-afterwards}

let three = restarts.best!
let labels = try three.assignments(of: OldFaithful.matrix)
let density = three.model.logDensity([3, 70])
let bic = three.bic(count: 272)

//: The first eruption belongs to component \(labels[0]); the log density at a duration of 3 minutes and a wait of 70 is \(density, decimals: 3); BIC is \(bic, decimals: 1).
