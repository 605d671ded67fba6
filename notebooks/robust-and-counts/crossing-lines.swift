//: ---
//: title: Mixtures of regressions
//: ---

//| include: false
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//| include: false
let trials = try DataTable(contentsOf: "tone-perception.csv")
let stretch = try trials.numbers("stretch")
let tuned = try trials.numbers("tuned")
let rows = zip(stretch, tuned).map { Response(x: $0, y: $1) }
let size = Double(rows.count)
let single = try fitByEM(
  Mixture(
    weights: [1], components: [LinearRegression(coefficients: [1, 0.5], standardDeviation: 0.3)]),
  to: rows)
let common = single.model.components[0]

//: A musician hears a tone with overtones and tunes a second tone an octave above it. Naturally, the first overtone *is* the octave, at twice the frequency.
//: Cohen stretched the overtones to ratios between $1.35$ and $3$ [@cohen1980; @deveaux1989]. @fig-tone shows \(rows.count) trials of one musician and a
//: regression line. The line describes almost none of the trials.

//| label: fig-tone
//| caption: >-
//|   A musician tunes an octave: the ratio of the stretched overtone (horizontal) and the ratio that was tuned (vertical). The line is the least-squares
//|   regression.
//| alt: >-
//|   Points that lie along two straight lines, a horizontal one at two and a diagonal. They cross at two. A third line with a slope of a third runs between them
//|   through nearly no points.
//| fold: true
func scatter(_ shares: [[Double]]?) -> [any Mark] {
  let points = PointMark(x: stretch, y: tuned).symbolSize(4.5).opacity(0.9)
  return [shares.map { points.foregroundStyle(mixing: $0) } ?? points.foregroundStyle(.muted)]
}
func line(_ regression: LinearRegression) -> LineMark {
  let ends = [1.3, 3.05]
  return LineMark(x: ends, y: ends.map { regression.prediction([1, $0]) })
}
Figure(
  Chart {
    scatter(nil)
    line(common).foregroundStyle(.ink).lineStyle(width: 1.6)
  }.xAxis("stretch of the overtones $x$", domain: 1.25...3.1).yAxis(
    "tuned ratio $y$", domain: 1.2...3.6),
  height: .inches(3))

//: According to the regression, the tuning follows the overtones by about a third (slope \(common.coefficients[1], decimals: 2), error
//: \(common.standardDeviation, decimals: 2)). The picture shows something else. Sometimes the musician ignores the overtones and tunes a true octave, $y = 2$. Sometimes the
//: tuning follows the stretched overtone, $y = x$. Which of the two was not recorded.

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - mixtures of regression lines, fitted by weighted least squares;
//: - why to look at residuals.
//: :::
//:
//: # The model {#sec-model}
//:
//: ::: {.definition #def-regressions title="Mixture of regressions"}
//: A trial is of kind $k$ with probability $\pi_k$, and then $y_n$ is normal around a line of its own:
//: $$ p(y_n \mid x_n, \theta) = \sum_k \pi_k\, \mathcal{N}\left(y_n \mid a_k + b_k x_n, \sigma_k^2\right) . $$ {#eq-regressions}
//: :::
//:
//: In economics this is called a switching regression [@quandt1978]. The distribution of $x$ does not matter: the model is conditional on $x$. The
//: E-step compares residuals,
//:
//: $$ r_{nk} \propto \frac{\pi_k}{\sigma_k} \exp\left( - \frac{(y_n - a_k - b_k x_n)^2}{2 \sigma_k^2} \right) , $$ {#eq-residual}
//:
//: and the M-step is *weighted least squares*, once for each kind, with the responsibilities as weights (@eq-complete-lines in exercise 4):

