//: ---
//: title: States that last
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//| include: false
let years = Earthquakes.years
let counts = Earthquakes.counts
typealias Chain = HiddenMarkovModel<Poisson>
// The start of Zucchini & MacDonald: three rates, and a chain that stays put with probability 0.8.
let threeStates = try fitByEM(
  Chain(
    startProbabilities: [1.0 / 3, 1.0 / 3, 1.0 / 3],
    transitions: Matrix([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]]),
    emissions: [10, 20, 30].map { Poisson(rate: $0) }),
  to: [counts], options: EMOptions(tolerance: .remaining(1e-9))
).model

//: @fig-series counts the earthquakes of magnitude seven and more, year by year, for \(years.count) years [@zucchini2009]. The colors and the
//: steps are not data. They come from a model that assumes three kinds of years, quiet, ordinary and violent, does not know which
//: year is of which kind, and finds out.

//| label: fig-series
//| caption: >-
//|   Earthquakes of magnitude 7 and more in the world, 1900 to 2006. Each year is colored by the probabilities of three hidden
//|   states; the steps are the mean count of the most probable path through the states.
//| alt: >-
//|   A jagged series of counts between 6 and 41. A step line is low until 1904, high until 1910, mostly in the middle until
//|   1941, high through the forties, then in the middle but for 1968 to 1970, and low from 1981 on.
//| fold: true
func series(_ model: Chain, showsPath: Bool = true) throws -> Chart {
  let posteriors = try model.statePosteriors(of: counts)
  let palette = (0..<model.stateCount).map { Palette.okabeIto[$0 + 1] }
  let colors = years.indices.map { Oklab.mix(palette, weights: posteriors.row($0)) }
  let path = try model.mostProbablePath(of: counts).states
  return Chart {
    LineMark(x: years, y: counts).foregroundStyle(.muted).lineStyle(width: 0.6)
    if showsPath {
      LineMark(x: years, y: path.map { model.emissions[$0].rate })
        .interpolation(.stepCenter).foregroundStyle(.ink).lineStyle(width: 1.6)
    }
    PointMark(x: years, y: counts).foregroundStyle(colors).symbolSize(5).opacity(1)
  }
  .xAxis("year", domain: 1899...2007, grid: false).yAxis("earthquakes", domain: 0...43)
}
Figure(try series(threeStates), height: .inches(2.6))

//: # What a mixture misses {#sec-mixture}
//:
//: The simplest model of counts is one Poisson distribution. Its variance is its mean, and that settles the matter:

let mean = Double(counts.reduce(0, +)) / Double(counts.count)
let squares = counts.map { (Double($0) - mean) * (Double($0) - mean) }
let variance = squares.reduce(0, +) / Double(counts.count - 1)

//: the mean is \(mean, decimals: 2) and the variance \(variance, decimals: 2). A mixture of two Poissons can do better, because it lets some years be of
//: another kind than others:

let single = try fitByEM(
  Mixture(weights: [1], components: [Poisson(rate: mean)]), to: counts)
let two = [15, 25].map { Poisson(rate: $0) }
let mixture = try fitByEM(
  Mixture(weights: [0.5, 0.5], components: two), to: counts,
  options: EMOptions(tolerance: .remaining(1e-9)))

//| include: false
// Zucchini & MacDonald 2009, table 1.2.
precondition(abs(mean - 19.364) < 5e-4 && abs(variance - 51.573) < 5e-4)
precondition(abs(-single.logLikelihood - 391.9189) < 5e-5)
precondition(abs(-mixture.logLikelihood - 360.3690) < 5e-5)
for (rate, published) in zip(mixture.model.components.map(\.rate), [15.777, 26.840]) {
  precondition(abs(rate - published) < 5e-4)
}
precondition(abs(mixture.model.weights[0] - 0.676) < 5e-4)

//: The log-likelihood rises from \(single.logLikelihood, decimals: 1) to \(mixture.logLikelihood, decimals: 1). But a mixture draws every year afresh. Shuffle
//: the years and it will not notice. @fig-memory shows what it fails to notice: a year's count says much about the next one's, and still something about the
//: fifth.

