//: ---
//: title: Exercises
//: ---

//| include: false
import DataSets
import ExpectationMaximization
import Notebook
import Statistics

let start = try GaussianMixture(
  weights: [0.5, 0.5], means: [[2, 55], [4.5, 80]],
  covariances: [[[0.3, 0], [0, 40]], [[0.3, 0], [0, 40]]])
let once = try fitByEM(start, to: OldFaithful.matrix)

//: **1. Double weights.** *Easy.* Give every eruption of Old Faithful the weight 2. What happens to the parameters, to the log-likelihood, and to BIC's choice between two and three components?

//| include: false
let weights = Array(repeating: 2.0, count: OldFaithful.durations.count)
let twice = try fitByEM(start, to: OldFaithful.matrix, weights: weights)
precondition(abs(twice.logLikelihood - 2 * once.logLikelihood) < 1e-8 * abs(once.logLikelihood))
precondition(
  zip(twice.model.means.elements, once.model.means.elements).allSatisfy { abs($0 - $1) < 1e-8 })

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The parameters stay the same: numerators and denominators of the M-step double. The log-likelihood doubles, from \(once.logLikelihood, decimals: 2) to
//: \(twice.logLikelihood, decimals: 2). In BIC, $-2\ell$ doubles, but the charge per parameter grows only from $\log N$ to $\log 2N$, so a third component is accepted sooner. Use weights for rows that really
//: occurred several times, not for copies.
//: :::
//:
//: **2. The last element.** *Easy.* A run with `iterationLimit: 3` has four elements in `logLikelihoods`. To which parameters does each belong?

//| include: false
let short = try fitByEM(
  start, to: OldFaithful.matrix,
  options: EMOptions(tolerance: .never, iterationLimit: 3))
let atReturned = try short.model.logDensities(of: OldFaithful.matrix).reduce(0, +)
precondition(short.logLikelihoods.count == 4)
precondition(abs(atReturned - short.logLikelihood) < 1e-9 * abs(atReturned))

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The first to the start, the others to the parameters after each M-step. The last belongs to the returned parameters: summing `short.model.logDensities(of:)` gives
//: \(atReturned, decimals: 6), and `short.logLikelihood` is \(short.logLikelihood, decimals: 6). Some libraries report the value from the last E-step instead, which belongs to the parameters *before* the
//: returned ones.
//: :::
//:
//: **3. Exchanged components.** *Medium.* Exchange the two components of the start. What does the fit return, and how would you compare the two runs?

//| include: false
let swapped = try fitByEM(
  try GaussianMixture(
    weights: [0.5, 0.5], means: [[4.5, 80], [2, 55]],
    covariances: [[[0.3, 0], [0, 40]], [[0.3, 0], [0, 40]]]), to: OldFaithful.matrix)
precondition(
  zip(swapped.model.ordered.means.elements, once.model.ordered.means.elements)
    .allSatisfy { abs($0 - $1) < 1e-9 })
precondition(abs(swapped.model.means[0, 0] - once.model.means[1, 0]) < 1e-9)

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The same mixture with its components exchanged, because the likelihood does not depend on their order. `model.ordered` sorts the components by their means and makes the two runs equal.
//: :::
