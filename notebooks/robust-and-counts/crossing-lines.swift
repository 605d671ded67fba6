//: ---
//: title: Lines that cross
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

//: A musician hears a tone with overtones and tunes a second tone an octave above it. In nature the first overtone *is* the octave, at twice the frequency.
//: Cohen stretched the overtones, so that they lay between $1.35$ and $3$ times above [@cohen1980; @deveaux1989]. @fig-tone shows \(rows.count) trials of one musician, and one
//: regression line. The line is a fine summary of something that never happened.

//| label: fig-tone
//| caption: >-
//|   A musician tunes an octave: the ratio of the stretched overtone (horizontal) and the one that was set (vertical). The line is the least-squares
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

//: The regression says that the tuning goes about a third of the way with the overtones (slope \(common.coefficients[1], decimals: 2), error
//: \(common.standardDeviation, decimals: 2)). The picture says something else. Sometimes the musician ignores the overtones and sets a true octave, $y = 2$. Sometimes the
//: tuning follows the stretched overtone, $y = x$. Nobody noted which.

//: # Whose residual is it? {#sec-model}
//:
//: ::: {.definition #def-regressions title="Mixture of regressions"}
//: A trial is of kind $k$ with probability $\pi_k$, and then $y_n$ is normal around a line of its own:
//: $$ p(y_n \mid x_n, \theta) = \sum_k \pi_k\, \mathcal{N}\left(y_n \mid a_k + b_k x_n, \sigma_k^2\right) . $$ {#eq-regressions}
//: :::
//:
//: Economists speak of switching regressions [@quandt1978]. What $x$ is does not matter to the model: it is given, and $x$ alone says nothing about $z$. The
//: E-step compares residuals,
//:
//: $$ r_{nk} \propto \frac{\pi_k}{\sigma_k} \exp\left( - \frac{(y_n - a_k - b_k x_n)^2}{2 \sigma_k^2} \right) , $$ {#eq-residual}
//:
//: and the M-step is *weighted least squares*, once for each kind, with the responsibilities as weights:

