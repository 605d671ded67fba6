//: ---
//: title: Expectation, not imputation
//: ---

//| include: false
import DataSets
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//| include: false
// The course of the first chapter.
var random = SplitMix64(seed: 1976)
let course = (0..<300).map { _ in
  let (u, v) = (random.standardNormal(), random.standardNormal())
  return [60 + 10 * u, 60 + 10 * (0.8 * u + 0.6 * v)]
}
let isMissing = course.map { random.uniform() < 1 / (1 + exp(($0[0] - 58) / 4)) }

//: A closed form such as @eq-anderson exists only for nested patterns, in which a row that lacks one column lacks all later ones too. EM works for
//: every pattern. The missing cells are its hidden variables, and the E-step computes
//: their distribution given the observed cells.

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - the E-step and the M-step for normal data with missing cells;
//: - why filled-in values are not data.
//: :::
//:
//: # The E-step is a regression {#sec-em}
//:
//: Let the rows be normal, $x_n \sim \mathcal{N}(\mu, \Sigma)$, and let $o$ and $m$ be the observed and the missing columns of one row. Given the observed
//: cells, the missing ones are normal too:
//:
//: $$
//: \begin{aligned}
//: \hat x_m = \operatorname{E}[x_m \mid x_o] &= \mu_m + \Sigma_{mo} \Sigma_{oo}^{-1} (x_o - \mu_o) , \\
//: C = \operatorname{Cov}[x_m \mid x_o] &= \Sigma_{mm} - \Sigma_{mo} \Sigma_{oo}^{-1} \Sigma_{om} .
//: \end{aligned}
//: $$ {#eq-conditional}
//:
//: The first line is a regression of the missing columns on the observed ones. The second is the uncertainty that this regression leaves.
//:
//: For complete data the M-step needs the sums $\sum_n x_n$ and $\sum_n x_n x_n^\top$. Their expectations under the posterior are
//: the sums over the completed rows, plus, for the second, the covariance of the completed cells:
//:
//: $$
//: \begin{aligned}
//: \mu &= \frac1N \sum_n \hat x_n , \\
//: \Sigma &= \frac1N \sum_n \Bigl( (\hat x_n - \mu)(\hat x_n - \mu)^\top + C_n \Bigr) ,
//: \end{aligned}
//: $$ {#eq-m-step-missing}
//:
//: where $\hat x_n$ is the row with its gaps filled by @eq-conditional, and $C_n$ contains $C$ in the missing columns and zeros elsewhere.
//: The term $C_n$ is the difference between EM and filling in. A filled cell looks as certain as an observed one; $C_n$ accounts for its uncertainty.

//: ::: {.callout-important title="Algorithm: EM for a normal distribution with missing values" icon="false"}
//: **Input:** rows with missing cells. **Start:** $\mu$ and $\Sigma$, for example from the observed cells of each column. Repeat:
//:
//: 1. **E-step.** For each row compute $\hat x_n$ and $C_n$ (@eq-conditional). Rows with the same missing columns share $C$.
//: 2. **M-step.** Set $\mu$ and $\Sigma$ by @eq-m-step-missing.
//: 3. **Stop** when the log-likelihood of the observed cells has little left to gain.
//: :::
//:
//: # By hand {#sec-hand}
//:
//: We return to the course of the first chapter, where only the second exam has gaps, and start from the worst remedy: all gaps filled with the mean.

struct Normal2 {
  var mean: [Double]
  var (s11, s12, s22) = (0.0, 0.0, 0.0)
  init(_ rows: [[Double]]) {
    let n = Double(rows.count)
    mean = [0, 1].map { j in
      rows.map { row in row[j] }.reduce(0, +) / n
    }
    for row in rows {
      let (a, b) = (row[0] - mean[0], row[1] - mean[1])
      (s11, s12, s22) = (s11 + a * a / n, s12 + a * b / n, s22 + b * b / n)
    }
  }
  func completed(_ row: [Double]) -> [Double] {
    [row[0], mean[1] + s12 / s11 * (row[0] - mean[0])]
  }
  var uncertainty: Double { s22 - s12 * s12 / s11 }
  var covariance: [[Double]] { [[s11, s12], [s12, s22]] }
}

// %%
let came = zip(course, isMissing).filter { !$1 }.map(\.0)
let share = Double(course.count - came.count) / Double(course.count)
let average = Normal2(came).mean[1]
var rows = zip(course, isMissing).map { $1 ? [$0[0], average] : $0 }
var models = [Normal2(rows)]
for _ in 1...100 {
  let now = models.last!
  rows = zip(course, isMissing).map { $1 ? now.completed($0) : $0 }  // E
  var next = Normal2(rows)  // M
  next.s22 += share * now.uncertainty
  models.append(next)
}