//| label: fig-memory
//| caption: >-
//|   The autocorrelation of the yearly counts at lags of 1 to 12 years, and of the same counts in shuffled order. The dashed lines are
//|   $\pm 1.96 / \sqrt{N}$, between which 95 % of the values would lie if years were independent.
//| alt: >-
//|   Bars that fall from 0.57 at lag one to about 0.1 at lag nine, most of them above a dashed line at 0.19; beside them
//|   small bars of both signs, mostly between the dashed lines.
//| fold: true
func autocorrelation(_ values: [Int], lag: Int) -> Double {
  let centered = values.map { Double($0) - mean }
  let products = zip(centered, centered.dropFirst(lag)).map { $0 * $1 }
  return products.reduce(0, +) / centered.map { $0 * $0 }.reduce(0, +)
}
var random = SplitMix64(seed: 1906)
let shuffled = random.permutation(of: counts.count).map { counts[$0] }
let lags = Array(1...12)
let memory = lags.map { autocorrelation(counts, lag: $0) }
let noise = 1.96 / Double(counts.count).squareRoot()
Figure(
  Chart {
    BarMark(x: lags, y: memory).label("in order")
    BarMark(x: lags, y: lags.map { autocorrelation(shuffled, lag: $0) }).label("shuffled")
    RuleMark(y: noise).lineStyle(dash: [4, 3])
    RuleMark(y: -noise).lineStyle(dash: [4, 3])
  }
  .xAxis("lag in years", ticks: .values(lags.map(Double.init))).yAxis("autocorrelation"),
  height: .inches(2.3))

//| include: false
// Zucchini & MacDonald 2009, section 6.2.
for (value, published) in zip(memory, [0.570, 0.444, 0.426, 0.379, 0.297, 0.251, 0.251, 0.149]) {
  precondition(abs(value - published) < 5e-4)
}

//: # A mixture with a memory {#sec-model}
//:
//: ::: {.definition #def-hmm title="Hidden Markov model"}
//: The hidden states $z_1, \dots, z_N$ form a Markov chain: $z_1 = k$ with probability $\rho_k$, and state $i$ is followed by state $j$ with probability
//: $A_{ij}$. Given the states, the observations are independent, and $x_n$ depends on $z_n$ alone:
//: $$ P(X, Z \mid \theta) = \rho_{z_1}\, p(x_1 \mid z_1) \prod_{n=2}^{N} A_{z_{n-1} z_n}\, p(x_n \mid z_n) . $$ {#eq-hmm}
//: :::
//:
//: Here $p(x \mid k)$ is a Poisson distribution with rate $\lambda_k$, and the parameters are $\theta = (\rho, A, \lambda)$. If all rows
//: of $A$ were equal, a state would not depend on its predecessor, and @eq-hmm would be a mixture again.

//| label: fig-chain
//| caption: >-
//|   What depends on what. The states (above) are hidden, the counts (below) are seen. Take the upper arrows
//|   away and a mixture remains.
//| alt: >-
//|   A row of four circles joined by arrows from left to right; from each an arrow leads down to a filled circle.
//| fold: true
let nodes = ["1", "2", "3", "4"]
let graph = Chart {
  for (i, n) in nodes.enumerated() {
    let x = Double(i) * 1.5
    if i < 3 { ArrowMark(from: (x + 0.33, 1), to: (x + 1.17, 1)) }
    ArrowMark(from: (x, 0.7), to: (x, 0.3))
    PointMark(x: [x], y: [1.0]).symbolSize(30).foregroundStyle(.series(1)).opacity(1)
    PointMark(x: [x], y: [1.0]).symbolSize(27.5).foregroundStyle(.background).opacity(1)
    PointMark(x: [x], y: [0.0]).symbolSize(30).foregroundStyle(.series(1)).opacity(0.25)
    TextMark("$z_\(n)$", x: x, y: 1)
    TextMark("$x_\(n)$", x: x, y: 0)
  }
  TextMark("$\\cdots$", x: 5.4, y: 1)
}
.xAxis(domain: -0.5...5.9, hidden: true).yAxis(domain: -0.35...1.35, hidden: true)
Figure(graph, width: .inches(4.4), height: .inches(1.6))

//: ::: {.aside}
//: The index of time is $n$, as everywhere else for observations; $t$ counts the iterations of EM.
//: :::

//: # Forward: the likelihood in $N K^2$ steps {#sec-forward}
//:
//: The likelihood is the sum of @eq-hmm over all paths, of which there are $K^N$: for two states and \(years.count) years about
//: $10^{\(Int(Double(years.count) * log10(2.0)))}$. Nobody adds those up. But two paths that are in the same state in year $n$ have the same future, so their past can be added once and for
//: all. With $\alpha_n(k) = P(x_1, \dots, x_n, z_n = k)$,
//:
//: $$
//: \begin{aligned}
//: \alpha_1(k) &= \rho_k\, p(x_1 \mid k) , & \alpha_n(k) &= \Bigl( \sum_i \alpha_{n-1}(i)\, A_{ik} \Bigr)\, p(x_n \mid k) , \\
//: P(X \mid \theta) &= \sum_k \alpha_N(k) .
//: \end{aligned}
//: $$ {#eq-forward}
//:
//: The numbers $\alpha_n$ shrink exponentially and would underflow. So each is divided by its sum $c_n = P(x_n \mid x_1, \dots, x_{n-1})$,
//: and the log-likelihood is $\sum_n \log c_n$.

