//: ---
//: title: Decoding the path
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

//: A fitted chain assigns a probability to every path. Which path should we report? There are two good answers, and they differ.

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - posterior decoding and Viterbi decoding, and when they differ;
//: - how to choose the number of states, and how to check the result.
//: :::
//:
//: # Two kinds of decoding {#sec-questions}
//:
//: **Posterior decoding** chooses the best state for each year separately: $\hat z_n = \arg\max_k P(z_n = k \mid X)$. This minimizes the expected number of wrong years.
//: **Viterbi decoding** chooses the best path as a whole: $\arg\max_Z P(Z \mid X)$. This maximizes the probability that *all* years are right, which is usually
//: small.
//:
//: The best states need not form a possible path. Consider a chain of two steps and three states. The first state has probabilities
//: $(0.4, 0.3, 0.3)$. State 1 stays where it is; states 2 and 3 both lead to state 2. The observations carry no information.

let uninformative = Categorical(weights: [1])
let forked = HiddenMarkovModel(
  initialProbabilities: [0.4, 0.3, 0.3],
  transitions: try Matrix([[1, 0, 0], [0, 1, 0], [0, 1, 0]]),
  emissions: [uninformative, uninformative, uninformative])
let stepwise = try forked.statePosteriors(of: [0, 0])
let pathwise = try forked.mostProbablePath(of: [0, 0])

//| label: tbl-forked
//| caption: The posterior of each step. The largest entries of the two rows are states 1 and 2.
Table("step", "state 1", "state 2", "state 3") {
  for n in 0..<2 {
    ["\(n + 1)"] + stepwise.row(n).map { "\($0, decimals: 1)" }
  }
}

//| include: false
precondition(stepwise.row(0) == [0.4, 0.3, 0.3])
precondition(abs(stepwise[1, 1] - 0.6) < 1e-12 && abs(stepwise[1, 0] - 0.4) < 1e-12)
precondition(pathwise.states == [0, 0])

//: State 1 is the best guess for the first step, and state 2 for the second. But the path $1 \to 2$ has probability $0.4 \cdot 0$: it is
//: impossible. Viterbi chooses $1 \to 1$, with probability \(exp(pathwise.logProbability), decimals: 1), although the second step of this path is probably wrong.

//: # Viterbi's recursion {#sec-viterbi}
//:
//: The Viterbi algorithm is the forward recursion with a maximum in place of the sum [@viterbi1967]. With $\omega_n(k)$ the log-probability of the best path that ends in state $k$,
//:
//: $$
//: \begin{aligned}
//: \omega_1(k) &= \log \rho_k + \log p(x_1 \mid k) , \\
//: \omega_n(k) &= \max_i \bigl( \omega_{n-1}(i) + \log A_{ik} \bigr) + \log p(x_n \mid k) .
//: \end{aligned}
//: $$ {#eq-viterbi}
//:
//: If we store which $i$ was the best, we can trace the path back from the end. Logarithms prevent the product of
//: \(years.count) small numbers from underflowing. Scaling is not needed, because there is no sum.

func viterbi(_ m: Chain, _ x: [Int]) -> [Int] {
  var best = m.initialProbabilities.indices.map {
    log(m.initialProbabilities[$0]) + m.emissions[$0].logDensity(x[0])
  }
  var origins: [[Int]] = []
  for value in x.dropFirst() {
    var (next, from) = (best, best.indices.map { $0 })
    for k in best.indices {
      let ways = best.indices.map { best[$0] + log(m.transitions[$0, k]) }
      from[k] = ways.indices.max { ways[$0] < ways[$1] }!
      next[k] = ways[from[k]] + m.emissions[k].logDensity(value)
    }
    best = next
    origins.append(from)
  }
  var path = [best.indices.max { best[$0] < best[$1] }!]
  for from in origins.reversed() { path.append(from[path.last!]) }
  return path.reversed()
}

//: # Both decodings of the earthquakes {#sec-earthquakes}
//:
//: Three states, fitted by the library from rates of 10, 20 and 30:

let start = Chain(
  initialProbabilities: [1.0 / 3, 1.0 / 3, 1.0 / 3],
  transitions: try Matrix([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]]),
  emissions: [10, 20, 30].map { Poisson(rate: $0) })
