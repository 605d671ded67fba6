//: ---
//: title: The models
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Notebook
import Plotting
import Statistics

//: A model is a value that holds parameters, so a start is a model, and so is the result. `fitByEM(start, to: data)` returns a `Fit` with
//: the model, the status, and the trace.
//:
//: # Mixtures of Gaussians {#sec-gaussian}
//:
//: On the line the data are `[Double]`; in more dimensions a `Matrix` with a row for each observation. Covariances are `.full`, `.tied`,
//: `.diagonal` or `.spherical`, and the shape of the start is the shape of the result.

let line = try fitByEM(
  GaussianMixture(
    weights: [0.5, 0.5], means: [2, 4.5],
    standardDeviations: [0.5, 0.5]),
  to: OldFaithful.durations)
line

//: In the plane, from full covariances:

let plane = try fitByEM(
  MultivariateGaussianMixture(
    weights: [0.5, 0.5], means: [[2, 55], [4.5, 80]],
    covariances: [[[0.3, 0], [0, 40]], [[0.3, 0], [0, 40]]]),
  to: OldFaithful.matrix)
plane

//: With one covariance for all components, or with variances only:

var start = plane.model
start.covariances = .tied(Matrix(diagonal: [0.3, 40]))
let tied = try fitByEM(start, to: OldFaithful.matrix)
start.covariances = .diagonal(try Matrix([[0.3, 40], [0.3, 40]]))
let diagonal = try fitByEM(start, to: OldFaithful.matrix)
start.covariances = .spherical([20, 20])
let spherical = try fitByEM(start, to: OldFaithful.matrix)

//| label: tbl-shapes
//| echo: false
//| caption: Old Faithful with two components and covariances of each shape.
Table("shape", "parameters", "log-likelihood", "BIC") {
  for (name, fit) in [
    ("full", plane), ("tied", tied), ("diagonal", diagonal), ("spherical", spherical),
  ] {
    [
      name, "\(fit.model.parameterCount)", "\(fit.logLikelihood, decimals: 2)",
      "\(fit.bic(count: 272), decimals: 1)",
    ]
  }
}

//: A prior makes every M-step a maximum a posteriori estimate, and no component can collapse:

start = plane.model
start.prior = GaussianPrior(matching: OldFaithful.matrix, components: 2)
try fitByEM(start, to: OldFaithful.matrix).status

//: It may also have beliefs about the means, here worth two eruptions and centered on the middle of the data:

start.prior?.mean = [3.5, 71]
start.prior?.meanPrecision = 2
try fitByEM(start, to: OldFaithful.matrix).status

//: # Mixtures of anything else {#sec-mixtures}
//:
//: `Mixture` takes components of one type. Counts with weights, here the days on which *The Times* printed so many death notices:

let notices = try fitByEM(
  Mixture(
    weights: [0.3, 0.7],
    components: [Poisson(rate: 1), Poisson(rate: 2.5)]),
  to: DeathNotices.counts,
  options: {
    var options = EMOptions(tolerance: .remaining(1e-9))
    options.weights = DeathNotices.days.map(Double.init)
    options.acceleration = .squarem
    return options
  }())
notices

//: Two coins with equal weights that are not estimated:

let coins = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      Binomial(trials: 10, probability: 0.6),
      Binomial(trials: 10, probability: 0.5),
    ], hasFixedWeights: true),
  to: CoinTosses.heads)
coins

//: Exponential waits, categories, vectors of yes and no, several categories counted, Student's heavy tails in several dimensions:

var random = SplitMix64(seed: 4)
let waits = (0..<300).map { n in
  Exponential(rate: n % 3 == 0 ? 0.2 : 2).sample(using: &random)
}
let exponentials = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [Exponential(rate: 0.5), Exponential(rate: 1)]),
  to: waits)
let answers = [[true, true, false], [true, true, true], [false, false, true],
  [false, true, false], [true, true, true], [false, false, false]]
let classes = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      BernoulliVector(probabilities: [0.7, 0.6, 0.5]),
      BernoulliVector(probabilities: [0.3, 0.4, 0.5]),
    ]), to: answers)
let dice = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      Multinomial(trials: 6, weights: [3, 2, 1]),
      Multinomial(trials: 6, weights: [1, 2, 3]),
    ]), to: [[4, 1, 1], [3, 2, 1], [0, 2, 4], [1, 1, 4], [4, 2, 0]])

//| echo: false
Table("mixture of", "status") {
  ["exponentials", "\(exponentials.status)"]
  ["vectors of yes and no", "\(classes.status)"]
  ["multinomials", "\(dice.status)"]
}

//: Columns of different kinds make a `Product`; a component of your own needs a log density and a weighted fit, which is the protocol
//: `MixtureComponent`. Regressions are components as well:

