//: ---
//: title: Counts
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
let counts = DeathNotices.counts
let days = DeathNotices.days.map(Double.init)
let size = days.reduce(0, +)
var options = EMOptions(tolerance: .remaining(1e-10), iterationLimit: 10_000)
let start = Mixture(
  weights: [0.3, 0.7], components: [Poisson(rate: 1), Poisson(rate: 2.5)])
let fit = try fitByEM(start, to: counts, weights: days, options: options)
let mixture = fit.model
let single = try fitByEM(
  Mixture(weights: [1], components: [Poisson(rate: 2)]), to: counts, weights: days,
  options: options)

//| include: false
// Hasselblad 1969; Titterington, Smith & Makov 1985, section 4.3.
for (estimate, published) in zip(
  mixture.weights + mixture.components.map(\.rate), [0.3599, 0.6401, 1.2561, 2.6634])
{
  precondition(abs(estimate - published) < 5.1e-5, "\(estimate)")
}

//: Between 1910 and 1912 *The Times* of London printed notices of the deaths of women aged eighty and above. Hasselblad counted the notices on each of \(size, decimals: 0) days
//: [@hasselblad1969]. If the deaths were independent and occurred at a constant rate, the counts would have a
//: Poisson distribution. @fig-notices shows that this is nearly the case.

//| label: fig-notices
//| caption: >-
//|   Above: the number of days with $x$ death notices (bars), and the expectations of one Poisson distribution and of a mixture of two. Below: the differences, in standard
//|   deviations of a Poisson count. One distribution has too few quiet days and too few busy ones.
//| alt: >-
//|   Above, bars that rise from 162 to 271 and fall to 1, with two lines close to them. Below, the differences from the single
//|   distribution go from plus two and a half down to minus two and up again to plus two, those from the mixture stay within one and a half.
//| fold: true
let one = single.model.components[0]
func expected(_ density: (Int) -> Double) -> [Double] { counts.map { size * density($0) } }
let ofOne = expected(one.density)
let ofTwo = expected { exp(mixture.logDensity($0)) }
func pearson(_ expected: [Double]) -> [Double] {
  zip(days, expected).map { ($0 - $1) / $1.squareRoot() }
}
Figure(height: .inches(4)) {
  Chart {
    BarMark(x: counts, y: days).foregroundStyle(.muted).opacity(0.35).label("observed")
    LineMark(x: counts, y: ofOne).symbol(.circle).symbolSize(5).foregroundStyle(.series(1)).label(
      "one Poisson")
    LineMark(x: counts, y: ofTwo).symbol(.square).symbolSize(5).foregroundStyle(.series(2)).label(
      "two")
  }.xAxis("notices on a day $x$", ticks: .values(counts.map(Double.init)), grid: false).yAxis(
    "days"
  ).legend(.inside(.topTrailing))
  Chart {
    RuleMark(y: 0)
    BarMark(x: counts, y: pearson(ofOne)).foregroundStyle(.series(1)).label("one Poisson")
    BarMark(x: counts, y: pearson(ofTwo)).foregroundStyle(.series(2)).label("two")
  }.xAxis("notices on a day $x$", ticks: .values(counts.map(Double.init)), grid: false)
    .yAxis("difference / σ").legend(.none)
}

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - a mixture of Poisson distributions for counts;
//: - how to show that no other mixture is much better.
//: :::
//:
//: # Overdispersion {#sec-dispersion}
//:
//: A Poisson distribution has one parameter: its variance equals its mean. We compare the two:

func average(_ values: [Double]) -> Double {
  zip(values, days).map { value, days in value * days }.reduce(0, +) / size
}
let mean = average(counts.map(Double.init))
let squares = counts.map { pow(Double($0) - mean, 2) }
let variance = average(squares)
let excess = variance / mean - 1
let deviations = excess / (2 / size).squareRoot()