let fit = try fitByEM(
  start, to: [counts],
  options: EMOptions(tolerance: .remaining(1e-9)))

//| include: false
// Zucchini & MacDonald 2009, table 4.2: iteration, λ, −ℓ; and the limit's Γ.
let published: [(Int, [Double])] = [
  (0, [10.000, 20.000, 30.000, 342.90781]), (1, [11.699, 19.030, 29.741, 332.12143]),
  (2, [12.265, 19.078, 29.581, 330.63689]), (30, [13.134, 19.713, 29.710, 328.52748]),
]
for (t, row) in published {
  // EM has converged before iteration 30.
  let model = t == 0 ? start : fit.maximizations[min(t, fit.iterations) - 1].model!
  for (value, reference) in zip(model.emissions.map(\.rate), row) {
    precondition(abs(value - reference) < 5.1e-4, "\(t): \(value), not \(reference)")
  }
  precondition(abs(-fit.logLikelihoods[min(t, fit.iterations)] - row[3]) < 5.1e-6)
}
let publishedMoves = [
  [0.9393, 0.0321, 0.0286], [0.0404, 0.9064, 0.0532], [0.0000, 0.1903, 0.8097],
]
for i in 0..<3 {
  for j in 0..<3 {
    precondition(abs(fit.model.transitions[i, j] - publishedMoves[i][j]) < 5.1e-5)
  }
}
let rates = fit.model.emissions.map(\.rate)
let stays = (0..<3).map { 1 / (1 - fit.model.transitions[$0, $0]) }
let libraryPath = try fit.model.mostProbablePath(of: counts).states
precondition(viterbi(fit.model, counts) == libraryPath)

//: It stopped because it \(fit.status). The rates are \(rates[0], decimals: 3), \(rates[1], decimals: 3) and
//: \(rates[2], decimals: 3), and $-\ell(\theta)$ is \(-fit.logLikelihood, decimals: 4). Both agree with the published values
//: [@zucchini2009]. @fig-moves shows the transitions. A state with $A_{kk}$ on the diagonal lasts $1 / (1 - A_{kk})$ years on average, here
//: \(stays[0], decimals: 0), \(stays[1], decimals: 0) and \(stays[2], decimals: 0).

//| label: fig-moves
//| caption: >-
//|   The fitted transition probabilities $A_{ij}$. A violent year is never directly followed by a quiet one, but a quiet
//|   year may be followed by a violent one.
//| alt: >-
//|   A three by three table with 0.94, 0.91 and 0.81 on the diagonal, 0.19 from violent to ordinary, and zero from violent to
//|   quiet.
//| fold: true
let names = ["quiet", "ordinary", "violent"]
Figure(
  Chart {
    HeatMapMark(columns: names, rows: names, values: fit.model.transitions.nested)
      .colormap(.blues, domain: 0...1).annotated(decimals: 2).withoutColorBar()
  }
  .xAxis("next year", grid: false).yAxis("this year", grid: false),
  height: .inches(2))

//: Now we compute both decodings.

let posteriors = try fit.model.statePosteriors(of: counts)
let local = posteriors.nested.map { row in
  row.indices.max { row[$0] < row[$1] }!
}
let global = viterbi(fit.model, counts)
let differing = years.indices.filter { local[$0] != global[$0] }

//| include: false
// Zucchini & MacDonald 2009, section 5.3: 1911 and 1941 for the stationary chain; here also 1980.
precondition(differing.map { years[$0] } == [1911, 1941, 1980])
let ties = differing.map { (posteriors[$0, local[$0]], posteriors[$0, global[$0]]) }