let responses = (0..<200).map { n in
  let x = random.uniform() * 4
  let noise = 0.3 * random.standardNormal()
  return Response(x: x, y: (n % 2 == 0 ? 1 + x : 4 - 0.5 * x) + noise)
}
let lines = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      LinearRegression(coefficients: [0, 1], standardDeviation: 1),
      LinearRegression(coefficients: [3, 0], standardDeviation: 1),
    ]), to: responses)
lines

//: Student's distribution has its degrees of freedom fixed, or estimated on request:

let robust = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: try [[2.0, 55.0], [4.5, 80.0]].map {
      StudentTComponent(
        try MultivariateStudentT(
          degreesOfFreedom: 10, location: $0,
          scale: Matrix(diagonal: [0.3, 40])),
        estimatesDegreesOfFreedom: true)
    }),
  to: (0..<OldFaithful.matrix.rows).map { OldFaithful.matrix.row($0) })
robust

//: # Hidden Markov models {#sec-hmm}
//:
//: Emissions are components too: `Normal`, `Poisson`, `Categorical`, or any other. The data are a list of sequences.

let earthquakes = try fitByEM(
  HiddenMarkovModel(
    startProbabilities: [0.5, 0.5],
    transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
    emissions: [Poisson(rate: 10), Poisson(rate: 30)]),
  to: [Earthquakes.counts])
earthquakes

//: The most probable path, and the probability of each state at each time:

let path = try earthquakes.model
  .mostProbablePath(of: Earthquakes.counts).states
let posteriors = try earthquakes.model
  .statePosteriors(of: Earthquakes.counts)

//: # Factors {#sec-factors}
//:
//: The noise is a variance for each column in factor analysis, and one variance for all in probabilistic principal components. All that
//: either needs of the data are their moments.

let analysis = try fitByEM(
  FactorAnalysis(
    loadings: try Matrix([[1, 0], [0, 1], [1, 0], [1, 0]]),
    noise: .diagonal([0.5, 0.5, 0.5, 0.5])), to: SampleMoments(Iris.matrix))
let principal = try fitByEM(
  FactorAnalysis(
    loadings: try Matrix([[1, 0], [0, 1], [1, 0], [1, 0]]),
    noise: .isotropic(0.5)), to: SampleMoments(Iris.matrix))
analysis

//: So a covariance or correlation matrix from an article will do, with the number of cases. One factor and three tests leave nothing over:

let printed = try fitByEM(
  FactorAnalysis(
    loadings: try Matrix([[1], [1], [1]]), noise: .diagonal([1, 1, 1])),
  to: SampleMoments(
    count: 145, mean: [0, 0, 0],
    covariance: Matrix([[1, 0.34, 0.28], [0.34, 1, 0.41], [0.28, 0.41, 1]])))
printed.model.uniquenesses

//: # Holes in the data {#sec-holes}
//:
//: Missing cells are `nil`, or NaN in a matrix. One component is the multivariate normal.

let incomplete = try IncompleteMatrix([
  [1.2, nil], [0.4, 2.5], [nil, 3.1], [2.2, 4.4], [1.9, 3.8], [0.7, 2.2],
])
let normal = try fitByEM(
  IncompleteGaussianMixture(
    try MultivariateGaussianMixture(
      weights: [1], means: [[1, 3]], covariances: [[[1, 0], [0, 1]]])),
  to: incomplete)
try normal.model.imputed(incomplete)

//: # Networks {#sec-networks}
//:
//: A node has a name, a number of states, and parents. Tables list, for each combination of the parents' states with the last parent
//: fastest, the probabilities of the node's states; without tables they are drawn from a seed. Any cell of the data may be `nil`.

let network = try BayesianNetwork(
  [
    NetworkNode("rain", states: 2),
    NetworkNode("wet", states: 2, parents: ["rain"]),
  ], tables: [[0.5, 0.5], [0.8, 0.2, 0.4, 0.6]])
let weather = try fitByEM(network, to: [[1, 1], [0, 1], [0, nil], [nil, 0]])
weather

//: The probabilities of each node given what is known, and the most probable states of all nodes together:

let marginals = try weather.model.marginals(given: [nil, 0])
let best = try weather.model.mostProbableStates(given: [nil, 0]).states

//: # Variational Bayes {#sec-variational}
//:
//: Here parameters have distributions instead of values, and what climbs is the same bound. Components that the data do not need lose their weight.

let prior = try VariationalGaussianMixture.Prior(
  matching: OldFaithful.matrix, components: 6)
let guess = try MultivariateGaussianMixture.initialized(
  components: 6, from: OldFaithful.matrix, using: &random)
let variational = try fitByEM(
  VariationalGaussianMixture(
    prior: prior,
    responsibilities: guess.responsibilities(of: OldFaithful.matrix),
    of: OldFaithful.matrix),
  to: OldFaithful.matrix)
variational