func weightedLine(_ w: [Double]) -> LinearRegression {
  let total = w.reduce(0, +)
  func mean(_ v: [Double]) -> Double {
    zip(w, v).map { w, v in w * v }.reduce(0, +) / total
  }
  let (x, y) = (mean(stretch), mean(tuned))
  let slope =
    (mean(zip(stretch, tuned).map { $0 * $1 }) - x * y)
    / (mean(stretch.map { $0 * $0 }) - x * x)
  let residuals = zip(stretch, tuned).map { $1 - y - slope * ($0 - x) }
  return LinearRegression(
    coefficients: [y - slope * x, slope],
    standardDeviation: mean(residuals.map { $0 * $0 }).squareRoot())
}
typealias Lines = Mixture<LinearRegression>
func iterate(_ m: Lines) throws -> Lines {
  let r = try m.responsibilities(of: rows)  // E-step
  let kinds = [r.column(0), r.column(1)]
  return Lines(  // M-step
    weights: kinds.map { $0.reduce(0, +) / size },
    components: kinds.map(weightedLine))
}

//| include: false
let start = Mixture(
  weights: [0.5, 0.5],
  components: [
    LinearRegression(coefficients: [1.6, 0], standardDeviation: 0.5),
    LinearRegression(coefficients: [2.6, 0], standardDeviation: 0.5),
  ])
var path = [start]
for _ in 0..<40 { path.append(try iterate(path[path.count - 1])) }
let fit = try fitByEM(
  path[12], to: rows, options: EMOptions(tolerance: .remaining(1e-10)))
let two = fit.model
let flat = two.components[0].coefficients[1] < two.components[1].coefficients[1] ? 0 : 1
let steep = 1 - flat
let (octave, overtone) = (two.components[flat], two.components[steep])
precondition(abs(path[40].logDensity(rows[0]) - two.logDensity(rows[0])) < 1e-4)
precondition(
  abs(octave.coefficients[0] - 1.9164) < 5e-5 && abs(overtone.coefficients[1] - 0.9923) < 5e-5)

//: We start from two horizontal lines, at $1.6$ and $2.6$, far from the data.

//| label: fig-player
//| caption: >-
//|   EM for two regressions. An E-step colors each point by its responsibilities; an M-step fits each line to the points by
//|   weighted least squares.
//| alt: >-
//|   Points of a tuning experiment and two lines. In the first step the lines are horizontal. In the last one is nearly horizontal at two, the other the diagonal;
//|   points on each have its color, and those near the crossing are mixed.
//| fold: true
let shown = [1, 2, 3, 5, 20]
var frames = [(name: "start", shares: -1, lines: 0)]
for t in shown {
  frames.append((name: "iteration \(t), after the E-step", shares: t - 1, lines: t - 1))
  frames.append((name: "iteration \(t), after the M-step", shares: t - 1, lines: t))
}
try Steps(frames, names: frames.map(\.name)) { frame in
  let r = frame.shares < 0 ? nil : try path[frame.shares].responsibilities(of: rows).nested
  return Figure(
    Chart {
      scatter(r)
      for k in 0..<2 {
        line(path[frame.lines].components[k]).foregroundStyle(.series(k + 1)).lineStyle(width: 2)
      }
    }.xAxis("stretch of the overtones $x$", domain: 1.25...3.1)
      .yAxis("tuned ratio $y$", domain: 1.2...3.6),
    height: .inches(3))
}

//: In \(percent: two.weights[flat]) of the trials the tuning is $y = \(octave.coefficients[0], decimals: 2) + \(octave.coefficients[1], decimals: 2)\,x$, nearly a true octave, with an error
//: of \(octave.standardDeviation, decimals: 3). In the others it follows the overtone with a slope of \(overtone.coefficients[1], decimals: 2). The log-likelihood rises from
//: \(single.logLikelihood, decimals: 1) for one line to \(fit.logLikelihood, decimals: 1).

//: ::: {.callout-note title="At the crossing"}
//: At $x = 2$ the octave and the overtone are the same tone, so the tuning does not tell which was meant. There the responsibilities depend only on the weights and
//: the standard deviations. Note that the groups are not clusters of points $(x, y)$: they differ in how $y$ *depends* on $x$.
//: :::

//: # Look at the residuals {#sec-residuals}
//:
//: The second kind has an error of \(overtone.standardDeviation, decimals: 2), three times that of the first. Are overtones so hard to match? No, as @fig-residuals shows. Most tunings to the overtone are exact to
//: a fraction of a percent, and a few trials are far from both lines. A single normal distribution must be wide enough for all of them, as in @sec-darwin.