//| label: fig-decoding
//| caption: >-
//|   Posterior probabilities of the three states (above), and the two decodings (below). The dashed lines mark the years in which they
//|   differ.
//| alt: >-
//|   Above, bands of three colors that fill the height between zero and one; usually one color fills it nearly
//|   alone. Below, two step lines over the years that agree except in 1911, 1941 and 1980.
//| fold: true
let stacked = posteriors.nested.map { row in
  row.indices.map { row.prefix($0 + 1).reduce(0, +) }
}
Figure(height: .inches(3.8)) {
  Chart {
    for k in 0..<3 {
      AreaMark(
        x: years, yStart: stacked.map { k == 0 ? 0 : $0[k - 1] }, yEnd: stacked.map { $0[k] }
      ).foregroundStyle(.series(k + 1)).opacity(0.75).label(names[k])
    }
    for n in differing { RuleMark(x: Double(years[n])).lineStyle(dash: [3, 2]) }
  }
  .xAxis(domain: 1900...2006, grid: false).yAxis("$r_{nk}$", domain: 0...1, grid: false)
  .legend(.top)
  Chart {
    LineMark(x: years, y: local.map { rates[$0] }).interpolation(.stepCenter)
      .foregroundStyle(.series(4)).lineStyle(width: 4).opacity(0.6).label("posterior")
    LineMark(x: years, y: global.map { rates[$0] }).interpolation(.stepCenter)
      .foregroundStyle(.ink).lineStyle(width: 1.3).label("Viterbi")
    for n in differing { RuleMark(x: Double(years[n])).lineStyle(dash: [3, 2]) }
  }
  .xAxis("year", domain: 1900...2006, grid: false).yAxis("decoded rate").legend(.top)
}

//: The decodings differ in \(differing.count) of \(years.count) years: \(years[differing[0]]), \(years[differing[1]]) and \(years[differing[2]]). In each of them the state changes,
//: and the counts do not settle in which year exactly: the posterior of one state against the other is
//: \(ties[0].0, decimals: 2) to \(ties[0].1, decimals: 2) in the first, \(ties[1].0, decimals: 2) to \(ties[1].1, decimals: 2) in the second, and
//: \(ties[2].0, decimals: 2) to \(ties[2].1, decimals: 2) in the third. Zucchini and MacDonald find the first two; their chain starts in its stationary distribution.

//: # How many states? {#sec-states}
//:
//: Each additional state raises the maximum of the likelihood, because the smaller model is a special case. AIC and BIC charge $2$ and $\log N = \(log(Double(years.count)), decimals: 2)$ per parameter
//: on the scale of $-2\ell$. We fit one to four states, each from six random starts, and for comparison the mixtures, which are the same models
//: without memory.

func randomChain(_ states: Int, _ random: inout SplitMix64) -> Chain {
  let share = 1 / Double(states)
  var transitions = Matrix(
    rows: states, columns: states, repeating: 0.2 * share)
  for k in 0..<states { transitions[k, k] += 0.8 }
  return Chain(
    initialProbabilities: Array(repeating: share, count: states),
    transitions: transitions,
    emissions: (0..<states).map { _ in
      Poisson(rate: 8 + 30 * random.uniform())
    })
}
let chains = (1...4).map { states in
  fitByEM(
    restarts: states == 1 ? 1 : 6, seed: 1, to: [counts],
    options: EMOptions(tolerance: .remaining(1e-7))
  ) { randomChain(states, &$0) }.best!
}

//| fold: true
let mixtures = try (1...4).map { components in
  try fitByEM(
    Mixture(
      weights: Array(repeating: 1 / Double(components), count: components),
      components: (1...components).map { Poisson(rate: 40 * Double($0) / Double(components + 1)) }),
    to: counts, options: EMOptions(tolerance: .remaining(1e-7)))
}
let size = Double(counts.count)
// The first state is estimated from one observation and lands on a corner: K² parameters without it.
let freeParameters = (1...4).map { Double($0 * $0) }
let chainScores = zip(chains, freeParameters).map { fit, p in
  (aic: -2 * fit.logLikelihood + 2 * p, bic: -2 * fit.logLikelihood + p * log(size))
}

//| include: false
// Zucchini & MacDonald 2009: table 4.1, table 4.2, and table 1.2 for the mixtures.
for (fit, published) in zip(chains, [391.9189, 341.8787, 328.5275]) {
  precondition(abs(-fit.logLikelihood - published) < 5.1e-5)
}
for (fit, published) in zip(mixtures, [391.9189, 360.3690, 356.8489, 356.7337]) {
  precondition(abs(-fit.logLikelihood - published) < 5.1e-5, "\(fit.logLikelihood)")
}
precondition(chainScores.indices.min { chainScores[$0].aic < chainScores[$1].aic } == 2)
precondition(chainScores.indices.min { chainScores[$0].bic < chainScores[$1].bic } == 2)