func forward(_ m: Chain, _ x: [Int]) -> (alpha: [[Double]], c: [Double]) {
  var alpha: [[Double]] = []
  var c: [Double] = []
  for n in x.indices {
    var joint = m.startProbabilities
    if n > 0 { joint = m.transitions.transposed * alpha[n - 1] }
    for k in joint.indices { joint[k] *= m.emissions[k].density(x[n]) }
    c.append(joint.reduce(0, +))
    alpha.append(joint.map { $0 / c[n] })
  }
  return (alpha, c)
}

//: Does it compute the sum over paths? For the first twelve years the paths can still be counted.

let start = Chain(
  startProbabilities: [0.5, 0.5],
  transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
  emissions: [Poisson(rate: 10), Poisson(rate: 30)])
let twelve = Array(counts.prefix(12))
var sumOverPaths = 0.0
for path in 0..<4096 {
  var (probability, before) = (1.0, 0)
  for n in 0..<12 {
    let z = path >> n & 1
    probability *=
      n == 0 ? start.startProbabilities[z] : start.transitions[before, z]
    probability *= start.emissions[z].density(twelve[n])
    before = z
  }
  sumOverPaths += probability
}
let byForward = forward(start, twelve).c.reduce(1, *)

//| include: false
precondition(abs(byForward / sumOverPaths - 1) < 1e-12)

//: All 4096 paths give \(sumOverPaths, digits: 8), and @eq-forward gives \(byForward, digits: 8) in twelve steps.

//: # Backward: what the future says about today {#sec-backward}
//:
//: The forward pass knows the past only. For the posterior of $z_n$ we also need how probable the rest of the series is from there,
//: $\beta_n(i) = P(x_{n+1}, \dots, x_N \mid z_n = i)$:
//:
//: $$ \beta_N(i) = 1 , \qquad \beta_n(i) = \sum_j A_{ij}\, p(x_{n+1} \mid j)\, \beta_{n+1}(j) . $$ {#eq-backward}
//:
//: The product of past and future, normalized, is the responsibility of state $k$ for year $n$; with one transition in the middle it is the
//: probability of a move:
//:
//: $$
//: \begin{aligned}
//: r_{nk} &= P(z_n = k \mid X) \propto \alpha_n(k)\, \beta_n(k) , \\
//: \xi_{nij} &= P(z_n = i, z_{n+1} = j \mid X) \propto \alpha_n(i)\, A_{ij}\, p(x_{n+1} \mid j)\, \beta_{n+1}(j) .
//: \end{aligned}
//: $$ {#eq-posterior}
//:
//: If $\beta_n$ is divided by $c_{n+1} \cdots c_N$ as we go, both are equalities. That is the whole E-step:

func eStep(_ m: Chain, _ x: [Int]) -> (r: [[Double]], moves: Matrix, c: [Double]) {
  let (alpha, c) = forward(m, x)
  var beta = Array(repeating: 1.0, count: m.stateCount)
  var r = alpha
  var moves = Matrix(rows: m.stateCount, columns: m.stateCount)
  for n in x.indices.dropLast().reversed() {
    var ahead = beta
    for j in ahead.indices {
      ahead[j] *= m.emissions[j].density(x[n + 1]) / c[n + 1]
    }
    for i in ahead.indices {
      for j in ahead.indices {
        moves[i, j] += alpha[n][i] * m.transitions[i, j] * ahead[j]
      }
    }
    beta = m.transitions * ahead
    for i in beta.indices { r[n][i] = alpha[n][i] * beta[i] }
  }
  return (r, moves, c)
}