//| label: fig-residuals
//| caption: >-
//|   Residuals of the trials that are assigned to the overtone, and the normal distribution fitted to them: with two
//|   regressions (left), and with a third one for stray trials (right). The right axis is magnified fifteen times.
//| alt: >-
//|   Two histograms. On the left nearly everything lies in a peak at zero under a broad and low bell curve that does not fit. On the
//|   right the peak, magnified, fills its bell curve.
//| fold: true
let three = try fitByEM(
  Mixture(
    weights: [0.5, 0.3, 0.2],
    components: [
      LinearRegression(coefficients: [2, 0], standardDeviation: 0.05),
      LinearRegression(coefficients: [0, 1], standardDeviation: 0.02),
      LinearRegression(coefficients: [1, 0.5], standardDeviation: 0.5),
    ]), to: rows, options: EMOptions(tolerance: .remaining(1e-10), iterationLimit: 5000))
func residuals<Model: ComponentModel>(
  _ fit: Fit<Model>, _ k: Int, _ regression: LinearRegression, within reach: Double
) throws -> Chart where Model.Observations == [Response] {
  let labels = try fit.assignments(of: rows)
  let mine = rows.indices.filter { labels[$0] == k }.map { rows[$0] }
  return Chart {
    HistogramMark(
      mine.map { $0.value - regression.prediction($0.predictors) }, bins: .width(reach / 15),
      normalization: .density
    ).foregroundStyle(.muted)
    FunctionMark(over: -reach...reach) {
      Normal(standardDeviation: regression.standardDeviation).density($0)
    }.foregroundStyle(.series(2)).lineStyle(width: 1.8)
  }.xAxis("residual", domain: -reach...reach, grid: false).yAxis("density")
}
try Figure(height: .inches(2.5)) {
  try Row {
    try residuals(fit, steep, overtone, within: 0.45)
    try residuals(three, 1, three.model.components[1], within: 0.03)
  }
}

//: A third regression takes the stray trials, with a weight of \(percent: three.model.weights[2]) and an error of \(three.model.components[2].standardDeviation, decimals: 2). The rest is
//: clear: \(percent: three.model.weights[0]) octaves with an error of \(three.model.components[0].standardDeviation, decimals: 3), and \(percent: three.model.weights[1]) overtones
//: with an error of \(three.model.components[1].standardDeviation, decimals: 4). The log-likelihood gains \(three.logLikelihood - fit.logLikelihood, decimals: 0) nats for four more parameters. The
//: overtones are matched ten times *more* exactly than the octaves, the opposite of what two components said.

//| include: false
precondition(
  three.model.components[0].standardDeviation > 10 * three.model.components[1].standardDeviation)
precondition(three.bic(count: size) < fit.bic(count: size))
precondition(octave.standardDeviation < overtone.standardDeviation)

//: # Random starts {#sec-starts}
//:
//: A line through two points has no error. If a component shrinks to such a line, the likelihood is unbounded, and
//: random starts often lead there:

let restarts = fitByEM(
  restarts: 60, seed: 3, to: rows,
  options: EMOptions(tolerance: .remaining(1e-6))
) { random in
  Mixture(
    weights: [0.5, 0.5],
    components: (0..<2).map { _ in
      let height = 3 * random.uniform()
      let slope = 2 * random.uniform() - 0.5
      return LinearRegression(
        coefficients: [height, slope], standardDeviation: 0.3)
    })
}
let found = restarts.fits.filter {
  $0.isSound && abs($0.logLikelihood - fit.logLikelihood) < 0.01
}

//| include: false
let misled = restarts.fits.filter { $0.isSound && $0.logLikelihood < fit.logLikelihood - 1 }
let boundary = restarts.runs.count - found.count - misled.count
precondition(boundary == restarts.failureCount)

