//: ---
//: title: Five rounds of ten
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: A drawer contains two coins, $A$ and $B$. Five times, someone took one of them at random, tossed it ten times and put it back.
//: The tosses were written down. The coin was not. How often does each coin show heads? Do and Batzoglou used this example
//: to explain EM to biologists [@do2008]; @fig-tosses shows all the data.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - how the E-step and the M-step work, with every number on the page;
//: - why the likelihood cannot fall from one iteration to the next;
//: - how to run the same algorithm with the library.
//:
//: You need Bayes' rule and nothing else.
//: :::

//| label: fig-tosses
//| caption: Five rounds of ten tosses. A filled circle is heads, an open one tails. We do not know which coin was tossed in which round.
//| alt: >-
//|   Five rows of ten circles. From the first row to the fifth, 5, 9, 8, 4 and 7 of the circles are filled.
//| fold: true
let heads = CoinTosses.heads
let cells = CoinTosses.rounds.enumerated().flatMap { n, tosses in
  tosses.enumerated().map { i, face in (x: i + 1, y: n + 1, isHead: face == "H") }
}
let tossed = Chart {
  for isHead in [true, false] {
    let some = cells.filter { $0.isHead == isHead }
    PointMark(x: some.map(\.x), y: some.map(\.y)).foregroundStyle(.series(1))
      .symbol(isHead ? .circle : .ring).symbolSize(13).opacity(1)
  }
  for (n, count) in heads.enumerated() {
    TextMark("\(count) heads", x: 11.2, y: Double(n + 1), anchor: .center)
  }
}
.xAxis("toss", domain: 0.4...12, ticks: .values((1...10).map(Double.init)), grid: false)
.yAxis(
  "round $n$", domain: 0.4...5.6, ticks: .values((1...5).map(Double.init)),
  grid: false, reversed: true)
Figure(tossed, width: .inches(5.2), height: .inches(2.5))

//: Let $\theta_A$ and $\theta_B$ be the two probabilities of heads, $x_n$ the number of heads in round $n$, and $z_n$ the coin of that round.
//: We observed the $x_n$ but not the $z_n$.

//: # If we knew the coins {#sec-known}
//:
//: Then the problem would be easy. Suppose the coins were $B$, $A$, $A$, $B$, $A$. The estimate for a coin is its number of heads divided by its
//: number of tosses:

func weightedSum(_ weights: [Double], _ values: [Double]) -> Double {
  zip(weights, values).map { weight, value in weight * value }.reduce(0, +)
}
func estimate(shares: [Double]) -> Double {
  let headsOfCoin = weightedSum(shares, heads.map(Double.init))
  let tossesOfCoin = shares.reduce(0, +) * Double(CoinTosses.tosses)
  return headsOfCoin / tossesOfCoin
}
let known = [0.0, 1, 1, 0, 1]
let knownA = estimate(shares: known)
let knownB = estimate(shares: known.map { 1 - $0 })

//| include: false
// Do & Batzoglou 2008, figure 1a.
precondition(abs(knownA - 0.80) < 1e-12 && abs(knownB - 0.45) < 1e-12)

//: This gives $\hat\theta_A = \(knownA, decimals: 2)$ and $\hat\theta_B = \(knownB, decimals: 2)$. The function takes a *share* of each round. Here every
//: share is zero or one, but nothing in the function requires that. EM uses it with fractions.

//: # The E-step: responsibilities {#sec-share}
//:
//: We do not know the coins, so we begin with a guess: $\theta_A = 0.6$, $\theta_B = 0.5$. Under this guess, a round with nine heads is more probable with coin $A$, and
//: a round with four heads with coin $B$. Bayes' rule says how much more. Both coins are equally likely to be taken, so
//:
//: $$
//: \begin{aligned}
//: r_{nA} &= P(z_n = A \mid x_n, \theta) \\
//:   &= \frac{\theta_A^{x_n} (1 - \theta_A)^{10 - x_n}}{\theta_A^{x_n} (1 - \theta_A)^{10 - x_n} + \theta_B^{x_n} (1 - \theta_B)^{10 - x_n}}
//: \end{aligned}
//: $$ {#eq-share}
//:
//: is the [responsibility]{.term} of coin $A$ for round $n$, and $r_{nB} = 1 - r_{nA}$ is that of coin $B$.