//: # Baum–Welch is EM {#sec-baum-welch}
//:
//: Take the logarithm of @eq-hmm and its expectation under the posterior of the paths. Every product becomes a sum, and every sum needs only
//: the two posteriors of @eq-posterior:
//:
//: $$ \operatorname{E}[\log P(X, Z \mid \theta)] = \sum_k r_{1k} \log \rho_k + \sum_{ij} \Bigl( \sum_n \xi_{nij} \Bigr) \log A_{ij}
//:    + \sum_{nk} r_{nk} \log p(x_n \mid k) . $$ {#eq-expected}
//:
//: The three parts share no parameters and are maximized one by one, each by a share of fractional counts: first states, moves,
//: and earthquakes.
//:
//: $$ \rho_k = r_{1k} , \qquad A_{ij} = \frac{\sum_n \xi_{nij}}{\sum_{j'} \sum_n \xi_{nij'}} , \qquad
//:    \lambda_k = \frac{\sum_n r_{nk}\, x_n}{\sum_n r_{nk}} . $$ {#eq-m-step-hmm}
//:
//: Baum and his colleagues published this in 1970 [@baum1970], seven years before EM had its name.

func mStep(_ r: [[Double]], _ moves: Matrix, _ x: [Int]) -> Chain {
  let states = r[0].indices
  var transitions = moves
  for i in states {
    for j in states { transitions[i, j] /= moves.row(i).reduce(0, +) }
  }
  let emissions = states.map { k in
    let earthquakes = zip(r, x).reduce(0) { $0 + $1.0[k] * Double($1.1) }
    return Poisson(rate: earthquakes / r.reduce(0) { $0 + $1[k] })
  }
  return Chain(
    startProbabilities: r[0], transitions: transitions, emissions: emissions)
}

//: Fifty rounds of it, from rates of 10 and 30 and a chain that stays where it is with probability 0.9:

var model = start
var models = [start]
for _ in 1...50 {
  let (r, moves, _) = eStep(model, counts)
  model = mStep(r, moves, counts)
  models.append(model)
}

//| label: tbl-climb
//| caption: >-
//|   Baum–Welch on the earthquakes with two states. Every number agrees with table 4.1 of Zucchini and
//|   MacDonald.
//| fold: true
func logLikelihood(_ m: Chain) -> Double {
  forward(m, counts).c.reduce(0) { $0 + log($1) }
}
Table(
  "$t$", "$A_{12}$", "$A_{21}$", "$\\lambda_1$", "$\\lambda_2$", "$\\rho_1$", "$-\\ell(\\theta)$"
) {
  for t in [0, 1, 2, 30, 50] {
    let m = models[t]
    [
      "\(t)", "\(m.transitions[0, 1], decimals: 4)", "\(m.transitions[1, 0], decimals: 4)",
      "\(m.emissions[0].rate, decimals: 3)", "\(m.emissions[1].rate, decimals: 3)",
      "\(m.startProbabilities[0], decimals: 4)", "\(-logLikelihood(m), decimals: 4)",
    ]
  }
}

//| include: false
// Zucchini & MacDonald 2009, table 4.1: iteration, γ₁₂, γ₂₁, λ₁, λ₂, δ₁, −ℓ.
let published: [(Int, [Double])] = [
  (0, [0.100000, 0.10000, 10.000, 30.000, 0.50000, 413.27542]),
  (1, [0.138816, 0.11622, 13.742, 24.169, 0.99963, 343.76023]),
  (2, [0.115510, 0.10079, 14.090, 24.061, 1.00000, 343.13618]),
  (30, [0.071653, 0.11895, 15.419, 26.014, 1.00000, 341.87871]),
  (50, [0.071626, 0.11903, 15.421, 26.018, 1.00000, 341.87870]),
]
let halfUnits = [5e-7, 5e-6, 5e-4, 5e-4, 5e-6, 5e-6]
for (t, row) in published {
  let m = models[t]
  let ours = [
    m.transitions[0, 1], m.transitions[1, 0], m.emissions[0].rate, m.emissions[1].rate,
    m.startProbabilities[0], -logLikelihood(m),
  ]
  for (value, (reference, half)) in zip(ours, zip(row, halfUnits)) {
    precondition(abs(value - reference) < 1.01 * half, "\(t): \(value), not \(reference)")
  }
}
// The library takes the same steps.
let byLibrary = try fitByEM(
  start, to: [counts], options: EMOptions(tolerance: .never, iterationLimit: 50))
precondition(abs(byLibrary.logLikelihood - logLikelihood(model)) < 1e-9)
precondition(abs(byLibrary.model.emissions[0].rate - model.emissions[0].rate) < 1e-9)