//: The orange points in @fig-player start on a horizontal line. Each E-step moves them to the regression line of the current ellipse. Each M-step fits an
//: ellipse to all points and widens it by $C$, because the missing exams would not have been exactly on a line.

//| label: fig-player
//| caption: >-
//|   EM on the course. Blue: observed. Orange: the expected second exams of absent students. Solid: the estimate, an ellipse that should contain
//|   90 % of the course. Dashed: the truth.
//| alt: >-
//|   A scatter plot with a dashed and a solid ellipse. Orange points lie on a straight rising line to the left; the solid ellipse
//|   nearly covers the dashed one.
//| fold: true
var moments: [(name: String, points: Normal2?, ellipse: Normal2)] = [
  ("start, filled with the mean", nil, models[0])
]
for t in 1...4 {
  moments.append(("iteration \(t), after the E-step", models[t - 1], models[t - 1]))
  moments.append(("iteration \(t), after the M-step", models[t - 1], models[t]))
}
for t in [6, 10, 20, 50] { moments.append(("iteration \(t)", models[t - 1], models[t])) }
let absent = zip(course, isMissing).filter { $1 }.map(\.0)
func picture(_ points: Normal2?, _ normal: Normal2) -> Chart {
  Chart {
    PointMark(x: came.map { $0[0] }, y: came.map { $0[1] }).foregroundStyle(.series(1))
      .symbolSize(3.4).opacity(0.5)
    PointMark(x: absent.map { $0[0] }, y: absent.map { points?.completed($0)[1] ?? average })
      .foregroundStyle(.series(2)).symbolSize(3.4).opacity(0.9)
    EllipseMark(mean: [60, 60], covariance: [[100, 80], [80, 100]], level: 0.9)
      .foregroundStyle(.ink).lineStyle(width: 1.1, dash: [4, 3])
    EllipseMark(mean: normal.mean, covariance: normal.covariance, level: 0.9)
      .foregroundStyle(.ink).lineStyle(width: 1.6)
  }
  .xAxis("first exam", domain: 30...92).yAxis("second exam", domain: 28...92)
}
try Steps(moments, names: moments.map(\.name)) {
  Figure(picture($0.points, $0.ellipse), height: .inches(3.3))
}

//| include: false
let last = models[100]
// The closed form of the first chapter (Anderson 1957).
let part = Normal2(came)
let whole = Normal2(course)
let slope = part.s12 / part.s11
let closed = (
  mean: part.mean[1] + slope * (whole.mean[0] - part.mean[0]), s12: slope * whole.s11,
  s22: part.s22 + slope * slope * (whole.s11 - part.s11)
)
precondition(abs(last.mean[1] - closed.mean) < 1e-4)
precondition(abs(last.s12 - closed.s12) < 1e-2 && abs(last.s22 - closed.s22) < 1e-2)
// Filling in by expectations and forgetting C.
var forgetful = models[0]
for _ in 1...400 {
  forgetful = Normal2(zip(course, isMissing).map { $1 ? forgetful.completed($0) : $0 })
}

//| label: tbl-hand
//| caption: EM compared with the closed form of @eq-anderson, and the same iteration without the term $C_n$ of @eq-m-step-missing.
//| fold: true
Table("estimate", "$\\mu_2$", "$\\Sigma_{12}$", "$\\Sigma_{22}$", "correlation") {
  for (name, mean, s12, s22) in [
    ("EM, 10 iterations", models[10].mean[1], models[10].s12, models[10].s22),
    ("EM, 100 iterations", last.mean[1], last.s12, last.s22),
    ("closed form", closed.mean, closed.s12, closed.s22),
    ("without $C_n$, converged", forgetful.mean[1], forgetful.s12, forgetful.s22),
  ] {
    [
      name, "\(mean, decimals: 3)", "\(s12, decimals: 2)", "\(s22, decimals: 2)",
      "\(s12 / (whole.s11 * s22).squareRoot(), decimals: 3)",
    ]
  }
}

//| include: false
precondition(abs(forgetful.mean[1] - closed.mean) < 1e-6)
precondition(forgetful.s22 < 0.9 * closed.s22)