//| label: tbl-states
//| caption: >-
//|   Chains and mixtures of one to four Poisson distributions: negative log-likelihood, free parameters $p$, and the criteria.
//|   Smaller is better. $\rho$ is not counted.
//| fold: true
Table("model", "$K$", "$-\\ell$", "$p$", "AIC", "BIC") {
  for (k, fit) in chains.enumerated() {
    [
      "chain", "\(k + 1)", "\(-fit.logLikelihood, decimals: 2)",
      "\(freeParameters[k], decimals: 0)", "\(chainScores[k].aic, decimals: 1)",
      "\(chainScores[k].bic, decimals: 1)",
    ]
  }
  for (k, fit) in mixtures.enumerated().dropFirst() {
    [
      "mixture", "\(k + 1)", "\(-fit.logLikelihood, decimals: 2)",
      "\(fit.model.parameterCount)", "\(fit.aic, decimals: 1)",
      "\(fit.bic(count: size), decimals: 1)",
    ]
  }
}

//| label: fig-states
//| caption: BIC of the chains and of the mixtures in @tbl-states. Rings mark the smallest values.
//| alt: >-
//|   Two lines over one to four components. That of the chains is lowest at three, a little above at two. That of the mixtures is
//|   lowest at two, more than thirty above.
//| fold: true
Figure(
  modelSelectionChart(
    of: [
      ("chains", chainScores.enumerated().map { ($0 + 1, $1.bic) }),
      ("mixtures", mixtures.enumerated().map { ($0 + 1, $1.bic(count: size)) }),
    ]),
  height: .inches(2.4))

//: Both criteria choose three states, but BIC only just: \(chainScores[2].bic, decimals: 1) against \(chainScores[1].bic, decimals: 1) for two states. We have not
//: counted the $K - 1$ parameters of $\rho$, because the theory of BIC does not cover estimates at a corner. If we did, BIC would be
//: \(chains[2].bic(count: size), decimals: 1) against \(chains[1].bic(count: size), decimals: 1), and two states would win. A choice that depends on such details is not supported by the data. What the data do
//: support is the chain: no mixture comes close.

//| include: false
precondition(chains[1].bic(count: size) < chains[2].bic(count: size))

//: # Checking the autocorrelation {#sec-memory}
//:
//: A criterion ranks models; it does not say whether the best one is good. So we check something that was not fitted: every chain implies an autocorrelation. In the long run the
//: states have the stationary distribution $\delta = \delta A$, and with $\Lambda = \operatorname{diag}(\lambda)$
//:
//: $$
//: \begin{aligned}
//: \operatorname{Cov}(x_n, x_{n+h}) &= \delta \Lambda A^h \lambda - (\delta \lambda)^2 , \\
//: \operatorname{Var}(x_n) &= \delta \lambda + \delta \Lambda \lambda - (\delta \lambda)^2 .
//: \end{aligned}
//: $$ {#eq-memory}

func dot(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).map { a, b in a * b }.reduce(0, +)
}
func impliedAutocorrelation(_ m: Chain, upTo lag: Int) -> [Double] {
  let lambda = m.emissions.map(\.rate)
  var delta = lambda.map { _ in 1 / Double(lambda.count) }
  for _ in 0..<2000 { delta = m.transitions.transposed * delta }
  let mean = dot(delta, lambda)
  let weighted = zip(delta, lambda).map { delta, lambda in delta * lambda }
  let variance = mean + dot(weighted, lambda) - mean * mean
  var ahead = lambda
  return (1...lag).map { _ in
    ahead = m.transitions * ahead
    return (dot(weighted, ahead) - mean * mean) / variance
  }
}

//| label: fig-memory-2
//| caption: >-
//|   The autocorrelation of the counts (bars) and that implied by the fitted chains with two and three states (lines).
//| alt: >-
//|   Bars that fall from 0.57 to about zero over twelve lags. The line of three states follows the first eight bars closely; that of two
//|   states lies below the first five.
//| fold: true
let lags = Array(1...12)
let center = Double(counts.reduce(0, +)) / size
let centered = counts.map { Double($0) - center }
let spread = centered.reduce(0) { $0 + $1 * $1 }
let observed = lags.map { lag in
  zip(centered, centered.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } / spread
}
Figure(
  Chart {
    BarMark(x: lags, y: observed).foregroundStyle(.muted).opacity(0.4).label("observed")
    for states in [2, 3] {
      LineMark(x: lags, y: impliedAutocorrelation(chains[states - 1].model, upTo: 12))
        .foregroundStyle(.series(states)).symbol(.circle).symbolSize(4).label("\(states) states")
    }
  }
  .xAxis("lag in years", ticks: .values(lags.map(Double.init))).yAxis("autocorrelation"),
  height: .inches(2.4))