//: @tbl-climb compares well: all its entries are those that Zucchini and MacDonald printed [-@zucchini2009]. The log-likelihood of the chain,
//: \(logLikelihood(model), decimals: 1), is \(logLikelihood(model) - mixture.logLikelihood, decimals: 1) nats above that of the mixture with the same number of rates. That is what
//: the order of the years is worth.
//:
//: The first iteration does most of the work, from \(-logLikelihood(models[0]), decimals: 1) to \(-logLikelihood(models[1]), decimals: 1); the forty-eight after
//: the second gain \(logLikelihood(models[50]) - logLikelihood(models[2]), decimals: 2) nats between them. And $\rho_1$ runs to one: a single series has a single first state,
//: and an estimate from one observation is as sure of itself as can be.

//: # Watch it {#sec-watch}

//| include: false
let posteriors = models.map { m in eStep(m, counts).r.map { $0[1] } }

//:
//: In @fig-player an M-step moves the two rates, the lines above, and an E-step moves the posterior below. The posterior
//: does not follow every count, because to go up and come back costs two unlikely moves: the \(counts[31]) earthquakes of \(years[31]), as many as the
//: upper rate itself, come out violent with probability \(posteriors[50][31], decimals: 2) only. It takes the \(counts[57]) of \(years[57]) to make an exception of one year.

//| fold: true
var moments = [(name: "start", rates: 0, posterior: 0)]
for t in 1...4 {
  moments.append((name: "iteration \(t), after the M-step", rates: t, posterior: t - 1))
  moments.append((name: "iteration \(t), after the E-step", rates: t, posterior: t))
}
for t in [6, 10, 20, 50] {
  moments.append((name: "iteration \(t)", rates: t, posterior: t))
}

//| label: fig-player
//| caption: >-
//|   Baum–Welch on the earthquakes. Above: the counts, colored by their posterior, and the two rates. Below: the
//|   posterior probability of the violent state.
//| alt: >-
//|   Above, yearly counts with two horizontal lines that end near 15 and 26. Below, a curve that is near one from 1905 to
//|   1917, from 1934 to 1950, in 1957 and about 1970, and near zero in most other years.
//| fold: true
try Steps(moments, names: moments.map(\.name)) { moment in
  let share = posteriors[moment.posterior]
  let colors = share.map {
    Oklab.mix([Palette.okabeIto[1], Palette.okabeIto[2]], weights: [1 - $0, $0])
  }
  return Figure(height: .inches(4)) {
    Chart {
      for (k, emission) in models[moment.rates].emissions.enumerated() {
        RuleMark(y: emission.rate).foregroundStyle(.series(k + 1)).lineStyle(width: 1.8)
      }
      PointMark(x: years, y: counts).foregroundStyle(colors).symbolSize(5).opacity(1)
    }
    .xAxis(domain: 1899...2007, grid: false).yAxis("earthquakes", domain: 0...43)
    Chart {
      AreaMark(x: years, y: share).foregroundStyle(.series(2)).opacity(0.5)
    }
    .xAxis("year", domain: 1899...2007, grid: false).yAxis("$r_{n2}$", domain: 0...1)
  }
}

//: # Exercises {#sec-exercises-1}

//| include: false
let smallest = log(Double.leastNonzeroMagnitude)
let perYear = -logLikelihood(model) / Double(counts.count)
let yearsToUnderflow = Int(-smallest / perYear)
let stuck = try fitByEM(
  Chain(
    startProbabilities: [0.5, 0.5], transitions: Matrix([[1, 0], [0.1, 0.9]]),
    emissions: start.emissions), to: [counts], options: EMOptions(tolerance: .remaining(1e-9)))
precondition(stuck.model.transitions[0, 1] == 0)

//: **1.** Without the scaling by $c_n$, for how long a series of this kind would the likelihood still be a positive floating-point number?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The fit spends \(perYear, decimals: 2) nats a year, and the smallest positive double is about $e^{\(smallest, decimals: 0)}$. After some \(yearsToUnderflow) years the forward
//: variables are zero, and so is everything computed from them.
//: :::

//: **2.** Start with $A_{12} = 0$. What does Baum–Welch make of it?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Then $\xi_{n12} = 0$ for all $n$, the M-step gives $A_{12} = 0$ again, and so for ever: the quiet state is never left. From there the
//: climb ends at a log-likelihood of \(stuck.logLikelihood, decimals: 1) instead of \(logLikelihood(model), decimals: 1). EM keeps
//: zeros. That is a trap when a zero was a careless guess, and a tool when it was knowledge, as in a chain that only moves to the right.
//: :::

//: **3.** Why is the estimate of $\rho$ a unit vector?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By @eq-forward the likelihood is linear in $\rho$, and a linear function on the simplex is largest at a corner. With several independent series
//: the likelihood is a product of such sums, and the estimate is an average of their first responsibilities.
//: :::