//: Omitting $C_n$ does not change the mean, and here not $\Sigma_{12}$ either, because the line is the same. But the variance becomes \(forgetful.s22, decimals: 1) instead
//: of \(closed.s22, decimals: 1), and the correlation \(forgetful.s12 / (whole.s11 * forgetful.s22).squareRoot(), decimals: 2): the filled points lie
//: exactly on a line.

//: # How fast is it? {#sec-rate}
//:
//: After ten iterations, @tbl-hand is not at the limit. Near the maximum the distance shrinks by a constant factor per iteration, the largest fraction of
//: missing information.

let masked = Matrix(
  rows: course.count, columns: 2,
  elements: zip(course, isMissing).flatMap { [$0[0], $1 ? .nan : $0[1]] })
let holes = IncompleteMatrix(missingAsNaN: masked)
let begin = IncompleteGaussianMixture(
  try GaussianMixture(
    weights: [1], means: [models[0].mean],
    covariances: [models[0].covariance]))
let fit = try fitByEM(
  begin, to: holes,
  options: EMOptions(tolerance: .remaining(1e-12)))
let rate = try fit.model.rateOfConvergence(of: holes)

//| include: false
precondition(abs(fit.model.mixture.means[0, 1] - closed.mean) < 1e-4)
for t in 1...5 {
  let library = fit.maximizations[t - 1].model!.mixture.means[0, 1]
  precondition(abs(library - models[t].mean[1]) < 1e-9)
}

//| label: fig-rate
//| caption: >-
//|   The distance of $\mu_2$ from its limit in each iteration, on a logarithmic axis, and a line that falls by the factor
//|   \(rate, decimals: 3), the rate that the library computes at the maximum.
//| alt: >-
//|   Dots that fall along a straight line on the logarithmic axis, from about five to below one hundred-thousandth.
//| fold: true
let distances = models.prefix(31).map { abs($0.mean[1] - closed.mean) }
Figure(
  Chart {
    LineMark(x: 0...30, y: (0...30).map { distances[15] * pow(rate, Double($0 - 15)) })
      .foregroundStyle(.series(2)).label("factor \(rate, decimals: 3) per iteration")
    PointMark(x: 0...30, y: distances).foregroundStyle(.series(1)).symbolSize(4)
      .label("$|\\mu_2^{(t)} - \\hat\\mu_2|$")
  }
  .xAxis("iteration $t$").yAxis("distance", scale: .log),
  height: .inches(2.4))

//: The factor is \(rate, decimals: 3), although only \(percent: share) of the second exams are missing. They are missing where they would be most informative: at the low end, far from the
//: other points, where the regression line is least certain.

//: # Any pattern: irises {#sec-iris}
//:
//: Fisher's irises [@fisher1936] have four columns. We delete every cell with probability one fifth, completely at random, and keep the
//: originals for comparison.

let iris = Iris.matrix
var random2 = SplitMix64(seed: 20)
let torn = Matrix(
  rows: iris.rows, columns: 4,
  elements: iris.elements.map { random2.uniform() < 0.2 ? .nan : $0 })
let flowers = IncompleteMatrix(missingAsNaN: torn)
let isLost = torn.elements.map(\.isNaN)
let complete = (0..<iris.rows).filter { n in
  !torn.row(n).contains { $0.isNaN }
}

//: That leaves \(complete.count) of the \(iris.rows) rows complete, in \(flowers.patterns.count) patterns of missing cells. Deleting incomplete rows would waste
//: \(percent: 1 - Double(complete.count) / 150) of the flowers because of \(percent: Double(isLost.count { $0 }) / 600) of the cells. We fit one normal distribution, and then a mixture of three. The mixture needs the
//: same algorithm, with responsibilities computed from the observed cells [@ghahramani1994].

let one = try GaussianMixture(
  weights: [1], means: [[6, 3, 4, 1]],
  covariances: [Matrix.identity(4).nested])
let normal = try fitByEM(
  IncompleteGaussianMixture(one), to: flowers,
  options: EMOptions(tolerance: .remaining(1e-6))
).model
let start = try GaussianMixture.initialized(
  components: 3, from: normal.imputed(flowers), using: &random2)
let mixture = try fitByEM(
  IncompleteGaussianMixture(start), to: flowers,
  options: EMOptions(tolerance: .remaining(1e-6))
).model

