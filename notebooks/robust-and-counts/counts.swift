//: ---
//: title: Death notices
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: On how many days did The Times print so many death notices of women of eighty and over? Between 1910 and 1912 that was counted for \(DeathNotices.days.reduce(0, +)) days [@hasselblad1969]. If every day were like every
//: other, the counts would be Poisson. They are not: too many days have none, too many have five or more.

let counts = DeathNotices.counts
let days = DeathNotices.days.map(Double.init)
let total = days.reduce(0, +)
let mean = zip(counts, days).reduce(0) { $0 + Double($1.0) * $1.1 } / total
let spread = zip(counts, days).reduce(0) {
  $0 + $1.1 * (Double($1.0) - mean) * (Double($1.0) - mean)
} / total

//: The mean is \(mean, decimals: 3) and the variance \(spread, decimals: 3); for a Poisson distribution they would be the same. What if there are two kinds of days, say winter and summer?
//:
//: $$ P(x \mid \theta) = \sum_{k=1}^{2} \pi_k\, e^{-\lambda_k} \frac{\lambda_k^{x}}{x!} . $$ {#eq-poisson}
//:
//: # Ten different observations {#sec-loop}
//:
//: EM sees 1096 days, but there are only ten different ones. The E-step needs ten responsibilities, and each counts as often as there were such days. The M-step is a weighted mean. The logarithm of $x!$ cancels in the responsibilities:

typealias Theta = (pi: Double, a: Double, b: Double)
func emStep(_ pi: Double, _ a: Double, _ b: Double) -> Theta {
  var (n, first, second) = (0.0, 0.0, 0.0)
  for (x, number) in zip(counts, days) {
    let one = pi * exp(-a) * pow(a, Double(x))
    let two = (1 - pi) * exp(-b) * pow(b, Double(x))
    let r = one / (one + two)
    n += number * r
    first += number * r * Double(x)
    second += number * (1 - r) * Double(x)
  }
  return (n / total, first / n, second / (total - n))
}
var theta: Theta = (0.1, 0.5, 3.2)
var path = [theta]
for _ in 0..<4000 {
  theta = emStep(theta.0, theta.1, theta.2)
  path.append(theta)
}

//| include: false
// Hasselblad 1969; Titterington, Smith & Makov 1985: weights .3599 and .6401, rates 1.2561 and 2.6634.
precondition(abs(theta.0 - 0.3599) < 5.1e-5 && abs(theta.1 - 1.2561) < 5.1e-5)
precondition(abs(theta.2 - 2.6634) < 5.1e-5)
let needed = path.firstIndex {
  abs($0.0 - theta.0) < 5e-5 && abs($0.1 - theta.1) < 5e-5 && abs($0.2 - theta.2) < 5e-5
}!
func logLikelihood(_ pi: Double, _ a: Double, _ b: Double) -> Double {
  zip(counts, days).reduce(0) { sum, pair in
    let x = Double(pair.0)
    let density = pi * exp(-a) * pow(a, x) + (1 - pi) * exp(-b) * pow(b, x)
    return sum + pair.1 * (log(density) - lgamma(x + 1))
  }
}
let top = logLikelihood(theta.0, theta.1, theta.2)
precondition(abs(top + 1989.946) < 5e-4)

//: The estimates are $\pi_1 = \(theta.0, decimals: 4)$, $\lambda_1 = \(theta.1, decimals: 4)$ and $\lambda_2 = \(theta.2, decimals: 4)$, which are the published ones [@titterington1985]. A
//: third of the days have about one notice, two thirds between two and three. If the two kinds are seasons, the deadly one is the longer.

//| label: fig-notices
//| caption: >-
//|   The days with so many notices, what one Poisson distribution expects, and what the mixture of two expects.
//| alt: >-
//|   Ten bars that rise to 271 at two notices and fall to one at nine. The line of the single Poisson distribution is too low at zero and from five on and too high at two. The line of the mixture goes through the tops of
//|   the bars.
//| fold: true
func poisson(_ rate: Double, _ x: Int) -> Double {
  exp(-rate + Double(x) * log(rate) - lgamma(Double(x) + 1))
}
let one = counts.map { total * poisson(mean, $0) }
let two = counts.map {
  total * (theta.0 * poisson(theta.1, $0) + (1 - theta.0) * poisson(theta.2, $0))
}
let names = counts.map { "\($0)" }
Figure(
  Chart {
    BarMark(x: names, y: days, width: 0.7).foregroundStyle(.muted).opacity(0.35).label("counted")
    LineMark(x: names, y: one).symbol(.square).symbolSize(4.5).label("one Poisson")
    LineMark(x: names, y: two).symbol(.circle).symbolSize(5).label("a mixture of two")
  }
  .xAxis("notices on a day").yAxis("days").legend(.inside(.topTrailing)),
  height: .inches(2.7))

