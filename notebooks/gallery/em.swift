//: ---
//: title: Plots of EM
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

let truth = UnivariateGaussianMixture(
  weights: [0.25, 0.3, 0.35, 0.1], means: [-3, 0, 5, 10],
  standardDeviations: [2, 2, 5, 1])
var random = SplitMix64(seed: 7)
let samples = truth.sample(2000, using: &random)
let options = EMOptions(tolerance: .relative(1e-7))

//: Each of these charts takes one call on a fit, and you can change it like any other chart.

//: # A density and its components {#sec-density}

//| label: fig-density
//| caption: A mixture with the weighted densities of its components, which add up to it.
//| alt: A density with a broad mode, a shoulder and a narrow peak, over four dashed bells.
mixtureDensityChart(of: truth)

//: # Truth and estimate {#sec-learned}

let start = try UnivariateGaussianMixture.initialized(
  components: 4, from: samples, using: &random)
let fit = try fitByEM(start, to: samples, options: options)
let drawn = fit.model.sample(2000, using: &random)

//| label: fig-learned
//| caption: Left, histograms of the data and of a sample of the same size from the fit; right, the true and the estimated density.
//| alt: Two histograms and two curves that nearly agree.
Figure(height: .inches(2.5)) {
  Row {
    histogramChart(of: [("data", samples), ("learned", drawn)]).legend(.top)
    mixtureDensitiesChart(of: [("truth", truth), ("learned", fit.model)]).legend(
      .top)
  }
}

//: # Convergence {#sec-convergence}

//| label: fig-convergence
//| caption: The log-likelihood from three starts.
//| alt: Three curves that rise steeply and flatten, two of them to the same height.
convergenceChart(
  of: try (1...3).map { seed in
    var random = SplitMix64(seed: UInt64(seed))
    let start = try UnivariateGaussianMixture.initialized(
      components: 4, from: samples, method: .randomRows, using: &random)
    let fit = try fitByEM(
      start, to: samples, options: EMOptions(iterationLimit: 40))
    return ("start \(seed)", fit.logLikelihoods)
  }
).legend(.direct)

//: # Bound and divergence {#sec-bound}
//:
//: An E-step closes the divergence; an M-step raises the bound and opens a new divergence.

//| label: fig-bound
//| caption: Bound and log-likelihood after each half-step; the bars between them are the divergence.
//| alt: Two rising lines that meet at every E-step; the bars between them get smaller.
boundAndDivergenceChart(of: fit, iterations: 0...5)

//: # Responsibilities {#sec-responsibilities}

//| label: fig-responsibilities
//| caption: The responsibilities as functions of $x$, as stacked areas.
//| alt: Colored bands that fill the height between zero and one; their borders change from left to right.
try responsibilitiesChart(of: fit.model.ordered)

//| label: fig-divided
//| caption: A histogram divided by the responsibilities, with the weighted densities of the components.
//| alt: A histogram whose bars are split into four colors under four bells.
try dividedHistogramChart(of: samples, by: fit.model.ordered)

//| label: fig-responsibility-map
//| caption: The responsibilities of 300 observations, sorted by component.
//| alt: Four rows of cells; each observation is dark in one row, and pale in two near the borders.
responsibilityHeatMap(
  try fit.model.ordered.responsibilities(of: Array(samples.prefix(300))))

//: # A fit in the plane {#sec-plane}

let geyser = OldFaithful.matrix
let planeStart = try GaussianMixture(
  weights: [0.5, 0.5], means: [[2.5, 75], [4, 60]],
  covariances: [[[1, 0], [0, 100]], [[1, 0], [0, 100]]])
let planeFit = try fitByEM(planeStart, to: geyser, options: options)

//| label: fig-plane
//| caption: A mixture of two components for Old Faithful, with regions of 50 %, 80 % and 95 % and the paths of the means.
//| alt: Two clouds of points in two colors, each inside three nested ellipses.
try mixtureFitChart(of: planeFit, to: geyser).xAxis("duration in minutes").yAxis(
  "wait in minutes")