//: The mean is \(mean, decimals: 3) and the variance \(variance, decimals: 3), which is \(percent: excess) larger. For Poisson counts the ratio of the two has a standard deviation of about $\sqrt{2/N}$, so the excess is
//: \(deviations, decimals: 1) standard deviations: some days have a higher rate than others. Let the rate $\lambda$ of a day be random. For every distribution of $\lambda$,
//:
//: $$
//: \begin{aligned}
//: \operatorname{Var}(x) &= \operatorname{E}[\operatorname{Var}(x \mid \lambda)] + \operatorname{Var}(\operatorname{E}[x \mid \lambda]) \\
//:   &= \operatorname{E}[\lambda] + \operatorname{Var}(\lambda) ,
//: \end{aligned}
//: $$ {#eq-variance}
//:
//: so the excess of the variance over the mean is the variance of the rate. The simplest case is a mixture of two Poisson distributions, with two kinds of days.
//: The usual explanation is summer and winter.

//: # EM with weighted rows {#sec-em}
//:
//: Equal counts have equal responsibilities, so EM needs one row per *value*, weighted by its number of days $w_x$:
//:
//: $$
//: \begin{aligned}
//: r_{xk} &= \frac{\pi_k e^{-\lambda_k} \lambda_k^x}{\sum_j \pi_j e^{-\lambda_j} \lambda_j^x} , \\
//: \pi_k &= \frac{1}{N} \sum_x w_x r_{xk} , \qquad \lambda_k = \frac{\sum_x w_x r_{xk}\, x}{\sum_x w_x r_{xk}} .
//: \end{aligned}
//: $$ {#eq-poisson}
//:
//: The factorials cancel. The M-step is again what one would do with complete data: a proportion of days, and an average count.

func iterate(_ model: Mixture<Poisson>) -> Mixture<Poisson> {
  let total = counts.map { model.logDensity($0) }
  var next = (weights: [0.0, 0], rates: [0.0, 0])
  for k in 0..<2 {
    for (x, w) in zip(counts, days) {
      let logJoint = log(model.weights[k]) + model.components[k].logDensity(x)
      let r = exp(logJoint - total[x])  // E-step
      next.weights[k] += w * r
      next.rates[k] += w * r * Double(x)
    }
    next.rates[k] /= next.weights[k]  // M-step
    next.weights[k] /= size
  }
  return Mixture(
    weights: next.weights, components: next.rates.map { Poisson(rate: $0) })
}

//| include: false
var byHand = start
for _ in 0..<fit.iterations { byHand = iterate(byHand) }
precondition(abs(byHand.components[0].rate - mixture.components[0].rate) < 1e-9)
let errors = try mixture.standardErrors(of: counts, weights: days).map(\.standardError)
let missing = try mixture.rateOfConvergence(of: counts, weights: days)
let accelerated = try {
  var options = options
  options.acceleration = .squarem
  return try fitByEM(start, to: counts, weights: days, options: options)
}()
precondition(abs(accelerated.logLikelihood - fit.logLikelihood) < 1e-6)

//| label: fig-split
//| caption: >-
//|   EM on the death notices. The responsibilities divide each bar between quiet days (below) and busy ones (above). The lines are the two
//|   weighted Poisson distributions from the M-step. After five iterations the steps are too small to see, but two thousand follow.
//| alt: >-
//|   Bars over zero to nine notices. The lower part of each, largest for small counts, belongs to the quiet component. In the last step the
//|   quiet component peaks at one notice and the busy one at two.
//| fold: true
var models = [start]
for _ in 0..<2000 { models.append(iterate(models[models.count - 1])) }
let stops = [1, 2, 5, 50, 2000]
var frames = [(name: "start", shares: 0, model: 0)]
for t in stops {
  frames.append((name: "iteration \(t), after the E-step", shares: t - 1, model: t - 1))
  frames.append((name: "iteration \(t), after the M-step", shares: t - 1, model: t))
}
try Steps(frames, names: frames.map(\.name)) { frame in
  let r = try models[frame.shares].responsibilities(of: counts)
  let model = models[frame.model]
  return Figure(
    Chart {
      for k in 0..<2 {
        BarMark(x: counts, y: counts.map { days[$0] * r[$0, k] }).foregroundStyle(.series(k + 1))
          .opacity(0.35).label(k == 0 ? "quiet" : "busy")
      }
      for k in 0..<2 {
        LineMark(
          x: counts, y: counts.map { size * model.weights[k] * model.components[k].density($0) }
        )
        .foregroundStyle(.series(k + 1)).symbol(.circle).symbolSize(4)
      }
      let rates = model.components.map { "\($0.rate, decimals: 3)" }
      TextMark("rates \(rates[0]) and \(rates[1])", x: 7, y: 200)
    }
    .bars(.stacked)
    .xAxis("notices on a day $x$", ticks: .values(counts.map(Double.init)), grid: false)
    .yAxis("days", domain: 0...285).legend(.top),
    height: .inches(2.9))
}

