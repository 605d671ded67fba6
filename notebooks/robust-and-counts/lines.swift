//: ---
//: title: Lines that cross
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: Two groups respond to the same dose in opposite ways, and nobody wrote down who was in which group. Fitted as one, they seem not to respond at all. Sorting the points by eye works at both ends and fails where the lines cross, and there the
//: points are most numerous.

var random = SplitMix64(seed: 3)
let points = (0..<160).map { n -> Response in
  let x = 5 + 2.2 * random.standardNormal()
  let line = n % 5 < 2 ? 1 + 0.9 * x : 9 - 0.7 * x
  return Response(x: x, y: line + 0.7 * random.standardNormal())
}
let xs = points.map { $0.predictors[1] }
let ys = points.map(\.value)

//: Each component is a linear regression, $p(y \mid x, \theta_k) = \mathcal{N}(y \mid a_k + b_k x, \sigma_k^2)$, and the mixture is of conditional densities [@quandt1978]. The E-step is Bayes' rule as ever; the M-step is
//: least squares with each point weighted by its responsibility.

func start(_ random: inout SplitMix64) -> Mixture<LinearRegression> {
  Mixture(
    weights: [0.5, 0.5],
    components: (0..<2).map { _ in
      let slope = 0.6 * random.standardNormal()
      return LinearRegression(
        coefficients: [5 - 5 * slope, slope], standardDeviation: 2)
    })
}
let restarts = fitByEM(
  restarts: 20, seed: 2, to: points,
  options: EMOptions(tolerance: .remaining(1e-6), record: .models),
  start: start)
let best = restarts.best!

//| include: false
let lines = best.model.ordered { $0.coefficients[1] }
precondition(abs(lines.components[0].coefficients[1] + 0.7) < 0.1)
precondition(abs(lines.components[1].coefficients[1] - 0.9) < 0.1)
let single = try fitByEM(
  Mixture(
    weights: [1], components: [LinearRegression(coefficients: [5, 0], standardDeviation: 2)]),
  to: points)
let agreeing = restarts.fits.count { $0.logLikelihood > best.logLikelihood - 0.01 }
let slopeOfAll = single.model.components[0].coefficients[1]

//| label: fig-lines
//| caption: >-
//|   EM on two regressions, from a random start. Points are colored by their responsibilities, and mixed colors are points in doubt. The band is one standard deviation wide on either side. Right: the log-likelihood.
//| alt: >-
//|   A scatter plot in the shape of an X with two lines that turn step by step until each lies along one arm. The points take the color of their line, except near the crossing.
//| fold: true
func picture(_ step: HalfStep<Mixture<LinearRegression>>, _ inferred: HalfStep<Mixture<LinearRegression>>) throws -> Chart {
  let shares = try inferred.model!.responsibilities(of: points)
  let ends = [-1.0, 11]
  return Chart {
    PointMark(x: xs, y: ys).foregroundStyle(mixing: shares.nested).symbolSize(4)
    for (k, line) in step.model!.components.enumerated() {
      let heights = ends.map { line.prediction([1, $0]) }
      AreaMark(
        x: ends, yStart: heights.map { $0 - line.standardDeviation },
        yEnd: heights.map { $0 + line.standardDeviation }
      ).foregroundStyle(.series(k + 1)).opacity(0.12)
      LineMark(x: ends, y: heights).foregroundStyle(.series(k + 1)).lineStyle(width: 1.8)
    }
  }
  .xAxis("$x$", domain: -1...11).yAxis("$y$", domain: -1...13)
}
try steps(of: best, limit: 24, height: .inches(2.9), picture: picture)

//: The overall slope is \(slopeOfAll, decimals: 2). The two lines have slopes \(lines.components[0].coefficients[1], decimals: 2) and \(lines.components[1].coefficients[1], decimals: 2), where the points were made with $-0.7$ and
//: $0.9$, and \(agreeing) of 20 random starts agree on them.

//| label: tbl-lines
//| caption: The true lines, and the fitted ones with standard errors.
//| fold: true
let errors = try lines.standardErrors(of: points)
let truths = [[9, -0.7, 0.7], [1, 0.9, 0.7]]
func cell(_ k: Int, _ name: String) -> String {
  let e = errors.first { $0.name == "component[\(k)].\(name)" }!
  return "$\(e.value, decimals: 2) \\pm \(e.standardError, decimals: 2)$"
}
Table("line", "intercept", "fitted", "slope", "fitted", "$\\sigma$", "fitted") {
  for k in 0..<2 {
    [
      "\(k + 1)", "\(truths[k][0], decimals: 0)", cell(k, "coefficient[0]"),
      "\(truths[k][1], decimals: 1)", cell(k, "coefficient[1]"),
      "\(truths[k][2], decimals: 1)", cell(k, "standardDeviation"),
    ]
  }
}