//| include: false
func filledByMean(_ table: Matrix) -> Matrix {
  var filled = table
  for j in 0..<4 {
    let seen = table.column(j).filter { !$0.isNaN }
    let mean = seen.reduce(0, +) / Double(seen.count)
    for n in 0..<table.rows where table[n, j].isNaN { filled[n, j] = mean }
  }
  return filled
}
let remedies = [
  ("mean", filledByMean(torn)), ("one normal", try normal.imputed(flowers)),
  ("three components", try mixture.imputed(flowers)),
]
func rootMeanSquare(_ filled: Matrix, column: Int?) -> Double {
  let cells = iris.elements.indices.filter { isLost[$0] && (column == nil || $0 % 4 == column) }
  let squares = cells.map { i in
    (filled.elements[i] - iris.elements[i]) * (filled.elements[i] - iris.elements[i])
  }
  return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
}

//| label: fig-imputed
//| caption: >-
//|   Deleted values against the values filled in, for all four columns, in centimeters. On the diagonal both agree.
//| alt: >-
//|   Three scatter plots. Filling with the mean gives four horizontal rows of points. One normal distribution brings them near the
//|   diagonal, three components a little nearer.
//| fold: true
let places = [(2.6, 6.3), (3.2, 2.4), (6.1, 4.4), (4.9, 1.2)]
Figure(height: .inches(2.5)) {
  Row {
    for (index, (name, filled)) in remedies.enumerated() {
      Chart(name) {
        LineMark(x: [0, 8], y: [0, 8]).foregroundStyle(.muted).lineStyle(width: 0.8)
        for j in 0..<4 {
          let cells = (0..<150).filter { torn[$0, j].isNaN }
          PointMark(x: cells.map { iris[$0, j] }, y: cells.map { filled[$0, j] })
            .foregroundStyle(.series(j + 1)).symbolSize(3.4).opacity(0.8)
          if index == 0 { TextMark(Iris.columns[j], x: places[j].0, y: places[j].1) }
        }
      }
      .xAxis("true", domain: 0...8.4)
      .yAxis(index == 0 ? "filled in" : nil, domain: 0...8.4, hidden: index > 0)
    }
  }
}

//| label: tbl-imputed
//| caption: The root-mean-square error of the filled values, in centimeters.
//| fold: true
Table("filled by", "sepal length", "sepal width", "petal length", "petal width", "all") {
  for (name, filled) in remedies {
    [name]
      + [0, 1, 2, 3, nil].map { "\(rootMeanSquare(filled, column: $0), decimals: 2)" }
  }
}

//| include: false
let overall = remedies.map { rootMeanSquare($0.1, column: nil) }
precondition(overall[1] < 0.5 * overall[0] && overall[2] < overall[1])
for petal in [2, 3] {
  let errors = remedies.map { rootMeanSquare($0.1, column: petal) }
  precondition(errors[2] < errors[1])
}

//: One normal distribution reduces the error in @tbl-imputed from \(overall[0], decimals: 2) to \(overall[1], decimals: 2) centimeters, three components to
//: \(overall[2], decimals: 2). They are better for the petals, which distinguish the species; for the sepals one normal distribution is
//: as good or better. @fig-species shows what the mixture learned from the incomplete table.

//| label: fig-species
//| caption: >-
//|   Petals of the \(iris.rows) irises and the three components fitted to the incomplete table, with ellipses at 50 % and 95 %. Dots: both cells observed. Rings: at
//|   least one cell missing, drawn at its expected value.
//| alt: >-
//|   Petal width against petal length with three groups, one of them apart at the lower left. Each lies inside a pair of
//|   ellipses; rings lie among the dots.
//| fold: true
let components = mixture.mixture.ordered
let imputed = remedies[2].1
Figure(
  Chart {
    for seen in [true, false] {
      let some = (0..<150).filter { (torn[$0, 2].isNaN || torn[$0, 3].isNaN) != seen }
      PointMark(x: some.map { imputed[$0, 2] }, y: some.map { imputed[$0, 3] })
        .foregroundStyle(.ink).symbol(seen ? .circle : .ring).symbolSize(seen ? 3 : 4.4)
        .opacity(seen ? 0.5 : 1)
    }
    for k in 0..<3 {
      let sigma = components.covariances.matrix(k, dimension: 4)
      for level in [0.5, 0.95] {
        EllipseMark(
          mean: [components.means[k, 2], components.means[k, 3]],
          covariance: sigma.selecting(rows: [2, 3], columns: [2, 3]).nested, level: level
        ).foregroundStyle(.series(k + 1)).lineStyle(width: 1.4)
      }
    }
  }
  .xAxis("petal length (cm)").yAxis("petal width (cm)"),
  height: .inches(3))

