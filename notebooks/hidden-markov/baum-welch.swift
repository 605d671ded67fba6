//: ---
//: title: Mixtures with memory
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
    initialProbabilities: [1.0 / 3, 1.0 / 3, 1.0 / 3],
    transitions: Matrix([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]]),
    emissions: [10, 20, 30].map { Poisson(rate: $0) }),
  to: [counts], options: EMOptions(tolerance: .remaining(1e-9))
).model

//: @fig-series counts the earthquakes of magnitude 7 and above per year, for \(years.count) years [@zucchini2009]. Colors and steps come from a model
//: that assumes three kinds of years, which we will call quiet, ordinary and violent. Which year is of which kind is not given; EM estimates it.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - how a hidden Markov model extends a mixture to dependent hidden states;
//: - the forward and backward recursions, which make the E-step fast;
//: - the Baum–Welch algorithm, and why it is EM.
//:
//: Read chapters 1 and 2 of [*The EM algorithm*](../em-algorithm/index.html) first. Symbols are listed in [*Notation*](../notation/index.html).
//: :::

//| label: fig-series
//| caption: >-
//|   Earthquakes of magnitude 7 and above in the world, 1900 to 2006. Blue years are quiet, orange ones ordinary, green ones violent; mixed colors show uncertain
//|   years. The steps are the mean count of the most probable path through the states.
//| alt: >-
//|   A jagged series of counts between 6 and 41. A step line is low until 1904, high until 1910, mostly in the middle until
//|   1941, high through the forties, then in the middle except from 1968 to 1970, and low from 1981 on.
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
//: The simplest model of counts is one Poisson distribution. Its variance equals its mean, and here that is clearly wrong:

let mean = Double(counts.reduce(0, +)) / Double(counts.count)
let squares = counts.map { (Double($0) - mean) * (Double($0) - mean) }
let variance = squares.reduce(0, +) / Double(counts.count - 1)

//: The mean is \(mean, decimals: 2) and the variance \(variance, decimals: 2). A mixture of two Poisson distributions fits better, because it allows different
//: kinds of years:

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

//: The log-likelihood rises from \(single.logLikelihood, decimals: 1) to \(mixture.logLikelihood, decimals: 1). But a mixture draws every year independently. Shuffle
//: the years, and its likelihood stays the same. @fig-memory shows what it misses: the count of a year says much about the next year, and still something about the
//: fifth.

//| label: fig-memory
//| caption: >-
//|   The autocorrelation of the yearly counts at lags of 1 to 12 years, and of the same counts in shuffled order. The dashed lines are at
//|   $\pm 1.96 / \sqrt{N}$. If years were independent, 95 % of the values would lie between them.
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

//: # The model {#sec-model}
//:
//: ::: {.definition #def-hmm title="Hidden Markov model"}
//: The hidden states $z_1, \dots, z_N$ form a Markov chain: $z_1 = k$ with probability $\rho_k$, and state $i$ is followed by state $j$ with probability
//: $A_{ij}$. Given the states, the observations are independent, and $x_n$ depends on $z_n$ alone:
//: $$
//: \begin{aligned}
//: P(X, Z \mid \theta) &= \rho_{z_1}\, p(x_1 \mid z_1) \\
//:   &\quad \times \prod_{n=2}^{N} A_{z_{n-1} z_n}\, p(x_n \mid z_n) .
//: \end{aligned}
//: $$ {#eq-hmm}
//: :::
//:
//: Here $p(x \mid k)$ is a Poisson distribution with rate $\lambda_k$, and the parameters are $\theta = (\rho, A, \lambda)$. If all rows
//: of $A$ were equal, a state would not depend on its predecessor, and @eq-hmm would be a mixture.

//| label: fig-chain
//| caption: >-
//|   The dependencies in a hidden Markov model. The states (above) are hidden, the counts (below) are observed. Without the upper arrows
//|   it would be a mixture.
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
//: The index of time is $n$, as for observations everywhere else; $t$ counts iterations of EM.
//: :::

//: # The forward recursion {#sec-forward}
//:
//: The likelihood is the sum of @eq-hmm over all paths. There are $K^N$ of them: for two states and \(years.count) years about
//: $10^{\(Int(Double(years.count) * log10(2.0)))}$. But two paths that are in the same state in year $n$ have the same future, so we can add up their pasts
//: once. With $\alpha_n(k) = P(x_1, \dots, x_n, z_n = k)$,
//:
//: $$
//: \begin{aligned}
//: \alpha_1(k) &= \rho_k\, p(x_1 \mid k) , \\
//: \alpha_n(k) &= \Bigl( \sum_i \alpha_{n-1}(i)\, A_{ik} \Bigr)\, p(x_n \mid k) , \\
//: P(X \mid \theta) &= \sum_k \alpha_N(k) .
//: \end{aligned}
//: $$ {#eq-forward}
//:
//: This takes $N K^2$ steps. The numbers $\alpha_n$ shrink exponentially and would underflow. So each is divided by its sum: let $c_n = P(x_n \mid x_1, \dots, x_{n-1})$ and $\hat\alpha_n = \alpha_n / (c_1 \cdots c_n)$.
//: The log-likelihood is $\sum_n \log c_n$.