//: # Why not sort them first? {#sec-hard}
//:
//: The obvious alternative gives each point to the nearer line, fits, and repeats: hard EM, $k$-means for lines. Near the crossing it takes the points that lie *between* the lines away from whichever is a little further. Each line keeps the points that suit it.

var options = EMOptions(tolerance: .remaining(1e-6))
options.variant = .hard
let hard = try fitByEM(lines, to: points, options: options).model
let hardSpread = hard.components.map(\.standardDeviation)
let softSpread = lines.components.map(\.standardDeviation)

//| include: false
precondition(zip(hardSpread, softSpread).allSatisfy { $0 < $1 })

//: Started at EM's own answer it still moves: the standard deviations shrink from \(softSpread[0], decimals: 2) and \(softSpread[1], decimals: 2) to \(hardSpread[0], decimals: 2) and \(hardSpread[1], decimals: 2), where the truth is 0.7. A point that is counted wholly
//: for the line that it happens to be near is counted as evidence that lines are narrow.

//| label: fig-doubt
//| caption: >-
//|   How sure the labels are: the larger responsibility of each point. Far from the crossing it is one; near it, many labels are little better than
//|   a toss.
//| alt: >-
//|   Dots near one at both sides, and a cloud between one half and one in the middle around x equal to five.
//| fold: true
let certainty = try lines.responsibilities(of: points).nested.map { $0.max()! }
Figure(
  Chart {
    PointMark(x: xs, y: certainty).symbolSize(4)
    RuleMark(x: 5).lineStyle(dash: [4, 3])
  }
  .xAxis("$x$").yAxis("larger responsibility", domain: 0.4...1.05),
  height: .inches(2))

//: # Exercises {#sec-exercises}

//| include: false
let between = 0.3599 * 0.6401 * (2.6634 - 1.2561) * (2.6634 - 1.2561)
let days = DeathNotices.days.map(Double.init)
func moment(_ power: Double) -> Double {
  zip(DeathNotices.counts, days).reduce(0) { $0 + pow(Double($1.0), power) * $1.1 } / 1096
}
let excess = moment(2) - moment(1) * moment(1) - moment(1)
precondition(abs(excess - between) < 0.02)

//: **1.** Show that a mixture of two Poisson distributions has a variance larger than its mean, and by how much. Check it on the death notices.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By the law of total variance it is $\mathbb{E}[\lambda_z] + \operatorname{Var}(\lambda_z)$, the mean plus $\pi_1 \pi_2 (\lambda_1 - \lambda_2)^2$. With the estimates the excess is \(between, decimals: 3); the data have
//: \(excess, decimals: 3).
//: :::

//: **2.** In @eq-weight, what are the weights as $\nu \to \infty$, and as $\nu \to 0$? What kind of estimate is the latter?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: As $\nu \to \infty$ every weight is one: the mean. As $\nu \to 0$ the weight is $1 / \delta_n$, which is unbounded near the center: the estimate runs into a data point, and the likelihood is as unbounded as that of a collapsing
//: component. Small $\nu$ must be handled with care.
//: :::

//: **3.** Two lines with the same slope and intercept but different $\sigma_k$. Is the mixture identifiable? What is it good for?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Yes, since the densities differ. It is a regression with contaminated errors: most points near the line, some far, and a line that the far ones hardly move. A cousin of Student's distribution with two values of $u$ instead of a continuum.
//: :::

//: **4.** Where do the responsibilities of the two lines equal their weights, whatever $y$ is?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Where the densities are equal: at the crossing, if $\sigma_1 = \sigma_2$. There a point says nothing about its label, no matter how precisely it was measured.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-swell: hide the right panel and ask which cluster the normal fit lost.
//: - @fig-influence: the mean has no opinion about what is too far. Point at where each curve turns.
//: - @fig-weights: nobody told the model which twelve they were.
//: - @fig-notices: cover the orange line; let the audience say where the blue one is wrong.
//: - @fig-ridge: the dots are at 1, 2, 4, 8, …: each gap takes twice the time of the one before.
//: - @fig-lines: stop after the second M-step. Point at the gray points in the middle.
//: - @fig-doubt: measuring $y$ better would not help at the crossing.
