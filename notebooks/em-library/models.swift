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

//: A model is a value with parameters. A start is a model, and so is the result. `fitByEM(start, to: data)` returns a `Fit` with
//: the model, the status, and the trace. On this page EM stops when less than a millionth of a nat remains (see @sec-stop):

let options = EMOptions(tolerance: .remaining(1e-6))

//: # Mixtures of Gaussians {#sec-gaussian}
//:
//: In one dimension the data are `[Double]`; in more dimensions they are a `Matrix` with one row per observation. Covariances are `.full`, `.tied`,
//: `.diagonal` or `.spherical`, and the result has the shape of the start.

let line = try fitByEM(
  UnivariateGaussianMixture(
    weights: [0.5, 0.5], means: [2, 4.5],
    standardDeviations: [0.5, 0.5]),
  to: OldFaithful.durations, options: options)
line

//: In two dimensions, with full covariances:

let plane = try fitByEM(
  GaussianMixture(
    weights: [0.5, 0.5], means: [[2, 55], [4.5, 80]],
    covariances: [[[0.3, 0], [0, 40]], [[0.3, 0], [0, 40]]]),
  to: OldFaithful.matrix, options: options)
plane

//: With one covariance for all components, or with variances only:

var start = plane.model
start.covariances = .tied(Matrix(diagonal: [0.3, 40]))
let tied = try fitByEM(start, to: OldFaithful.matrix, options: options)
start.covariances = .diagonal(try Matrix([[0.3, 40], [0.3, 40]]))
let diagonal = try fitByEM(start, to: OldFaithful.matrix, options: options)
start.covariances = .spherical([20, 20])
let spherical = try fitByEM(start, to: OldFaithful.matrix, options: options)

//| label: tbl-shapes
//| echo: false
//| caption: Old Faithful with two components and covariances of each shape.
Table("shape", "parameters", "log-likelihood", "BIC") {
  for (name, fit) in [
    ("full", plane), ("tied", tied), ("diagonal", diagonal), ("spherical", spherical),
  ] {
    [
      name, "\(fit.model.parameterCount)", "\(fit.logLikelihood, decimals: 2)",
      "\(fit.bic, decimals: 1)",
    ]
  }
}

//: A prior on the covariances makes every M-step a maximum a posteriori (MAP) estimate, so no variance can shrink to zero. EM then maximizes the log-posterior, `fit.objective`:

start = plane.model
start.prior = GaussianPrior(matching: OldFaithful.matrix, components: 2)
try fitByEM(start, to: OldFaithful.matrix, options: options).status

//| include: false
// Without a prior on the means, a component that starts far from the data loses all of them.
var remote = try GaussianMixture(
  weights: [0.5, 0.5], means: [[3, 70], [1000, 1000]],
  covariances: [[[1, 0], [0, 100]], [[1, 0], [0, 100]]])
remote.prior = GaussianPrior(matching: OldFaithful.matrix, components: 2)
guard case .collapsed = try fitByEM(remote, to: OldFaithful.matrix, options: options).status else { preconditionFailure() }

//: A component can still lose all its observations, which a prior on covariances does not prevent. A prior on the means does. Here it counts as two eruptions and is centered in the middle of the data:

start.prior?.mean = [3.5, 71]
start.prior?.meanPrecision = 2
try fitByEM(start, to: OldFaithful.matrix, options: options).status

//: # Other mixtures {#sec-mixtures}
//:
//: `Mixture` takes components of one type. Here are counts with weights, the number of days on which *The Times* printed that number of death notices:

var accelerated = EMOptions(tolerance: .remaining(1e-9))
accelerated.acceleration = .squarem
let notices = try fitByEM(
  Mixture(
    weights: [0.3, 0.7],
    components: [Poisson(rate: 1), Poisson(rate: 2.5)]),
  to: DeathNotices.counts,
  weights: DeathNotices.days.map(Double.init),
  options: accelerated)
notices

//: Two coins with fixed equal weights:

let coins = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      Binomial(trials: 10, probability: 0.6),
      Binomial(trials: 10, probability: 0.5),
    ], hasFixedWeights: true),
  to: CoinTosses.heads, options: options)
coins

//: Exponential waiting times, binary vectors, and several categories counted:

var random = SplitMix64(seed: 4)
let waits = (0..<300).map { n in
  Exponential(rate: n % 3 == 0 ? 0.2 : 2).sample(using: &random)
}
let exponentials = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [Exponential(rate: 0.5), Exponential(rate: 1)]),
  to: waits, options: options)
let answers = [[true, true, false], [true, true, true], [false, false, true],
  [false, true, false], [true, true, true], [false, false, false]]
let classes = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      BernoulliVector(probabilities: [0.7, 0.6, 0.5]),
      BernoulliVector(probabilities: [0.3, 0.4, 0.5]),
    ]), to: answers, options: options)