//: The result: \(mixture.weights[0], decimals: 4) of the days have \(mixture.components[0].rate, decimals: 4) notices on average, and
//: \(mixture.weights[1], decimals: 4) have \(mixture.components[1].rate, decimals: 4). All four decimals agree with Hasselblad and with Titterington, Smith and Makov
//: [-@titterington1985].

//: # Standard errors and speed {#sec-slow}
//:
//: The data do not justify four decimals. The standard errors, from the observed information, are
//: \(errors[0], decimals: 2) for the weight and \(errors[2], decimals: 2) and \(errors[3], decimals: 2) for the rates: the share of quiet days
//: is $\(mixture.weights[0], decimals: 2) \pm \(errors[0], decimals: 2)$. Most days have one, two or three notices, which are compatible with both kinds. This also makes EM slow. The distance
//: to the maximum shrinks per iteration by the largest fraction of missing information, here \(missing, decimals: 4), so it takes
//: \(fit.iterations) iterations until less than a ten-billionth of a nat remains. Extrapolation (SQUAREM) takes \(accelerated.iterations).

//| label: fig-ridge
//| caption: >-
//|   The log-likelihood as a function of the two rates, with the best weight at each point, and the path of EM. The dots are 0, 1, 2, 5, 10, 20, 50, … iterations.
//|   The first step reaches the ridge; the next two thousand follow it.
//| alt: >-
//|   A contour plot with a long narrow ridge that bends from the lower left to the upper right. A path jumps onto it and then follows it in
//|   smaller and smaller steps to the maximum.
//| fold: true
func bestWeight(_ a: Double, _ b: Double) -> Double {
  // EM for the weight alone, as a bisection: the derivative falls in π.
  let (p, q) = (counts.map(Poisson(rate: a).density), counts.map(Poisson(rate: b).density))
  var (low, high) = (1e-6, 1 - 1e-6)
  for _ in 0..<30 {
    let middle = (low + high) / 2
    let slope = counts.reduce(0.0) {
      $0 + days[$1] * (p[$1] - q[$1]) / (middle * p[$1] + (1 - middle) * q[$1])
    }
    if slope > 0 { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
func profile(_ a: Double, _ b: Double) -> Double {
  let weight = bestWeight(a, b)
  return counts.reduce(0.0) {
    $0 + days[$1]
      * log(weight * Poisson(rate: a).density($1) + (1 - weight) * Poisson(rate: b).density($1))
  }
}
let shown = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
Figure(
  likelihoodSurfaceChart(
    x: 0.6...1.9, y: 2.3...3.4,
    path: shown.map { (models[$0].components[0].rate, models[$0].components[1].rate) },
    resolution: 26, levels: 8, label: #"largest $\ell(\theta)$"#,
    logLikelihood: { max(profile($0, $1), fit.logLikelihood - 6) }
  ).xAxis(#"$\lambda_1$"#).yAxis(#"$\lambda_2$"#),
  height: .inches(3.2))

//: # Are two components enough? {#sec-two}
//:
//: For Poisson mixtures there is a better answer than BIC. Let the rate have *any* distribution $F$. The log-likelihood is concave in $F$, so
//: there is a test for a maximum [@lindsay1983].
//:
//: ::: {.theorem #thm-gradient title="Lindsay 1983"}
//: $F$ maximizes the likelihood over all distributions of the rate if and only if
//: $$ D(\lambda) = \sum_x w_x \left( \frac{P(x \mid \lambda)}{P(x \mid F)} - 1 \right) \le 0 $$ {#eq-gradient}
//: for all $\lambda \ge 0$, and then $D = 0$ wherever $F$ has mass. For any $F$, no distribution has a log-likelihood larger than that of $F$ by more than $\max_\lambda D(\lambda)$.
//: :::
//:
//: ::: {.proof}
//: $D(\lambda)$ is the derivative of $\ell$ in the direction from $F$ to a point mass at $\lambda$. The derivative in the direction of another $F'$ is the mean of $D$ under $F'$, at
//: most $\max D$. A concave function lies below its tangents: $\ell(F') \le \ell(F) + \max D$. If $D \le 0$ everywhere, nothing is better than $F$. If $D(\lambda) > 0$ somewhere, mixing in a
//: little of $\lambda$ is better. And the mean of $D$ under $F$ itself is zero, so if $D \le 0$ it is zero on the support.
//: :::
//:
//: We can therefore do without $K$. Put weights on a fine grid of rates and let EM change only the weights: @eq-poisson without its last part. The objective is concave, so every maximum is global.

//| fold: true
let grid = (0...160).map { Double($0) * 0.05 }
let table = grid.map { rate in
  counts.map { rate == 0 ? ($0 == 0 ? 1 : 0) : Poisson(rate: rate).density($0) }
}
func marginal(_ weights: [Double]) -> [Double] {
  counts.map { x in zip(weights, table).reduce(0) { $0 + $1.0 * $1.1[x] } }
}
func gradient(_ p: [Double]) -> [Double] {
  table.map { f in counts.reduce(0) { $0 + days[$1] * (f[$1] / p[$1] - 1) } }
}
var mass = grid.map { _ in 1 / Double(grid.count) }
for _ in 0..<20_000 {
  let d = gradient(marginal(mass))
  for j in mass.indices { mass[j] *= 1 + d[j] / size }
}
let free = zip(days, marginal(mass)).reduce(0) { $0 + $1.0 * log($1.1) }

//: The line that updates `mass` is the E-step and the M-step in one: $\sum_x w_x r_{xj} / N$ is the old weight times $1 + D(\lambda_j) / N$.

//| include: false
// The bound needs the maximum over all rates: also between the points of the grid and beyond its end.
func slope(at rate: Double, _ p: [Double]) -> Double {
  counts.map { x in
    let density = rate == 0 ? (x == 0 ? 1 : 0) : Poisson(rate: rate).density(x)
    return days[x] * (density / p[x] - 1)
  }.reduce(0, +)
}
let best = marginal(mass)
let slack = stride(from: 0.0, through: 30, by: 0.005).map { slope(at: $0, best) }.max()!
let slackOfTwo = gradient(counts.map { exp(mixture.logDensity($0)) })
precondition(slack < 0.05, "\(slack)")
let ceiling = free + slack
precondition(ceiling > fit.logLikelihood && free < fit.logLikelihood)
precondition(ceiling - fit.logLikelihood < 0.03, "\(ceiling - fit.logLikelihood)")
precondition(slackOfTwo.max()! == slackOfTwo[0] && slackOfTwo[0] > 5)

//| label: fig-gradient
//| caption: >-
//|   Left: $D(\lambda)$ of @eq-gradient for the mixture of two, and for the weights on the grid. Right: the weights on the grid after 20 000 iterations, and the
//|   two rates of the mixture (dots on the axis).
//| alt: >-
//|   Left, a curve that touches zero at two places and rises above it near zero rates, and another one that stays at zero or below. Right, stems in
//|   three groups, a tiny one at zero, one near 1.3 and the largest near 2.7.
//| fold: true
Figure(height: .inches(2.6)) {
  Row {
    Chart {
      RuleMark(y: 0)
      LineMark(x: grid.prefix(81), y: slackOfTwo.prefix(81)).foregroundStyle(.series(2)).label(
        "two")
      LineMark(x: grid.prefix(81), y: gradient(marginal(mass)).prefix(81)).foregroundStyle(
        .series(1)
      ).label("grid")
    }.xAxis(#"$\lambda$"#, domain: 0...4).yAxis(#"$D(\lambda)$"#, domain: -3...5.5).legend(
      .inside(.topTrailing))
    Chart {
      StemMark(x: grid.prefix(81), y: mass.prefix(81)).foregroundStyle(.series(1)).symbolSize(3)
      PointMark(x: mixture.components.map(\.rate), y: [0.0, 0]).foregroundStyle(.series(2))
        .symbolSize(8)
        .opacity(1)
    }.xAxis(#"$\lambda$"#, domain: 0...4).yAxis("weight")
  }
}

//: The mixture of two is *not* the best distribution of rates: $D(0) = \(slackOfTwo[0], decimals: 1)$. A third component of days without notices, such as printers'
//: holidays, would improve the fit. But by how much? After 20 000 iterations the grid has not converged; its log-likelihood is \(free, decimals: 3). That does not matter. By the theorem, no distribution
//: of rates can exceed $\(free, decimals: 3) + \(slack, decimals: 3) = \(ceiling, decimals: 3)$, and the mixture of two has \(fit.logLikelihood, decimals: 3). So
//: every other mixture of Poisson distributions can be better by at most \(ceiling - fit.logLikelihood, decimals: 2) nats. From one component to two the gain was \(fit.logLikelihood - single.logLikelihood, decimals: 1).
//: A third component fitted by EM does not find even that: it ends with two equal rates.
//:
//: # Summary {#sec-summary-2}
//:
//: Overdispersed counts suggest a mixture. Nearly equal components make EM slow and the estimates uncertain. For Poisson mixtures a concave objective bounds what any other mixture could
//: still gain.

//: # Exercises {#sec-exercises-2}

//| include: false
let thirdStart = Mixture(
  weights: [0.3, 0.3, 0.4], components: [1.0, 2, 3].map { Poisson(rate: $0) })
let third = try fitByEM(thirdStart, to: counts, weights: days, options: options)
precondition(abs(third.logLikelihood - fit.logLikelihood) < 1e-6)
precondition(third.bic > fit.bic)
let impliedVariance = zip(mixture.weights, mixture.components).reduce(0) {
  $0 + $1.0 * ($1.1.rate - mean) * ($1.1.rate - mean)
}
let impliedMean = zip(mixture.weights, mixture.components).reduce(0) { $0 + $1.0 * $1.1.rate }
precondition(abs(impliedMean - mean) < 1e-6)
let two = try mixture.responsibilities(of: [0, 2, 5])

//: **1.** *Easy.* Which days are certainly busy?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: None. A day with five notices is busy with probability \(two[2, 1], decimals: 2), one with two with \(two[1, 1], decimals: 2), and one without any still with \(two[0, 1], decimals: 2).
//: The log odds are linear in the count: $\log (r_{x2} / r_{x1}) = x \log(\lambda_2 / \lambda_1) - (\lambda_2 - \lambda_1) + \log (\pi_2 / \pi_1)$.
//: :::

//: **2.** *Medium.* After any M-step the mixture has exactly the mean of the data. Why? Does it have their variance?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\sum_k \pi_k \lambda_k = \frac1N \sum_k \sum_x w_x r_{xk} x = \frac1N \sum_x w_x x$, because responsibilities sum to one. In general the variance is not matched: by @eq-variance the
//: fit implies \(mean + impliedVariance, decimals: 3); the data have \(variance, decimals: 3).
//: :::

//: **3.** *Harder.* Why does the update `mass[j] *= 1 + d[j] / size` keep the weights positive and their sum at one?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $1 + D(\lambda_j)/N = \frac1N \sum_x w_x P(x \mid \lambda_j) / P(x \mid F)$ is positive, and the mean of $D$ under $F$ is zero.
//: :::
