//: ---
//: title: Factor analysis
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: One hundred and twelve people took six tests: general intelligence, picture completion, block design, mazes, reading, and
//: vocabulary [@smith1983]. Only the table of covariances was published. It is all we need.

let names = ["general", "picture", "blocks", "maze", "reading", "vocab"]
let printed = try Matrix([
  [24.641, 5.991, 33.520, 6.023, 20.755, 29.701],
  [5.991, 6.700, 18.137, 1.782, 4.936, 7.204],
  [33.520, 18.137, 149.831, 19.424, 31.430, 50.753],
  [6.023, 1.782, 19.424, 12.711, 4.757, 9.075],
  [20.755, 4.936, 31.430, 4.757, 52.604, 66.762],
  [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
])
let people = 112.0

//| include: false
// The correlations, and rows that have exactly these moments: ± the columns of a Cholesky factor.
var R = printed
for i in 0..<6 {
  for j in 0..<6 { R[i, j] = printed[i, j] / (printed[i, i] * printed[j, j]).squareRoot() }
}
func moments(_ covariance: Matrix) throws -> SampleMoments {
  let size = covariance.rows
  let factor = try CholeskyFactor(Double(size) * covariance).lower
  let rows = (0..<size).flatMap { k in
    [factor.column(k), factor.column(k).map { -$0 }]
  }
  let weight = people / Double(2 * size)
  return try SampleMoments(Matrix(rows), weights: rows.map { _ in weight })
}
let tests = try moments(R)
for i in 0..<6 {
  for j in 0..<6 { precondition(abs(tests.covariance[i, j] - R[i, j]) < 1e-12) }
}

//| label: fig-correlations
//| caption: >-
//|   The correlations of the six tests. Reading correlates with vocabulary, blocks with pictures and mazes, and general intelligence with
//|   everything.
//| alt: >-
//|   A six by six table of correlations, all positive. The largest off the diagonal is 0.79 between reading and vocabulary, the
//|   smallest 0.18 between reading and maze.
//| fold: true
Figure(
  Chart {
    HeatMapMark(columns: names, rows: names, values: R.nested)
      .colormap(.blues, domain: 0...1).annotated(decimals: 2).withoutColorBar()
  }.xAxis(grid: false).yAxis(grid: false),
  height: .inches(2.8))

//: All correlations are positive, and they differ. Perhaps the six tests measure fewer than six abilities. How many, and which?

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - factor analysis and its EM algorithm;
//: - why the axes are arbitrary, and how to choose readable ones.
//: :::
//:
//: # A separate noise variance for each column {#sec-fa}
//:
//: **Factor analysis** is @eq-ppca with a different noise:
//:
//: $$ x_n = \mu + W z_n + \varepsilon_n , \quad \varepsilon_n \sim \mathcal{N}(0, \Psi) , $$ {#eq-fa}
//:
//: with $\Psi = \operatorname{diag}(\psi_1, \dots, \psi_D)$, so that $C = W W^\top + \Psi$. The variances $\psi_j$ are the **uniquenesses**: the part of a test that no other test shares. This small change has large consequences. Factor analysis explains
//: the *correlations* and leaves the diagonal to $\Psi$; principal components explain *variance*. If we measure one column in other units, factor analysis gives
//: the same answer in these units, while the principal components turn toward the column with the larger numbers.

//| include: false
var scaled = Iris.matrix
for n in 0..<150 { scaled[n, 3] *= 10 }
let (plain, scaledMoments) = (try SampleMoments(Iris.matrix), try SampleMoments(scaled))
func oneFactor(_ moments: SampleMoments) throws -> FactorAnalysis {
  let deviations = moments.covariance.diagonal.map { $0.squareRoot() }
  return try fitByEM(
    FactorAnalysis(
      loadings: Matrix(rows: 4, columns: 1, elements: deviations.map { 0.5 * $0 }),
      noise: .diagonal(deviations.map { 0.5 * $0 * $0 })),
    to: moments, options: EMOptions(tolerance: .remaining(1e-10), iterationLimit: 20000)
  ).model
}
let inCentimeters = try oneFactor(plain).loadings.column(0)
let inMillimeters = try oneFactor(scaledMoments).loadings.column(0)
precondition(abs(inMillimeters[3] / inCentimeters[3] - 10) < 1e-3)
precondition(abs(inMillimeters[0] / inCentimeters[0] - 1) < 1e-4)
let axis = SymmetricEigen(plain.covariance).vectors.column(0)
let turned = SymmetricEigen(scaledMoments.covariance).vectors.column(0)

//: For the irises, write the petal width in millimeters instead of centimeters. The one-factor loadings stay the same, except that the loading of petal
//: width is ten times as large. But the first principal component changes from $(\(axis[0], decimals: 2), \(axis[1], decimals: 2), \(axis[2], decimals: 2), \(axis[3], decimals: 2))$ to
//: $(\(turned[0], decimals: 2), \(turned[1], decimals: 2), \(turned[2], decimals: 2), \(turned[3], decimals: 2))$.

//: # EM for factor analysis {#sec-em-fa}
//:
//: The E-step is as in the first chapter, now with $G = I + W^\top \Psi^{-1} W$ and $B = G^{-1} W^\top \Psi^{-1}$:
//:
//: $$
//: \begin{aligned}
//: \operatorname{E}[z_n \mid x_n] &= B (x_n - \mu) , \\
//: \operatorname{Cov}[z_n \mid x_n] &= G^{-1} .
//: \end{aligned}
//: $$ {#eq-posterior-fa}
//:
//: The M-step is the same regression, but its residual variances are kept separate instead of averaged [@rubin1982]:
//:
//: $$
//: \begin{aligned}
//: W &= S B^\top \bigl( G^{-1} + B S B^\top \bigr)^{-1} , \\
//: \Psi &= \operatorname{diag} \bigl( S - W B S \bigr) .
//: \end{aligned}
//: $$ {#eq-m-step-fa}

func iterate(
  _ W: Matrix, _ psi: [Double], _ S: Matrix
) throws -> (Matrix, [Double]) {
  var scaled = W.transposed
  for k in 0..<W.columns {
    for j in 0..<W.rows { scaled[k, j] /= psi[j] }
  }
  let G = try CholeskyFactor(Matrix.identity(W.columns) + scaled * W)
  let B = G.solve(scaled)  // E-step
  let cross = S * B.transposed
  let second = G.inverse + B * cross
  let next = try cross * CholeskyFactor(second).inverse  // M-step
  return (next, (S - next * cross.transposed).diagonal)
}

//: There is no closed form for the limit. We fit one and two factors to the correlations with the library, which takes the same steps.

func fitted(
  _ factors: Int, seed: UInt64 = 6,
  acceleration: EMOptions.Acceleration = .none
) throws -> Fit<FactorAnalysis> {
  var random = SplitMix64(seed: seed)
  let elements = (0..<(6 * factors)).map { _ in
    0.5 * random.standardNormal()
  }
  let start = FactorAnalysis(
    loadings: Matrix(rows: 6, columns: factors, elements: elements),
    noise: .diagonal([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]))
  var options = EMOptions(
    tolerance: .remaining(1e-10), iterationLimit: 20_000)
  options.acceleration = acceleration
  return try fitByEM(start, to: tests, options: options)
}
let one = try fitted(1)
let two = try fitted(2)
let hurried = try fitted(2, acceleration: .squarem)

//| include: false
var (W, psi) = (two.model.loadings, two.model.uniquenesses)
let (nextW, nextPsi) = try iterate(W, psi, R)
precondition((nextW - W).elements.allSatisfy { abs($0) < 1e-4 })
precondition(zip(nextPsi, psi).allSatisfy { abs($0 - $1) < 1e-4 })
// The examples of R's factanal on ability.cov: uniquenesses, and the test of fit with Bartlett's correction.
func statistic(_ model: FactorAnalysis) throws -> Double {
  let factor = try CholeskyFactor(model.covariance)
  let discrepancy = factor.logDeterminant - (try CholeskyFactor(R).logDeterminant)
    + factor.solve(R).trace - 6
  return (people - 1 - 17.0 / 6 - 2 * Double(model.factorCount) / 3) * discrepancy
}
let publishedOne = [0.535, 0.853, 0.748, 0.910, 0.232, 0.280]
let publishedTwo = [0.455, 0.589, 0.218, 0.769, 0.052, 0.334]
for (model, published) in [(one.model, publishedOne), (two.model, publishedTwo)] {
  for (value, reference) in zip(model.uniquenesses, published) {
    precondition(abs(value - reference) < 5.5e-4, "\(value), not \(reference)")
  }
}
let (chiOne, chiTwo) = (try statistic(one.model), try statistic(two.model))
precondition(abs(chiOne - 75.18) < 0.005 && abs(chiTwo - 6.11) < 0.005)
// Four degrees of freedom: the upper tail has a closed form.
let tail = exp(-chiTwo / 2) * (1 + chiTwo / 2)
precondition(abs(tail - 0.191) < 5e-4)
precondition(abs(hurried.logLikelihood - two.logLikelihood) < 1e-6)

//| label: tbl-uniqueness
//| caption: The uniquenesses with one and with two factors, equal to those printed by R's `factanal`.
//| fold: true
Table("factors", "general", "picture", "blocks", "maze", "reading", "vocab") {
  for (name, fit) in [("one", one), ("two", two)] {
    [name] + fit.model.uniquenesses.map { "\($0, decimals: 3)" }
  }
}

//: Every entry of @tbl-uniqueness agrees with the published values [@rcore]. One factor is not enough: the likelihood ratio statistic against an unrestricted
//: covariance, with Bartlett's correction, is \(chiOne, decimals: 2) on nine degrees of freedom. With two factors it is \(chiTwo, decimals: 2) on four, with a p-value of \(tail, decimals: 3). The reading test
//: is now explained almost completely, with a uniqueness of \(two.model.uniquenesses[4], decimals: 3).
//:
//: ::: {.aside}
//: A uniqueness that goes to zero is a *Heywood case*: the maximum lies on the boundary, and EM approaches it ever more slowly.
//: :::
//:
//: EM took \(one.iterations) iterations for one factor and \(two.iterations) for two. A small uniqueness means little noise compared with the factor, and by @eq-rates that
//: makes EM slow. With extrapolation (SQUAREM) it takes \(hurried.iterations).

//: # Rotations {#sec-rotation}
//:
//: ::: {.lemma #lem-rotation title="Rotational indeterminacy"}
//: For every rotation $V$ of the $q$ axes, $W$ and $W V$ have the same likelihood.
//: :::
//:
//: ::: {.proof}
//: The likelihood depends on the loadings only through $C = W W^\top + \Psi$, and $W V V^\top W^\top = W W^\top$.
//: :::
//:
//: The data determine the uniquenesses and the plane that the factors span, but not the axes. EM ends somewhere on the circle of
//: equivalent solutions, depending on the start. @fig-rotation turns the axes through a right angle: the tests and the likelihood do not change.

//| include: false
func rotated(_ W: Matrix, _ angle: Double) -> Matrix {
  let (c, s) = (cos(angle), sin(angle))
  return W * Matrix(rows: 2, columns: 2, elements: [c, -s, s, c])
}
func varimax(_ W: Matrix) -> Double {
  let squares = (0..<6).map { j in
    let row = W.row(j)
    let communality = row[0] * row[0] + row[1] * row[1]
    return row.map { $0 * $0 / communality }
  }
  return (0..<2).reduce(0) { sum, k in
    let mean = squares.reduce(0) { $0 + $1[k] } / 6
    return sum + squares.reduce(0) { $0 + ($1[k] - mean) * ($1[k] - mean) } / 6
  }
}
let grid = (0..<9000).map { Double($0) * .pi / 2 / 9000 }
// Axes through the positive quadrant, reading first.
func pointing(_ W: Matrix) -> Matrix {
  var W = W
  for k in 0..<2 where W.column(k).reduce(0, +) < 0 {
    for j in 0..<6 { W[j, k] = -W[j, k] }
  }
  return W[4, 0] > W[4, 1] ? W : W.selecting(rows: Array(0..<6), columns: [1, 0])
}
let best = grid.max { varimax(rotated(W, $0)) < varimax(rotated(W, $1)) }!
let simple = pointing(rotated(W, best))

//| fold: true
let angles = (0...18).map { 90 - 5 * Double($0) }
func likelihood(_ W: Matrix) throws -> Double {
  try FactorAnalysis(loadings: W, noise: .diagonal(psi)).eStep(tests).logLikelihood
}
func plane(_ angle: Double, title: String) -> Chart {
  let (c, s) = (cos(angle * .pi / 180), sin(angle * .pi / 180))
  return Chart(title) {
    for (k, end) in [(1.15 * c, 1.15 * s), (-1.15 * s, 1.15 * c)].enumerated() {
      ArrowMark(from: (0, 0), to: end).foregroundStyle(.series(k + 1)).lineStyle(width: 1.6)
      TextMark("\(k + 1)", x: 1.1 * end.0, y: 1.1 * end.1)
    }
    PointMark(x: simple.column(0), y: simple.column(1)).foregroundStyle(.ink).symbolSize(4.5)
    for j in 0..<6 {
      TextMark(
        " \(names[j]) ", x: simple[j, 0], y: simple[j, 1], anchor: j == 5 ? .top : .trailing)
    }
  }
  .xAxis(domain: -1.3...1.5, hidden: true).yAxis(domain: -0.2...1.35, hidden: true)
}
let curve = stride(from: 0.0, through: 90, by: 2).map {
  ($0, varimax(rotated(simple, $0 * .pi / 180)))
}

//| label: fig-rotation
//| caption: >-
//|   The six tests in the plane of the two factors while the axes turn (left), and the varimax criterion of the loadings on these axes (right).
//|   The log-likelihood in the title does not change.
//| alt: >-
//|   Left, six labeled points near two perpendicular arrows: reading and vocab close to the first, blocks, picture and maze
//|   close to the second, general between them. Right, a curve over angles from 0 to 90 degrees with maxima at both ends.
//| fold: true
try Steps(angles, names: angles.map { "axes turned by \(Int($0))°" }) { angle in
  let turned = rotated(simple, angle * .pi / 180)
  let title = "log-likelihood \(try likelihood(turned), decimals: 6)".replacing("-8", with: "−8")
  return Figure(height: .inches(2.8)) {
    Row {
      plane(angle, title: title)
      Chart {
        LineMark(x: curve.map(\.0), y: curve.map(\.1)).foregroundStyle(.muted)
        PointMark(x: [angle], y: [varimax(turned)]).foregroundStyle(.series(3)).symbolSize(8)
      }
      .xAxis("angle (degrees)", domain: -3...93, ticks: .values([0, 30, 60, 90]))
      .yAxis("varimax criterion")
    }
  }
}

//| include: false
let reached = try angles.map { try likelihood(rotated(simple, $0 * .pi / 180)) }
precondition(reached.allSatisfy { abs($0 - two.logLikelihood) < 1e-6 })

//: For interpretation one chooses axes that are easy to name. **Varimax** [@kaiser1958] looks for axes on which each test loads on one factor
//: as far as possible: it maximizes the variance of the squared loadings, each divided by what the factors explain of the test.

//| label: tbl-varimax
//| caption: The loadings found by EM, and after varimax.
//| fold: true
Table("test", "EM: 1", "EM: 2", "varimax: 1", "varimax: 2") {
  for j in 0..<6 {
    [names[j]] + (W.row(j) + simple.row(j)).map { "\($0, decimals: 2)" }
  }
}

//: In @tbl-varimax the first factor is now reading and vocabulary, the second blocks, pictures and mazes, and general intelligence is half of each. It is tempting to call them words and shapes.
//: But the data do not prefer these axes to others. Varimax is a convention that makes loadings readable; the likelihood is the same for all rotations.

//: # How many factors? {#sec-number}
//:
//: Six tests have \(6 * 7 / 2) variances and covariances, and $q$ factors use $6 q + 6 - q (q - 1) / 2$ of them. Three
//: factors use them all. So we can choose among zero to three factors, by the same criteria as for mixtures.

//| label: tbl-number
//| caption: Zero to three factors. The number of parameters $p$ includes the six means.
//| fold: true
let three = try fitted(3)
let independent = -0.5 * people * 6 * (log(2 * .pi) + 1)
try Table("factors", "$\\ell$", "$p$", "AIC", "BIC", "test statistic", "degrees of freedom") {
  [
    "0", "\(independent, decimals: 2)", "12", "\(-2 * independent + 24, decimals: 1)",
    "\(-2 * independent + 12 * log(people), decimals: 1)", "", "15",
  ]
  for fit in [one, two, three] {
    let p = fit.model.parameterCount
    [
      "\(fit.model.factorCount)", "\(fit.logLikelihood, decimals: 2)", "\(p)",
      "\(fit.aic, decimals: 1)", "\(fit.bic(count: people), decimals: 1)",
      "\(try statistic(fit.model), decimals: 2)", "\(27 - p)",
    ]
  }
}

//| include: false
precondition(two.bic(count: people) < one.bic(count: people))
precondition(two.bic(count: people) < three.bic(count: people))
precondition(two.aic < three.aic && two.aic < one.aic)

//: AIC, BIC and the test agree on two.
//:
//: # Summary {#sec-summary-2}
//:
//: Factor analysis gives each column its own noise variance, so it explains correlations and does not depend on units. Its EM algorithm is that of probabilistic PCA with separate residual
//: variances. The loadings are determined only up to a rotation.

//: # Exercises {#sec-exercises-2}

//| include: false
let other = try fitted(2, seed: 61)
let product = other.model.loadings * other.model.loadings.transposed - W * W.transposed
precondition(abs(other.logLikelihood - two.logLikelihood) < 1e-6)
precondition(product.elements.allSatisfy { abs($0) < 1e-3 })
let otherReading = other.model.loadings.row(4)

//: **1.** *Easy.* Start EM elsewhere. Which results of the two runs can be compared?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The log-likelihood, $\Psi$, and $W W^\top$, but not the loadings. From another start "reading" has the loadings $(\(otherReading[0], decimals: 2), \(otherReading[1], decimals: 2))$ instead of
//: $(\(W[4, 0], decimals: 2), \(W[4, 1], decimals: 2))$. The largest difference in $W W^\top$ is below 0.001. Always rotate before you compare.
//: :::

//: **2.** *Medium.* Why are two factors too many for four columns?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Four columns have ten variances and covariances, and two factors need $8 + 4 - 1 = 11$ numbers. The likelihood is the same on a whole curve of different
//: $W$ and $\Psi$, even apart from rotations. This is why we used the irises with one factor only.
//: :::

//: **3.** *Harder.* The expected scores of a person are $\operatorname{E}[z_n \mid x_n]$. Do they have variance one, as the model says of $z_n$?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: No, less. By the law of total variance $\operatorname{Var}[\operatorname{E}[z \mid x]] = I - \operatorname{E}[\operatorname{Cov}[z \mid x]] = I - G^{-1}$. Expected scores are shrunk toward zero: a table of them shows
//: posterior means, not the people's true scores.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-springs: before each step, ask which end of the springs is free and where it will go.
//: - @fig-rates: two slopes in one algorithm. The shallow one is the largest fraction of missing information.
//: - @fig-flowers: four columns in two, with an ellipse for the uncertainty.
//: - @fig-correlations: let the audience find the two groups before the model does.
//: - @fig-rotation: watch the number in the title while the axes turn.