//| include: false
func chiSquare(_ expected: [Double]) -> Double {
  // Seven and more together: there are few of them.
  let (observed, predicted) = (
    Array(days.prefix(7)) + [days.suffix(3).reduce(0, +)],
    Array(expected.prefix(7)) + [total - expected.prefix(7).reduce(0, +)]
  )
  return zip(observed, predicted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
}
let (worse, better) = (chiSquare(one), chiSquare(two))
precondition(worse > 20 && better < 5)

//: Pearson's statistic for the eight groups $0, \dots, 6$ and "7 or more" falls from \(worse, decimals: 1) to \(better, decimals: 1), with six and four degrees of freedom. The first is out of the question, the second as good as it gets.
//:
//: # A long level ridge {#sec-ridge}
//:
//: The loop ran for \(path.count - 1) iterations, which was not vanity: it takes \(needed) until all three parameters are right to four decimals. This is a famously slow example. @fig-ridge shows why.

//| label: fig-ridge
//| caption: >-
//|   The log-likelihood over the two rates, the weight at its best for each pair, and the way of EM. White lines are 0.1, 1, 3 and 10 nats below the top. The first steps reach the ridge; the rest is spent on it.
//| alt: >-
//|   Contours that form a long narrow ridge from the lower left to the upper right. A path jumps onto it in a few steps and creeps along it to the top.
//| fold: true
func profile(_ a: Double, _ b: Double) -> Double {
  // Concave in the weight: golden section.
  var (low, high) = (0.001, 0.999)
  for _ in 0..<24 {
    let (left, right) = (high - 0.618 * (high - low), low + 0.618 * (high - low))
    if logLikelihood(left, a, b) > logLikelihood(right, a, b) { high = right } else { low = left }
  }
  return max(logLikelihood(0.5 * (low + high), a, b), top - 20)
}
let field = ScalarField(x: 0.4...2, y: 2.3...3.3, resolution: 44) { profile($0, $1) }
let shown = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048].map { path[$0] }
Figure(
  Chart {
    ContourMark(field, levels: .count(12), filled: true).colorBar(#"$\ell(\theta)$"#)
    ContourMark(field, levels: .values([0.1, 1, 3, 10].map { top - $0 }))
      .foregroundStyle(.hex(0xFFFFFF)).lineStyle(width: 0.8).opacity(0.9)
    TrajectoryMark(x: shown.map(\.1), y: shown.map(\.2), arrows: .none)
      .foregroundStyle(.hex(0xD55E00))
    PointMark(x: shown.map(\.1), y: shown.map(\.2)).foregroundStyle(.hex(0xD55E00))
      .symbolSize(5).opacity(1)
  }
  .xAxis(#"$\lambda_1$"#, domain: 0.4...2, grid: false)
  .yAxis(#"$\lambda_2$"#, domain: 2.3...3.3, grid: false),
  height: .inches(3.2))

//: The dots are iterations 0, 1, 2, 4, 8 and so on, each twice as late as the one before. A day with two notices could be of either kind; most days are, and so most of the labels are missing for good. The library gives the rate, and
//: extrapolates:

let start = Mixture(
  weights: [0.1, 0.9], components: [Poisson(rate: 0.5), Poisson(rate: 3.2)])
var options = EMOptions(tolerance: .parameters(1e-8), iterationLimit: 20_000)
options.weights = days
let plain = try fitByEM(start, to: counts, options: options)
options.acceleration = .squarem
let leaping = try fitByEM(start, to: counts, options: options)
let rate = try leaping.model.rateOfConvergence(of: counts, weights: days)
let errors = try leaping.model.standardErrors(of: counts, weights: days)

//| include: false
precondition(abs(leaping.model.weights[0] - theta.0) < 1e-5)
precondition(abs(leaping.logLikelihood - top) < 1e-6)
precondition(leaping.iterations * 10 < plain.iterations)

//: Its rate is \(rate, decimals: 4). To a tolerance of $10^{-8}$ EM takes \(plain.iterations) iterations and SQUAREM [@varadhan2008] \(leaping.iterations).

//| label: tbl-notices
//| caption: >-
//|   The estimates with standard errors from the observed information.
//| fold: true
Table("parameter", "estimate", "standard error") {
  for (name, index) in [("$\\pi_1$", 0), ("$\\lambda_1$", 2), ("$\\lambda_2$", 3)] {
    [name, "\(errors[index].value, decimals: 4)", "\(errors[index].standardError, decimals: 2)"]
  }
}

//: And there is the moral of the ridge. The published estimates have four decimals. The standard errors say that the first of them is in doubt. A slow EM and a wide standard error are one and the same thing: what makes the likelihood flat is what is missing.