//: # EM, step by step {#sec-step-through}
//:
//: A player shows the half-steps of a run: an E-step changes the colors, an M-step moves the ellipses.

//| label: fig-player
//| caption: EM on Old Faithful from a poor start.
//| alt: Mixed colors separate into two clouds as the ellipses move into place; the bound rises.
try stepFigures(of: planeFit, to: geyser)

//| label: fig-player-line
//| caption: EM in one dimension; the bars are divided by the responsibilities.
//| alt: A histogram whose colored parts and bells move until they fit; the bound rises.
try stepFigures(of: fit, to: samples, limit: 16)

//| label: fig-player-any
//| caption: Bound and divergence, one half-step after the other, for any model.
//| alt: Bars of bound and divergence appear one by one.
try stepFigures(of: fit, limit: 10)

//: # The likelihood surface {#sec-surface}
//:
//: If only two parameters are unknown, here the two means, we can draw the log-likelihood as a surface.

let halves = UnivariateGaussianMixture(
  weights: [0.4, 0.6], means: [-2, 2], standardDeviations: [1, 1])
let few = halves.sample(150, using: &random)
var climber = halves
climber.means = [3.5, 2.5]
var path = [(climber.means[0], climber.means[1])]
for _ in 0..<14 {
  let r = try climber.responsibilities(of: few)
  climber.means = (0..<2).map { k in
    let weight = few.indices.reduce(0) { $0 + r[$1, k] }
    return few.indices.reduce(0) { $0 + r[$1, k] * few[$1] } / weight
  }
  path.append((climber.means[0], climber.means[1]))
}

//| label: fig-surface
//| caption: The log-likelihood as a function of both means, and the path of EM.
//| alt: A colored surface with two peaks; a path leads to one of them.
likelihoodSurfaceChart(x: -5...5, y: -5...5, path: path, resolution: 50) {
  first, second in
  var model = halves
  model.means = [first, second]
  return few.reduce(0) { $0 + model.logDensity($1) }
}
.xAxis(#"$\mu_1$"#).yAxis(#"$\mu_2$"#)

//: # Model selection {#sec-selection}

let selection = try GaussianSelection(
  of: geyser, components: 1...5, covariances: [.full, .diagonal],
  restarts: 20, seed: 3)

//| label: fig-selection
//| caption: The Bayesian information criterion against the number of components.
//| alt: Two falling and rising lines; the lowest point is at two full components.
modelSelectionChart(of: selection)

//: # Tables of a network {#sec-network}

let network = try BayesianNetwork(
  [
    NetworkNode("sprinkler", states: 2), NetworkNode("rain", states: 2),
    NetworkNode("wet", states: 2, parents: ["sprinkler", "rain"]),
  ],
  tables: [[0.7, 0.3], [0.8, 0.2], [1, 0, 0.1, 0.9, 0.2, 0.8, 0.01, 0.99]])

//| label: fig-table
//| caption: The probability that the grass is wet, given sprinkler and rain.
//| alt: Four rows of two cells; the grass is dry only without sprinkler and rain.
try probabilityTableChart(
  of: network, node: "wet",
  states: [
    "sprinkler": ["off", "on"], "rain": ["dry", "rain"],
    "wet": ["dry", "wet"],
  ])

//: # States of a hidden Markov model {#sec-states}

let machine = HiddenMarkovModel(
  initialProbabilities: [0.5, 0.5],
  transitions: try Matrix([[0.95, 0.05], [0.08, 0.92]]),
  emissions: [
    Normal(mean: 0, standardDeviation: 1),
    Normal(mean: 2.2, standardDeviation: 1),
  ])
let (states, values) = machine.sample(length: 120, using: &random)

//| label: fig-states
//| caption: The posterior probabilities of the states (above); the true path and the most probable one (below).
//| alt: Stacked areas over time, and below them two step lines that mostly agree.
try statePosteriorsFigure(of: machine, along: values, truth: states)