func forward(_ m: Chain, _ x: [Int]) -> (alpha: [[Double]], c: [Double]) {
  var alpha: [[Double]] = []
  var c: [Double] = []
  for n in x.indices {
    var joint = m.initialProbabilities
    if n > 0 { joint = m.transitions.transposed * alpha[n - 1] }
    for k in joint.indices { joint[k] *= m.emissions[k].density(x[n]) }
    c.append(joint.reduce(0, +))
    alpha.append(joint.map { $0 / c[n] })
  }
  return (alpha, c)
}

//: For the first twelve years we can check this against the sum over all paths.

let start = Chain(
  initialProbabilities: [0.5, 0.5],
  transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
  emissions: [Poisson(rate: 10), Poisson(rate: 30)])
let twelve = Array(counts.prefix(12))
var sumOverPaths = 0.0
for path in 0..<4096 {
  var (probability, before) = (1.0, 0)
  for n in 0..<12 {
    let z = path >> n & 1
    probability *=
      n == 0 ? start.initialProbabilities[z] : start.transitions[before, z]
    probability *= start.emissions[z].density(twelve[n])
    before = z
  }
  sumOverPaths += probability
}
let byForward = forward(start, twelve).c.reduce(1, *)

//| include: false
precondition(abs(byForward / sumOverPaths - 1) < 1e-12)

//: The 4096 paths add up to \(sumOverPaths, digits: 8), and @eq-forward gives \(byForward, digits: 8) in twelve steps.

//: # The backward recursion {#sec-backward}
//:
//: The forward recursion only uses the past. The posterior of $z_n$ also needs the probability of the future,
//: $\beta_n(i) = P(x_{n+1}, \dots, x_N \mid z_n = i)$:
//:
//: $$
//: \begin{aligned}
//: \beta_N(i) &= 1 , \\
//: \beta_n(i) &= \sum_j A_{ij}\, p(x_{n+1} \mid j)\, \beta_{n+1}(j) .
//: \end{aligned}
//: $$ {#eq-backward}
//:
//: Past times future gives the responsibility of state $k$ for year $n$, and with one transition between them the
//: probability of that transition. With the scaled $\hat\alpha_n$ and $\hat\beta_n = \beta_n / (c_{n+1} \cdots c_N)$,
//:
//: $$
//: \begin{aligned}
//: r_{nk} &= P(z_n = k \mid X) = \hat\alpha_n(k)\, \hat\beta_n(k) , \\
//: \xi_{nij} &= P(z_n = i, z_{n+1} = j \mid X) \\
//:   &= \frac{1}{c_{n+1}}\, \hat\alpha_n(i)\, A_{ij}\, p(x_{n+1} \mid j)\, \hat\beta_{n+1}(j) .
//: \end{aligned}
//: $$ {#eq-posterior}
//:
//: This is the complete E-step:

func eStep(_ m: Chain, _ x: [Int])
  -> (r: [[Double]], moves: Matrix, c: [Double])
{
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
//: Take the logarithm of @eq-hmm and its expectation under the posterior of the paths. Every product becomes a sum, and the sums need only
//: the two posteriors of @eq-posterior:
//:
//: $$
//: \begin{aligned}
//: \operatorname{E}[\log P(X, Z \mid \theta)] &= \sum_k r_{1k} \log \rho_k \\
//:   &\quad + \sum_{ij} \Bigl( \sum_n \xi_{nij} \Bigr) \log A_{ij} \\
//:   &\quad + \sum_{nk} r_{nk} \log p(x_n \mid k) .
//: \end{aligned}
//: $$ {#eq-expected}
//:
//: The three parts share no parameters, so they are maximized separately. The first two give proportions of fractional counts, of initial states and of transitions
//: (with a Lagrange multiplier, as for [the weights of a mixture](../em-algorithm/index.html#sec-m-step)). The third gives a weighted mean of the counts:
//:
//: $$
//: \begin{aligned}
//: \rho_k &= r_{1k} , \qquad A_{ij} = \frac{\sum_n \xi_{nij}}{\sum_{j'} \sum_n \xi_{nij'}} , \\
//: \lambda_k &= \frac{\sum_n r_{nk}\, x_n}{\sum_n r_{nk}} .
//: \end{aligned}
//: $$ {#eq-m-step-hmm}
//:
//: ::: {.callout-important title="Algorithm: Baum–Welch" icon="false"}
//: **Input:** a series $x_1, \dots, x_N$ and $K$. **Start:** $\rho$, $A$ and different rates $\lambda_k$. Repeat:
//:
//: 1. **E-step.** Compute $\hat\alpha_n$ and $c_n$ forward and $\hat\beta_n$ backward, then $r_{nk}$ and $\xi_{nij}$ (@eq-posterior).
//: 2. **M-step.** Set $\rho$, $A$ and $\lambda$ by @eq-m-step-hmm.
//: 3. **Stop** when $\sum_n \log c_n$ has little left to gain.
//: :::
//:
//: Baum and his colleagues published this algorithm in 1970 [@baum1970], seven years before EM got its name.

func mStep(_ r: [[Double]], _ moves: Matrix, _ x: [Int]) -> Chain {
  let states = r[0].indices
  var transitions = moves
  for i in states {
    for j in states { transitions[i, j] /= moves.row(i).reduce(0, +) }
  }
  let emissions = states.map { k in
    let shares = r.map { row in row[k] }
    let earthquakes = zip(shares, x).map { share, count in
      share * Double(count)
    }
    return Poisson(
      rate: earthquakes.reduce(0, +) / shares.reduce(0, +))
  }
  return Chain(
    initialProbabilities: r[0], transitions: transitions, emissions: emissions)
}

//: Fifty iterations, from rates of 10 and 30 and a chain that stays in its state with probability 0.9:

var model = start
var models = [start]
for _ in 1...50 {
  let (r, moves, _) = eStep(model, counts)
  model = mStep(r, moves, counts)
  models.append(model)
}

//| label: tbl-climb
//| caption: >-
//|   Baum–Welch on the earthquakes with two states. Every number agrees with Table 4.1 of Zucchini and
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
      "\(m.initialProbabilities[0], decimals: 4)", "\(-logLikelihood(m), decimals: 4)",
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
    m.initialProbabilities[0], -logLikelihood(m),
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

//: All entries of @tbl-climb agree with those of Zucchini and MacDonald [-@zucchini2009]. The log-likelihood of the chain,
//: \(logLikelihood(model), decimals: 1), is \(logLikelihood(model) - mixture.logLikelihood, decimals: 1) nats higher than that of the mixture with two rates. That is what
//: the order of the years is worth.
//:
//: The first iteration does most of the work: $-\ell$ falls from \(-logLikelihood(models[0]), decimals: 1) to \(-logLikelihood(models[1]), decimals: 1). The forty-eight iterations after
//: the second gain only \(logLikelihood(models[50]) - logLikelihood(models[2]), decimals: 2) nats together. The estimate of $\rho_1$ goes to one: a single series has only one first state.

//: # Baum–Welch, step by step {#sec-watch}

//| include: false
let posteriors = models.map { m in eStep(m, counts).r.map { $0[1] } }

//:
//: In @fig-player an M-step moves the two rates, the lines above, and an E-step changes the posterior below. The posterior
//: does not follow every count, because a single year in another state requires two improbable transitions. The \(counts[31]) earthquakes of \(years[31]) equal the
//: upper rate, but that year is violent with probability \(posteriors[50][31], decimals: 2) only. The \(counts[57]) earthquakes of \(years[57]) are enough for an exception.

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
//|   Baum–Welch on the earthquakes. Above: the counts, colored by their posterior (blue: quiet, orange: violent), and the two rates. Below: the
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

//: # Summary {#sec-summary-1}
//:
//: A hidden Markov model is a mixture whose components form a Markov chain. The forward and backward recursions compute the posterior of all states in $N K^2$ steps. Baum–Welch is EM: it estimates
//: everything from fractional counts of states and transitions.

//: # Exercises {#sec-exercises-1}

//| include: false
let smallest = log(Double.leastNonzeroMagnitude)
let perYear = -logLikelihood(model) / Double(counts.count)
let yearsToUnderflow = Int(-smallest / perYear)
let stuck = try fitByEM(
  Chain(
    initialProbabilities: [0.5, 0.5], transitions: Matrix([[1, 0], [0.1, 0.9]]),
    emissions: start.emissions), to: [counts], options: EMOptions(tolerance: .remaining(1e-9)))
precondition(stuck.model.transitions[0, 1] == 0)

//: **1.** *Easy.* Without the scaling by $c_n$, how long could a series of this kind be before its likelihood underflows to zero?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The fit loses \(perYear, decimals: 2) nats per year, and the smallest positive double is about $e^{\(smallest, decimals: 0)}$. After about \(yearsToUnderflow) years the forward
//: variables are zero, and so is everything computed from them.
//: :::

//: **2.** *Medium.* Start with $A_{12} = 0$. Where does Baum–Welch end?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Then $\xi_{n12} = 0$ for all $n$, so the M-step gives $A_{12} = 0$ again: the chain never leaves the quiet state. EM
//: ends at a log-likelihood of \(stuck.logLikelihood, decimals: 1) instead of \(logLikelihood(model), decimals: 1). EM preserves
//: zeros. That is bad if a zero was careless, and useful if it expresses knowledge, as in a chain that only moves to the right.
//: :::

//: **3.** *Harder.* Why is the estimate of $\rho$ a unit vector?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By @eq-forward the likelihood is linear in $\rho$, and a linear function on the simplex is largest at a corner. With several independent series
//: the likelihood is a product of such functions, and the estimate is the average of their first responsibilities.
//: :::