//: \(found.count) of \(restarts.runs.count) runs end at our solution and \(misled.count) at a lower maximum. In \(boundary) runs a component collapses, and the run says so. `best` ignores collapsed
//: runs, however high their likelihood.
//:
//: # Summary {#sec-summary-3}
//:
//: In a mixture of regressions the E-step compares residuals, and the M-step is weighted least squares. A few stray points can hide a very exact relation, so look at the residuals of
//: each component. Random starts often collapse: use many.

//: # Exercises {#sec-exercises-3}

//| include: false
let atTwo = try two.responsibilities(of: [Response(x: 2, y: 2), Response(x: 2, y: 2.2)])
func overtones(_ series: Int) -> Int {
  (30 * series..<30 * series + 30).count { n in
    abs(tuned[n] - stretch[n]) < 0.02 && abs(stretch[n] - 2) > 0.15
  }
}
let repeats = (0..<5).map(overtones)
let away = (0..<30).filter { abs(stretch[$0] - 2) > 0.15 }.count

//: **1.** *Easy.* Where are responsibilities near one half in @fig-player? Compute $r$ at $(2, 2)$ and at $(2, 2.2)$.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Where the weighted densities are equal, on both sides of the crossing. At the crossing the narrow component has the higher density: $r = \(atTwo[0, flat], decimals: 2)$ for the octave. At
//: $(2, 2.2)$, more than three of its standard deviations away, $r = \(atTwo[1, flat], decimals: 3)$.
//: :::

//: **2.** *Medium.* The file contains five series of thirty trials, one after the other. In which did the musician tune to the overtone?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Count the trials within $0.02$ of $y = x$, among the \(away) of each series whose stretch differs from two by more than $0.15$: \(repeats[0]), \(repeats[1]), \(repeats[2]), \(repeats[3]), and \(repeats[4]).
//: The first series differs from all others. A mixture assumes independent trials; a [hidden Markov model](../hidden-markov/index.html) would not.
//: :::

//: **3.** *Harder.* Instead of a third regression, let the errors have Student distributions. Write down the E-step and the M-step.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $r_{nk}$ is @eq-residual with Student densities of the residual; $\bar u_{nk} = (\nu_k + 1) / (\nu_k + (y_n - a_k - b_k x_n)^2 / \sigma_k^2)$ is @eq-precision. The M-step is weighted least squares with
//: the weights $r_{nk} \bar u_{nk}$, and $\sigma_k^2 = \sum_n r_{nk} \bar u_{nk} (y_n - a_k - b_k x_n)^2 / N_k$.
//: :::

//: **4.** *Medium.* Derive the M-step: weighted least squares.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: For component $k$ the expected complete-data log-likelihood is, up to a constant,
//: $$ - N_k \log \sigma_k - \frac{1}{2 \sigma_k^2} \sum_n r_{nk} (y_n - a_k - b_k x_n)^2 . $$ {#eq-complete-lines}
//: For every $\sigma_k$ it is largest where the weighted sum of squares is smallest. Setting the derivative with respect to $\sigma_k$ to zero gives $\sigma_k^2 = \frac{1}{N_k} \sum_n r_{nk} (y_n - a_k - b_k x_n)^2$.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-spoiled: the same data twice; only the tails of the model differ.
//: - @fig-darwin: ask which of the two lines describes the thirteen better.
//: - @fig-tails: what an outlier costs (left), and the weight it gets for that (right).
//: - @fig-weights: stop at the first M-step and ask where the line goes next, and why.
//: - @fig-degrees: how the estimate depends on the weight of the tails.
//: - @fig-influence: the straight line is the mean. Let the audience explain the dip.
//: - @fig-trust: the outliers end up at the bottom without being looked for.
//: - @fig-notices: look for the zeros and the long tail in the lower panel; the upper one hardly shows them.
//: - @fig-split: five iterations, then two thousand. Read the rates aloud.
//: - @fig-ridge: EM is slow because its path follows a ridge.
//: - @fig-gradient: no other mixture of Poisson distributions is better by more than 0.03 nats.
//: - @fig-tone: ask for the regression line before you show it.
//: - @fig-player: the lines turn until each has found its group.
//: - @fig-residuals: look at residuals before you trust a component.