func likelihood(_ x: Double, _ theta: Double) -> Double {
  pow(theta, x) * pow(1 - theta, Double(CoinTosses.tosses) - x)
}
func shareOfA(_ x: Double, _ a: Double, _ b: Double) -> Double {
  likelihood(x, a) / (likelihood(x, a) + likelihood(x, b))
}
let shares = heads.map { shareOfA(Double($0), 0.6, 0.5) }

//: ::: {.example #exm-responsibility title="One responsibility by hand"}
//: Round 2 has nine heads and one tail. Coin $A$ produces such a round with probability $0.6^9 \cdot 0.4 = \(likelihood(9, 0.6), decimals: 5)$, coin $B$ with probability
//: $0.5^{10} = \(likelihood(9, 0.5), decimals: 5)$. So $r_{2A} = \(likelihood(9, 0.6), decimals: 5) / (\(likelihood(9, 0.6), decimals: 5) + \(likelihood(9, 0.5), decimals: 5)) = \(shares[1], decimals: 2)$:
//: four fifths of the round are credited to $A$.
//: :::

//: # The M-step: fractional counts {#sec-count}
//:
//: Credit each coin with its share of the heads and tails, and estimate as if these fractional counts had been observed.

//| label: tbl-first
//| caption: >-
//|   The first iteration from $\theta_A = 0.6$, $\theta_B = 0.5$: the responsibilities, and the heads (H) and tails (T) that each
//|   coin is credited with.
//| fold: true
let tails = heads.map { CoinTosses.tosses - $0 }
func credit(_ shares: [Double], _ counts: [Int]) -> [Double] {
  zip(shares, counts).map { $0 * Double($1) }
}
let others = shares.map { 1 - $0 }
let columns = [
  credit(shares, heads), credit(shares, tails), credit(others, heads), credit(others, tails),
]
let totals = columns.map { $0.reduce(0, +) }
Table(
  "round", "heads", "$r_{nA}$", "$r_{nB}$", "$A$: H", "$A$: T", "$B$: H", "$B$: T"
) {
  for n in heads.indices {
    ["\(n + 1)", "\(heads[n])", "\(shares[n], decimals: 2)", "\(others[n], decimals: 2)"]
      + columns.map { "\($0[n], decimals: 1)" }
  }
  ["sum", "\(heads.reduce(0, +))"]
    + [shares, others].map { "\($0.reduce(0, +), decimals: 2)" }
    + totals.map { "\($0, decimals: 1)" }
}

//| include: false
// Do & Batzoglou 2008, figure 1b: responsibilities, credited counts, and the first estimates.
for (r, published) in zip(shares, [0.45, 0.80, 0.73, 0.35, 0.65]) {
  precondition(abs(r - published) < 0.005001)
}
for (total, published) in zip(totals, [21.3, 8.6, 11.7, 8.4]) {
  precondition(abs(total - published) < 0.05)
}
let firstA = estimate(shares: shares)
let firstB = estimate(shares: others)
precondition(abs(firstA - 0.71) < 0.005 && abs(firstB - 0.58) < 0.005)

//: The last row of @tbl-first contains the totals. They give the new estimates $\theta_A = \(totals[0], decimals: 1) / (\(totals[0], decimals: 1) + \(totals[1], decimals: 1)) = \(firstA, decimals: 2)$ and
//: $\theta_B = \(totals[2], decimals: 1) / (\(totals[2], decimals: 1) + \(totals[3], decimals: 1)) = \(firstB, decimals: 2)$.
//:
//: # The algorithm {#sec-algorithm}
//:
//: ::: {.callout-important title="Algorithm: EM for two coins" icon="false"}
//: **Input:** the numbers of heads $x_1, \dots, x_5$ in rounds of ten tosses. **Start:** a guess $\theta_A \ne \theta_B$. Repeat:
//:
//: 1. **E-step.** For each round compute the responsibilities $r_{nA}$ and $r_{nB} = 1 - r_{nA}$ (@eq-share).
//: 2. **M-step.** Set $\theta_A = \sum_n r_{nA}\, x_n \big/ \sum_n 10\, r_{nA}$, and $\theta_B$ likewise.
//: 3. **Stop** when the log-likelihood of @eq-coins has practically stopped rising.
//: :::
//:
//: Ten iterations in code:

var (a, b) = (0.6, 0.5)
var path = [(a: a, b: b)]
for _ in 1...10 {
  let shares = heads.map { shareOfA(Double($0), a, b) }  // E-step
  a = estimate(shares: shares)  // M-step
  b = estimate(shares: shares.map { 1 - $0 })
  path.append((a, b))
}

//| include: false
// Do & Batzoglou 2008, figure 1b, after ten iterations.
precondition(abs(a - 0.80) < 0.005 && abs(b - 0.52) < 0.005)

//: # Ten iterations, step by step {#sec-watch}
//:
//: @fig-player shows the ten iterations, half-step by half-step. In the left panel, the curve is @eq-share as a function of the number of heads, and the dots
//: are our rounds. An E-step moves the curve; the two dashed lines, $\theta_A$ and $\theta_B$, stay where they are. An M-step moves the lines; the curve stays
//: where it is. The right panel shows the same steps on the log-likelihood
//:
//: $$
//: \begin{aligned}
//: \ell(\theta) &= \sum_{n=1}^{5} \log \tfrac12 \bigl( \theta_A^{x_n} (1 - \theta_A)^{10 - x_n} \\
//:   &\qquad\; + \theta_B^{x_n} (1 - \theta_B)^{10 - x_n} \bigr) + \text{const} .
//: \end{aligned}
//: $$ {#eq-coins}
//:
//: Neither step computes $\ell$, yet no step lowers it. The omitted constant contains the binomial coefficients.

func logLikelihood(_ a: Double, _ b: Double) -> Double {
  heads.map(Double.init).map { x in
    log(0.5 * likelihood(x, a) + 0.5 * likelihood(x, b))
  }.reduce(0, +)
}