let dice = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [
      Multinomial(trials: 6, weights: [3, 2, 1]),
      Multinomial(trials: 6, weights: [1, 2, 3]),
    ]),
  to: [[4, 1, 1], [3, 2, 1], [0, 2, 4], [1, 1, 4], [4, 2, 0]],
  options: options)

//| echo: false
Table("mixture of", "status") {
  ["exponentials", "\(exponentials.status)"]
  ["binary vectors", "\(classes.status)"]
  ["multinomials", "\(dice.status)"]
}

//: Columns of different kinds form a `Product`. A component of your own needs a log density and a weighted fit, as required by the protocol
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
    ]), to: responses, options: options)
lines

//: Student's distribution has fixed degrees of freedom; `estimatesDegreesOfFreedom: true` estimates them, as in
//: [*Outliers*](../robust-and-counts/index.html#sec-degrees):

let robust = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: try [[2.0, 55.0], [4.5, 80.0]].map {
      StudentTComponent(
        try MultivariateStudentT(
          degreesOfFreedom: 4, location: $0,
          scale: Matrix(diagonal: [0.3, 40])),
        estimatesDegreesOfFreedom: false)
    }),
  to: OldFaithful.matrix.nested, options: options)
robust

//: # Hidden Markov models {#sec-hmm}
//:
//: Emissions are components too: `Normal`, `Poisson`, `Categorical`, or any other. The data are an array of sequences.

let earthquakes = try fitByEM(
  HiddenMarkovModel(
    initialProbabilities: [0.5, 0.5],
    transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
    emissions: [Poisson(rate: 10), Poisson(rate: 30)]),
  to: [Earthquakes.counts], options: options)
earthquakes

//: The most probable path, and the probability of each state at each time:

let path = try earthquakes.model
  .mostProbablePath(of: Earthquakes.counts).states
let posteriors = try earthquakes.model
  .statePosteriors(of: Earthquakes.counts)

//: # Factors {#sec-factors}
//:
//: Factor analysis has a noise variance for each column; probabilistic principal components have one variance for all. Both need only the moments of the
//: data. Here are two principal components of the irises:

let principal = try fitByEM(
  FactorAnalysis(
    loadings: try Matrix([[1, 0], [0, 1], [1, 0], [1, 0]]),
    noise: .isotropic(0.5)),
  to: SampleMoments(Iris.matrix), options: options)
principal

//: A published covariance or correlation matrix is therefore enough, together with the number of cases. Here is one factor for three tests; the model has as many parameters as the matrix:

let printed = try fitByEM(
  FactorAnalysis(
    loadings: try Matrix([[1], [1], [1]]), noise: .diagonal([1, 1, 1])),
  to: SampleMoments(
    count: 145, mean: [0, 0, 0],
    covariance: Matrix([[1, 0.34, 0.28], [0.34, 1, 0.41], [0.28, 0.41, 1]])),
  options: options)
precondition(  //| hide
  [robust.status, principal.status, printed.status].allSatisfy(\.isToleranceMet))  //| hide
printed.model.uniquenesses

//: # Missing values {#sec-holes}
//:
//: Missing cells are `nil`, or NaN in a matrix. With one component the model is a multivariate normal distribution.

let incomplete = try IncompleteMatrix([
  [1.2, nil], [0.4, 2.5], [nil, 3.1], [2.2, 4.4], [1.9, 3.8], [0.7, 2.2],
])
let normal = try fitByEM(
  IncompleteGaussianMixture(
    try GaussianMixture(
      weights: [1], means: [[1, 3]], covariances: [[[1, 0], [0, 1]]])),
  to: incomplete, options: options)
try normal.model.imputed(incomplete)

//: # Networks {#sec-networks}
//:
//: A node has a name, a number of states, and parents. Its table lists the probabilities of its states for each combination of the parents' states; the last parent
//: varies fastest. Without tables, the probabilities are drawn from a seed. Any cell of the data may be `nil`.

let network = try BayesianNetwork(
  [
    NetworkNode("rain", states: 2),
    NetworkNode("wet", states: 2, parents: ["rain"]),
  ], tables: [[0.5, 0.5], [0.8, 0.2, 0.4, 0.6]])
let weather = try fitByEM(
  network, to: [[1, 1], [0, 1], [0, nil], [nil, 0]], options: options)
weather

//: The probabilities of each node given the observed ones, and the most probable states of all nodes together:

let marginals = try weather.model.marginals(given: [nil, 0])
let best = try weather.model.mostProbableStates(given: [nil, 0]).states

//: # Variational Bayes {#sec-variational}
//:
//: Here parameters have distributions, and EM maximizes the same bound. Components that the data do not need lose their weight.

let prior = try VariationalGaussianMixture.Prior(
  matching: OldFaithful.matrix, components: 6)
let guess = try GaussianMixture.initialized(
  components: 6, from: OldFaithful.matrix, using: &random)
let variational = try fitByEM(
  VariationalGaussianMixture(
    prior: prior,
    responsibilities: guess.responsibilities(of: OldFaithful.matrix),
    of: OldFaithful.matrix),
  to: OldFaithful.matrix, options: options)
variational