//: # Imputation {#sec-imputation}
//:
//: Sometimes a complete table is required. The expectations of @eq-conditional are the best guesses cell by cell, but together they make a poor table: they lie on the
//: regression line. A *draw* from the conditional distribution has the right variance.

let residual = last.uncertainty.squareRoot()
let drawn = (0..<100).map { _ in
  Normal2(
    zip(course, isMissing).map { row, missing in
      guard missing else { return row }
      let expected = last.completed(row)[1]
      return [row[0], expected + residual * random.standardNormal()]
    })
}

//| label: tbl-drawn
//| caption: The second exam in tables filled in three ways; for draws, the average over a hundred tables.
//| fold: true
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
func correlation(_ m: Normal2) -> Double { m.s12 / (m.s11 * m.s22).squareRoot() }
let expected = Normal2(zip(course, isMissing).map { $1 ? last.completed($0) : $0 })
Table("filled with", "mean", "standard deviation", "correlation") {
  for (name, tables) in [
    ("the mean", [models[0]]), ("expectations", [expected]), ("draws (averages)", drawn),
    ("nothing: had they come", [whole]),
  ] {
    [
      name, "\(mean(tables.map { $0.mean[1] }), decimals: 1)",
      "\(mean(tables.map { $0.s22.squareRoot() }), decimals: 1)",
      "\(mean(tables.map(correlation)), decimals: 2)",
    ]
  }
}

//: A single filled table does not say how uncertain it is. Several do: estimate from each of $I$ tables, and add the variance *between* the tables, times
//: $1 + 1/I$, to the variance within. This is
//: *multiple imputation* [@little2019]. For correct intervals the parameters must be drawn as well.
//:
//: # Summary {#sec-summary-2}
//:
//: For normal data the E-step is a regression on the observed cells, and the M-step adds the uncertainty of that regression. EM works for every pattern of missing cells. Filled-in
//: values are guesses: never analyze them as if they had been observed.

//: # Exercises {#sec-exercises-2}

//| include: false
precondition(abs(mean(drawn.map { $0.s22 }) - last.s22) < 1.5)
precondition(correlation(expected) > 0.85 && abs(mean(drawn.map(correlation)) - 0.8) < 0.02)
let ghosts = IncompleteMatrix(
  missingAsNaN: Matrix(
    rows: 600, columns: 2,
    elements: masked.elements + Array(repeating: Double.nan, count: 600)))
let haunted = try fitByEM(begin, to: ghosts, options: EMOptions(tolerance: .remaining(1e-12)))
precondition(abs(haunted.model.mixture.means[0, 1] - fit.model.mixture.means[0, 1]) < 1e-3)
precondition(abs(haunted.logLikelihood - fit.logLikelihood) < 1e-6)
precondition(haunted.iterations > fit.iterations)

//: **1.** *Medium.* Derive the term $C_n$ of @eq-m-step-missing.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The M-step needs $\operatorname{E}[x x^\top \mid x_o]$, and a second moment is the product of the means plus the covariance:
//: $\operatorname{E}[x x^\top \mid x_o] = \hat x \hat x^\top + \operatorname{Cov}[x \mid x_o]$. The covariance is $C$ in the missing block, and zero where $x$ is known.
//: :::

//: **2.** *Medium.* Add three hundred students who registered but came to neither exam. What changes?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Not the estimate: these rows contribute nothing, because their likelihood is one for every $\theta$. But EM completes them with the current $\mu$ and $\Sigma$, which pulls the next
//: estimate toward the current one. It takes \(haunted.iterations) iterations instead of \(fit.iterations). Leave such rows out.
//: :::

//: **3.** *Harder.* Is the EM estimate from the incomplete irises the same as the estimate from the table filled by `imputed`?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The means agree: at convergence the mean is the average of the completed rows. The covariances do not, because the filled table lacks $C_n$. Never give a
//: filled table to a method that does not know which cells were filled.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-remedies: ask which ellipse a careful person would choose. Then show the dashed one.
//: - @fig-mechanisms: the second and the third panel look alike, and that is the problem.
//: - @fig-simulation: right and narrow, right and wide, wrong and narrow. The last is the dangerous one.
//: - @fig-player: watch the orange line turn in the E-steps, and the ellipse stay wider than the points suggest.
//: - @fig-rate: a straight line on a logarithmic axis. Its slope is the missing information.
//: - @fig-imputed: from horizontal rows to the diagonal.
//: - @fig-species: three species from a table in which most rows have gaps.