func weightedLine(_ w: [Double]) -> LinearRegression {
  let total = w.reduce(0, +)
  func mean(_ v: [Double]) -> Double {
    zip(w, v).reduce(0) { $0 + $1.0 * $1.1 } / total
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

//: We start from two horizontal lines, at $1.6$ and $2.6$, which is wrong in every respect.

//| label: fig-player
//| caption: >-
//|   EM for two regressions. An E-step mixes the colors of each point from those of the lines, by the residuals; an M-step fits each line to the points by
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

//: In \(percent: two.weights[flat]) of the trials the tuning is $y = \(octave.coefficients[0], decimals: 2) + \(octave.coefficients[1], decimals: 2)\,x$, a true octave or very nearly, with an error
//: of \(octave.standardDeviation, decimals: 3). In the others it follows the overtone with a slope of \(overtone.coefficients[1], decimals: 2). The log-likelihood rises from
//: \(single.logLikelihood, decimals: 1) to \(fit.logLikelihood, decimals: 1).

//: ::: {.callout-note title="What the crossing hides"}
//: At $x = 2$ the octave and the overtone are the same tone, and the tuning says nothing about which was meant. The responsibilities there come from the weights and the
//: widths alone. A cluster analysis of the points $(x, y)$ would look for clumps; there are none. The groups differ in how $y$ *depends* on $x$.
//: :::

//: # Look at the residuals {#sec-residuals}
//:
//: The second kind has an error of \(overtone.standardDeviation, decimals: 2), three times the first's. Are overtones so hard to match? @fig-residuals says no. Most tunings to the overtone are exact to
//: a fraction of a percent, and a few trials are far from both lines. A single normal distribution has to be wide enough for them all. It is the story of @sec-darwin again.

//| label: fig-residuals
//| caption: >-
//|   Residuals of the trials that are assigned to the overtone, and the normal distribution that the fit gives them: with two
//|   regressions (left), and with a third one for stray trials (right). The right axis is magnified fifteen times.
//| alt: >-
//|   Two histograms. On the left nearly everything lies in a spike at zero under a broad and low bell curve that fits nothing. On the
//|   right the spike, magnified, fills its bell curve.
//| fold: true
let three = try fitByEM(
  Mixture(
    weights: [0.5, 0.3, 0.2],
    components: [
      LinearRegression(coefficients: [2, 0], standardDeviation: 0.05),
      LinearRegression(coefficients: [0, 1], standardDeviation: 0.02),
      LinearRegression(coefficients: [1, 0.5], standardDeviation: 0.5),
    ]), to: rows, options: EMOptions(tolerance: .remaining(1e-10), iterationLimit: 5000))
func residuals<Model: LatentVariableModel>(
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

//: A third regression takes the strays, with a weight of \(percent: three.model.weights[2]) and an error of \(three.model.components[2].standardDeviation, decimals: 2). What remains is
//: clear-cut: \(percent: three.model.weights[0]) octaves, $\pm \(three.model.components[0].standardDeviation, decimals: 3)$, and \(percent: three.model.weights[1]) overtones,
//: $\pm \(three.model.components[1].standardDeviation, decimals: 4)$. The gain of \(three.logLikelihood - fit.logLikelihood, decimals: 0) nats pays for four parameters many times over. The
//: overtones are matched ten times *more* exactly than the octaves are set, the opposite of what two components said.

//| include: false
precondition(
  three.model.components[0].standardDeviation > 10 * three.model.components[1].standardDeviation)
precondition(three.bic(count: size) < fit.bic(count: size))
precondition(octave.standardDeviation < overtone.standardDeviation)

//: # From bad starts {#sec-starts}
//:
//: A line can be drawn through any two points without error. If a component shrinks to such a line the likelihood has no bound, and
//: random starts find such places readily:

let restarts = fitByEM(restarts: 60, seed: 3, to: rows) { random in
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

//: \(found.count) of \(restarts.runs.count) runs arrive where we did. \(misled.count) stop at a lower maximum. \(boundary) lose a component, and say so. `Restarts` sorts them out: `best` ignores the collapsed
//: ones, whatever their likelihood.

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

//: **1.** Where are responsibilities near one half in @fig-player? Compute $r$ at $(2, 2)$ and at $(2, 2.2)$.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Where the weighted densities are equal, around the two lines' crossing at some distance. On the crossing the narrow component wins, $r = \(atTwo[0, flat], decimals: 2)$ for the octave: its density is higher there. At
//: $(2, 2.2)$, more than three of its deviations away, it has $r = \(atTwo[1, flat], decimals: 3)$.
//: :::

//: **2.** The file holds five series of thirty trials, one after the other. In which did the musician tune to the overtone?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Count the trials within $0.02$ of $y = x$, among the \(away) of each series whose stretch differs from two by more than $0.15$: \(repeats[0]), \(repeats[1]), \(repeats[2]), \(repeats[3]), and \(repeats[4]).
//: The first series differs from all others. A mixture assumes that every trial is drawn afresh; a hidden Markov model would not.
//: :::

//: **3.** Instead of a third regression, let the errors be Student's. Write down both E-steps and the M-step.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $r_{nk}$ is @eq-residual with Student densities of the residual; $\bar u_{nk} = (\nu_k + 1) / (\nu_k + (y_n - a_k - b_k x_n)^2 / \sigma_k^2)$ is @eq-precision. The M-step is weighted least squares with
//: the weights $r_{nk} \bar u_{nk}$, and $\sigma_k^2 = \sum_n r_{nk} \bar u_{nk} (y_n - a_k - b_k x_n)^2 / N_k$.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-spoiled: the same data twice; only the tails of the model differ.
//: - @fig-darwin: ask which of the two lines better describes the thirteen.
//: - @fig-tails: what an outlier costs (left), and what it therefore weighs (right).
//: - @fig-weights: step to the first M-step and stop; ask where the line goes next, and why.
//: - @fig-degrees: the estimate as a function of how much one distrusts.
//: - @fig-influence: the straight line is the mean. Let the audience explain the dip.
//: - @fig-trust: a list of suspects that nobody asked for.
//: - @fig-notices: the zeros and the long tail in the lower panel; hardly visible in the upper one.
//: - @fig-split: five iterations and then two thousand. Read the rates aloud.
//: - @fig-ridge: why; the path follows a ridge.
//: - @fig-gradient: a proof that no other mixture of Poissons is better, in one picture.
//: - @fig-tone: ask for the regression line before you show it.
//: - @fig-player: the lines turn through the cloud until each has found its kind.
//: - @fig-residuals: look at residuals before you believe a component.