//| fold: true
// A half-step: the parameters that made the curve, and those that the lines show.
var halfSteps = [(name: "start", curve: 0, lines: 0)]
for t in 1...10 {
  halfSteps.append((name: "iteration \(t), after the E-step", curve: t - 1, lines: t - 1))
  halfSteps.append((name: "iteration \(t), after the M-step", curve: t - 1, lines: t))
}
func sharing(curve: (a: Double, b: Double)?, lines: (a: Double, b: Double)) -> Chart {
  Chart {
    RuleMark(x: 10 * lines.a).foregroundStyle(.series(1)).lineStyle(width: 1.6, dash: [5, 3])
    RuleMark(x: 10 * lines.b).foregroundStyle(.series(2)).lineStyle(width: 1.6, dash: [5, 3])
    TextMark(#"$10\,\theta_A$"#, x: 10 * lines.a, y: 0.06, anchor: .trailing)
    TextMark(#"$10\,\theta_B$"#, x: 10 * lines.b, y: 0.94, anchor: .leading)
    if let curve {
      FunctionMark(over: 0...10) { shareOfA($0, curve.a, curve.b) }
        .foregroundStyle(.muted)
      PointMark(x: heads, y: heads.map { shareOfA(Double($0), curve.a, curve.b) })
        .foregroundStyle(.ink).symbolSize(7).opacity(1)
    }
  }
  .xAxis("heads in a round $x_n$", domain: 0...10, ticks: .values([0, 2, 4, 6, 8, 10]))
  .yAxis(#"$r_{nA}$"#, domain: 0...1)
}

//| label: fig-player
//| caption: >-
//|   EM on the five rounds. Left: the share of a round credited to coin $A$, as a function of its number of heads, and
//|   the two estimates (dashed, times ten). Right: the path on the log-likelihood. The surface has two equal peaks, because
//|   exchanging the names of the coins changes nothing.
//| alt: >-
//|   Two panels. Left, a curve that rises from zero to one with five dots on it, and two dashed lines near 5 and 8 heads.
//|   Right, a contour plot, symmetric about its diagonal, with a path of ten steps to one of its two peaks.
//| fold: true
try Steps(halfSteps, names: halfSteps.map(\.name)) { step in
  Figure(height: .inches(3.1)) {
    Row {
      sharing(curve: step.name == "start" ? nil : path[step.curve], lines: path[step.lines])
      likelihoodSurfaceChart(
        x: 0.3...0.95, y: 0.3...0.95, path: path.prefix(step.lines + 1).map { ($0.a, $0.b) },
        resolution: 50, label: #"$\ell(\theta)$"#, logLikelihood: logLikelihood
      ).xAxis(#"$\theta_A$"#).yAxis(#"$\theta_B$"#)
    }
  }
}

//: After ten iterations the estimates are $\theta_A = \(a, decimals: 2)$ and $\theta_B = \(b, decimals: 2)$, as published. The curve has become steep: $A$ now gets
//: \(percent: shareOfA(9, a, b)) of the round with nine heads, and $B$ gets \(percent: 1 - shareOfA(4, a, b)) of the round with four. The round with seven heads is still
//: divided, \(shareOfA(7, a, b), decimals: 2) to \(1 - shareOfA(7, a, b), decimals: 2). This is why $\theta_B$ stays above the \(knownB, decimals: 2) of @sec-known.

//: # Why it works {#sec-why}
//:
//: For any responsibilities $r$, the log-likelihood has a lower bound that is easy to maximize, because its logarithms contain products instead of sums:
//:
//: $$
//: \begin{aligned}
//: \ell(\theta) &= \sum_n \log \sum_k \tfrac12 P(x_n \mid \theta_k) \\
//:   &= \sum_n \log \sum_k r_{nk} \frac{\tfrac12 P(x_n \mid \theta_k)}{r_{nk}} \\
//:   &\ge \sum_n \sum_k r_{nk} \log \frac{\tfrac12 P(x_n \mid \theta_k)}{r_{nk}} = \mathcal{L}(r, \theta) .
//: \end{aligned}
//: $$ {#eq-jensen}
//:
//: The inequality is Jensen's: the logarithm of a mean is at least the mean of the logarithms. It becomes an equality when the fraction is
//: the same for all $k$, and the responsibilities of @eq-share make it so. Hence the E-step raises the bound until it
//: touches $\ell$. The M-step then moves $\theta$ to the maximum of the bound. Since $\ell$ is nowhere below the bound, it has risen too.
//:
//: The argument works for any model with hidden variables [@dempster1977]. [*The EM algorithm*](../em-algorithm/index.html) derives it in full.

//: # The same with the library {#sec-library}
//:
//: The five rounds are a mixture of two binomial distributions whose weights are fixed at one half:

let coins = [0.6, 0.5].map { Binomial(trials: 10, probability: $0) }
let start = Mixture(
  weights: [0.5, 0.5], components: coins, hasFixedWeights: true)
let fit = try fitByEM(
  start, to: heads, options: EMOptions(tolerance: .remaining(1e-9)))

//| include: false
let limit = fit.model.components.map(\.probability)
let tenIterations = try fitByEM(
  start, to: heads, options: EMOptions(tolerance: .never, iterationLimit: 10))
precondition(abs(tenIterations.model.components[0].probability - a) < 1e-12)
precondition(abs(tenIterations.model.components[1].probability - b) < 1e-12)
// The bound of the derivation touches the log-likelihood at the responsibilities, and nowhere else.
func bound(_ r: [Double], _ a: Double, _ b: Double) -> Double {
  zip(r, heads.map(Double.init)).reduce(0) { sum, round in
    let (r, x) = round
    return sum + r * log(0.5 * likelihood(x, a) / r)
      + (1 - r) * log(0.5 * likelihood(x, b) / (1 - r))
  }
}
precondition(abs(bound(shares, 0.6, 0.5) - logLikelihood(0.6, 0.5)) < 1e-12)
precondition(bound(shares, firstA, firstB) < logLikelihood(firstA, firstB))
precondition(bound(shares, firstA, firstB) > bound(shares, 0.6, 0.5))

//: Its first ten iterations agree with ours. It stopped because it \(fit.status), at
//: $\theta_A = \(limit[0], decimals: 4)$ and $\theta_B = \(limit[1], decimals: 4)$.

//: # Summary {#sec-summary}
//:
//: The E-step computes how probable each completion of the data is under the current parameters. The M-step estimates the parameters from fractional counts, with these probabilities as
//: weights. Each iteration raises the likelihood or leaves it as it is, but where EM ends depends on where it starts.

//: # Exercises {#sec-exercises}

//| include: false
let mirrored = try fitByEM(
  Mixture(weights: [0.5, 0.5], components: coins.reversed(), hasFixedWeights: true),
  to: heads, options: EMOptions(tolerance: .remaining(1e-9)))
precondition(abs(mirrored.model.components[0].probability - limit[1]) < 1e-6)
let pooled = estimate(shares: [1, 1, 1, 1, 1])
precondition(shareOfA(7, 0.6, 0.6) == 0.5)
// A saddle: the highest point of the diagonal, the lowest across it.
let saddle = logLikelihood(pooled, pooled)
for step in [-0.01, 0.01] {
  precondition(logLikelihood(pooled + step, pooled + step) < saddle)
  precondition(logLikelihood(pooled + step, pooled - step) > saddle)
}
let hard = heads.map { shareOfA(Double($0), 0.6, 0.5) > 0.5 ? 1.0 : 0 }
precondition(hard == known)
precondition(heads.map { shareOfA(Double($0), knownA, knownB) > 0.5 ? 1.0 : 0 } == known)
let hardLikelihood = logLikelihood(knownA, knownB)
precondition(hardLikelihood < logLikelihood(limit[0], limit[1]))

//: **1.** *Easy.* Start at $\theta_A = 0.5$, $\theta_B = 0.6$. Where does EM end? And where does it end from $\theta_A = \theta_B$?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: At the mirror image, $(\(mirrored.model.components[0].probability, decimals: 2), \(mirrored.model.components[1].probability, decimals: 2))$: the names are exchanged and the likelihood is the same. From
//: $\theta_A = \theta_B$ every responsibility is one half, both coins get the pooled estimate $\(pooled, decimals: 2)$, and nothing changes from then on. That point is
//: stationary: it is the saddle between the two peaks on the diagonal of @fig-player. Never start EM from equal components.
//: :::

//: **2.** *Easy.* Assign each round completely to the more probable coin instead of dividing it. What happens from the same start?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The first E-step assigns $B$, $A$, $A$, $B$, $A$; the M-step gives $(\(knownA, decimals: 2), \(knownB, decimals: 2))$; then nothing changes any more. This is *hard* EM. It
//: is fast, but it treats doubtful rounds as certain and so drives the two estimates apart. Its log-likelihood is $\(hardLikelihood, decimals: 3)$; that of EM is
//: $\(logLikelihood(limit[0], limit[1]), decimals: 3)$.
//: :::

//: **3.** *Medium.* The weights were fixed at one half. Write down the M-step for an unknown probability $\pi_A$ of taking coin $A$.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: @eq-share gets the factors $\pi_A$ and $1 - \pi_A$. The expected complete-data log-likelihood gets the term
//: $\sum_n r_{nA} \log \pi_A + r_{nB} \log (1 - \pi_A)$, which is largest at $\pi_A = \frac15 \sum_n r_{nA}$: the average responsibility of $A$.
//: :::
//:
//: # Where to go next {#sec-next}
//:
//: - [*The EM algorithm*](../em-algorithm/index.html): the derivation, Gaussian mixtures, and tables with missing values. Everything else builds on it.
//: - [*Missing data*](../missing-data/index.html), [*Hidden Markov models*](../hidden-markov/index.html), [*Latent factors*](../latent-factors/index.html) and
//:   [*Outliers, counts and crossing lines*](../robust-and-counts/index.html) apply it. Read them in any order.
//: - [*When EM misleads*](../when-em-misleads/index.html) shows what can go wrong, [*EM and its relatives*](../em-relatives/index.html) where it belongs among other methods, and
//:   [*Variational Bayes*](../variational/index.html) what to do when the E-step has no closed form.
//: - [*Your own model*](../your-own-model/index.html) and [*The EM library*](../em-library/index.html) are about programming.

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-tosses: ask for estimates before you explain anything. Someone will propose to divide the rounds.
//: - @fig-player: before each step, ask what will move, the curve or the lines. Then follow the path on the right: long steps at first,
//:   short ones at the end.