//: With two states the autocorrelation falls too fast. With three it matches the first eight lags, and only then falls too slowly. This is an argument for three states
//: that does not depend on how parameters are counted.
//:
//: # Summary {#sec-summary-2}
//:
//: Posterior decoding minimizes the expected number of wrong years; Viterbi decoding finds the most probable path. They differ where the data do not settle when a state changed. Compare models
//: by a criterion, and check them by something that was not fitted.

//: # Exercises {#sec-exercises-2}

//| include: false
let equalRows = try fitByEM(
  Chain(
    initialProbabilities: mixtures[1].model.weights,
    transitions: Matrix([mixtures[1].model.weights, mixtures[1].model.weights]),
    emissions: mixtures[1].model.components),
  to: [counts], options: EMOptions(tolerance: .never, iterationLimit: 0))
precondition(abs(equalRows.logLikelihood - mixtures[1].logLikelihood) < 1e-9)
let expectedMistakes = local.indices.reduce(0.0) { $0 + 1 - posteriors[$1, local[$1]] }
let expectedMistakesOfPath = global.indices.reduce(0.0) { $0 + 1 - posteriors[$1, global[$1]] }
precondition(expectedMistakes < expectedMistakesOfPath)
let pathProbability = exp(
  try fit.model.mostProbablePath(of: counts).logProbability - fit.logLikelihood)
let hard = try {
  var options = EMOptions(tolerance: .remaining(1e-9))
  options.variant = .hard
  return try fitByEM(start, to: [counts], options: options)
}()
let hardStay = (0..<3).map { 1 / (1 - hard.model.transitions[$0, $0]) }

//: **1.** *Medium.* How many years does each decoding get wrong, if the model is right? And how probable is it that Viterbi's path is right in all years?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The expected number of mistakes is $\sum_n (1 - r_{n \hat z_n})$: \(expectedMistakes, decimals: 2) of \(years.count) for posterior decoding and \(expectedMistakesOfPath, decimals: 2) for Viterbi's path. The posterior
//: probability of the whole path is $P(X, \hat Z) / P(X) = \(pathProbability, decimals: 4)$. Even the most probable path is improbable.
//: :::

//: **2.** *Easy.* Set both rows of $A$ and $\rho$ to the weights of the two-component mixture, and the rates to its rates. What is the likelihood of the chain?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The same as that of the mixture, \(equalRows.logLikelihood, decimals: 3). With equal rows, the sum over $i$ in the forward recursion is constant, so the likelihood is a
//: product over years.
//: :::

//: **3.** *Medium.* Replace the E-step by Viterbi's path and count each year and each transition once. How do the estimates change?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The states move apart, because doubtful years are counted as certain: the rates become \(hard.model.emissions[0].rate, decimals: 2), \(hard.model.emissions[1].rate, decimals: 2) and
//: \(hard.model.emissions[2].rate, decimals: 2), and the log-likelihood is \(fit.logLikelihood - hard.logLikelihood, decimals: 2) nats below the maximum. This is *Viterbi training* [see @rabiner1989]. It maximizes
//: $\max_Z \log P(X, Z \mid \theta)$ instead of the likelihood.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-series: the result before the method. Cover the steps and let the audience draw them.
//: - @fig-memory: the two sets of bars have the same histogram, so a mixture cannot distinguish them.
//: - @fig-chain: the upper arrows are the only difference from a mixture.
//: - @fig-player: stop after the first M-step, which has done most of the work.
//: - @fig-moves: read one row aloud as a sentence about next year.
//: - @fig-decoding: in the dashed years a state changes.
//: - @fig-states: chains beat mixtures by far; two and three states are nearly equal.
//: - @fig-memory-2: a check against something that was not fitted.
