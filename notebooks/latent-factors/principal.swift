//: ---
//: title: Probabilistic principal components
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
// One iteration of EM for probabilistic PCA on a covariance, with what the E-step finds.
struct Principal {
  var loadings: Matrix
  var variance: Double
}

//: Sam Roweis described an EM algorithm that could be built in a workshop [-@roweis1998]. Fix a rod at the mean of a cloud of points so that it can turn. Attach each point to the rod by a spring whose other end
//: slides along it. Fix the rod and let the ends slide until they rest (the E-step); then fix the ends and let the rod turn (the M-step); and repeat. In the end the rod points along the first principal component, as in
//: @fig-springs. There the ends are drawn slightly toward the center, for a reason given in @sec-model.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - how principal components follow from a model with hidden variables;
//: - EM for this model, compared digit by digit with a closed form;
//: - factor analysis, where there is no closed form and the axes are arbitrary (next chapter).
//:
//: Read chapter 1 of [*The EM algorithm*](../em-algorithm/index.html) first. You need eigenvectors. Symbols are listed in [*Notation*](../notation/index.html).
//: :::

//| include: false
var random = SplitMix64(seed: 1998)
let cloud = (0..<40).map { _ in
  let (u, v) = (2.0 * random.standardNormal(), 0.6 * random.standardNormal())
  return [0.8 * u - 0.6 * v, 0.6 * u + 0.8 * v]
}
let center = [0, 1].map { j in cloud.reduce(0) { $0 + $1[j] } / 40 }
let points = cloud.map { [$0[0] - center[0], $0[1] - center[1]] }
let spread = try SampleMoments(Matrix(points)).covariance

//| fold: true
func e(_ m: Principal) -> [Double] {
  let w = m.loadings.column(0)
  let scale = w[0] * w[0] + w[1] * w[1] + m.variance
  return points.map { (w[0] * $0[0] + w[1] * $0[1]) / scale }
}
func m(_ z: [Double], _ old: Principal) -> Principal {
  let w = old.loadings.column(0)
  let left = old.variance / (w[0] * w[0] + w[1] * w[1] + old.variance)
  let second = z.reduce(0) { $0 + $1 * $1 } + 40 * left
  let cross = [0, 1].map { j in zip(z, points).reduce(0) { $0 + $1.0 * $1.1[j] } }
  let next = cross.map { $0 / second }
  let total = (spread.trace - (next[0] * cross[0] + next[1] * cross[1]) / 40) / 2
  return Principal(loadings: Matrix(rows: 2, columns: 1, elements: next), variance: total)
}
var rods = [
  Principal(loadings: Matrix(rows: 2, columns: 1, elements: [0.35, -0.85]), variance: 0.5)
]
var ends: [[Double]] = []
for _ in 1...12 {
  ends.append(e(rods.last!))
  rods.append(m(ends.last!, rods.last!))
}
let component = SymmetricEigen(spread).vectors.column(0)

//| label: fig-springs
//| caption: >-
//|   EM for one principal component. The rod (blue) and the springs (gray) from the points to their expected places on the rod. An E-step slides
//|   the ends, an M-step turns the rod. Dashed: the first principal component.
//| alt: >-
//|   A tilted cloud of forty points around the origin, a line through it that lies on a dashed line, and a short gray
//|   segment from each point to the line.
//| fold: true
var moments = [(name: "iteration 1, after the E-step", rod: 0, ends: 0)]
for t in 1...7 {
  moments.append((name: "iteration \(t), after the M-step", rod: t, ends: t - 1))
  moments.append((name: "iteration \(t + 1), after the E-step", rod: t, ends: t))
}
moments.append((name: "iteration 12", rod: 11, ends: 11))
try Steps(moments, names: moments.map(\.name)) { moment in
  let w = rods[moment.rod].loadings.column(0)
  let length = (w[0] * w[0] + w[1] * w[1]).squareRoot()
  let z = ends[moment.ends]
  return Figure(
    Chart {
      LineMark(x: [-5.0, 5].map { $0 * component[0] }, y: [-5.0, 5].map { $0 * component[1] })
        .foregroundStyle(.ink).lineStyle(width: 1, dash: [4, 3])
      LineMark(
        x: points.indices.flatMap { [points[$0][0], z[$0] * w[0], .nan] },
        y: points.indices.flatMap { [points[$0][1], z[$0] * w[1], .nan] }
      ).foregroundStyle(.muted).lineStyle(width: 0.8)
      LineMark(x: [-4.4, 4.4].map { $0 * w[0] / length }, y: [-4.4, 4.4].map { $0 * w[1] / length })
        .foregroundStyle(.series(1)).lineStyle(width: 2.6)
      PointMark(x: points.map { $0[0] }, y: points.map { $0[1] }).foregroundStyle(.series(2))
        .symbolSize(4).opacity(0.9)
    }
    .xAxis("$x_1$", domain: -5...5).yAxis("$x_2$", domain: -3.6...3.6).equalAspect(),
    height: .inches(3.4))
}

//: # The model {#sec-model}
//:
//: ::: {.definition #def-ppca title="Probabilistic principal components"}
//: A row of $D$ columns is generated from $q < D$ hidden variables $z_n \sim \mathcal{N}(0, I)$ by
//: $$ x_n = \mu + W z_n + \varepsilon_n , \quad \varepsilon_n \sim \mathcal{N}(0, \sigma^2 I) , $$ {#eq-ppca}
//: so that $x_n \sim \mathcal{N}(\mu, C)$ with $C = W W^\top + \sigma^2 I$.
//: :::
//:
//: The columns of the $D \times q$ matrix $W$ are the **loadings**: how much each hidden variable changes each column. The estimate of $\mu$ is the mean of the data and does not change. The
//: rest depends on the data only through their covariance $S$.
//:
//: Given a row, the hidden variables are normal again. With $G = \sigma^2 I + W^\top W$ of size $q \times q$,
//:
//: $$
//: \begin{aligned}
//: \operatorname{E}[z_n \mid x_n] &= G^{-1} W^\top (x_n - \mu) , \\
//: \operatorname{Cov}[z_n \mid x_n] &= \sigma^2 G^{-1} .
//: \end{aligned}
//: $$ {#eq-posterior-z}
//:
//: This is the E-step: the expectation is where a spring comes to rest, the covariance how loose it is. The prior $\mathcal{N}(0, I)$ draws the ends toward the center. The M-step is the regression of the rows on their hidden
//: variables, with the posterior covariance added to the second moments:
//:
//: $$
//: \begin{aligned}
//: W &= \Bigl( \sum_n (x_n - \mu) \operatorname{E}[z_n]^\top \Bigr) \Bigl( \sum_n \operatorname{E}[z_n z_n^\top] \Bigr)^{-1} , \\
//: \sigma^2 &= \frac1D \operatorname{tr} \Bigl( S - W \, \frac1N \sum_n \operatorname{E}[z_n] (x_n - \mu)^\top \Bigr) .
//: \end{aligned}
//: $$ {#eq-m-step-ppca}
//:
//: The expectations are linear in $x_n$, so all sums over rows follow from $S$: with $B = G^{-1} W^\top$ they are $N S B^\top$ and
//: $N (\sigma^2 G^{-1} + B S B^\top)$. An iteration costs the same for a hundred rows as for a million.

let flowers = try SampleMoments(Iris.matrix)
let S = flowers.covariance
func iterate(_ W: Matrix, _ variance: Double) throws -> (Matrix, Double) {
  let identity = Matrix.identity(W.columns)
  let G = try CholeskyFactor(variance * identity + W.transposed * W)
  let B = G.solve(W.transposed)  // E-step
  let cross = S * B.transposed
  let second = variance * G.inverse + B * cross
  let next = try cross * CholeskyFactor(second).inverse  // M-step
  let left = S - next * cross.transposed
  return (next, left.trace / Double(W.rows))
}

//: Fisher's irises have four columns [@fisher1936]. We use two hidden variables and random initial loadings.

var start = SplitMix64(seed: 3)
var W = Matrix(
  rows: 4, columns: 2,
  elements: (0..<8).map { _ in start.standardNormal() })
var variance = 1.0
var steps = [(W, variance)]
for _ in 1...400 {
  (W, variance) = try iterate(W, variance)
  steps.append((W, variance))
}

//: # The closed form {#sec-closed}
//:
//: ::: {.theorem #thm-ppca title="Tipping and Bishop"}
//: Let $\lambda_1 \ge \dots \ge \lambda_D$ be the eigenvalues of $S$, and $u_i$ its eigenvectors. The likelihood is largest at
//: $$
//: \begin{aligned}
//: \hat\sigma^2 &= \frac{1}{D - q} \sum_{i > q} \lambda_i , \\
//: \hat W &= U_q (\Lambda_q - \hat\sigma^2 I)^{1/2} V ,
//: \end{aligned}
//: $$ {#eq-closed}
//: where $U_q$ contains the first $q$ eigenvectors, $\Lambda_q$ is the diagonal matrix of their eigenvalues, and $V$ is any rotation.
//: :::
//:
//: For the proof see their paper [@tipping1999]. The loadings point along the principal components, and the noise is the average variance of the discarded
//: components.

let eigen = SymmetricEigen(S)
let noise = (eigen.values[2] + eigen.values[3]) / 2
var closed = Matrix(rows: 4, columns: 2)
for i in 0..<2 {
  for j in 0..<4 {
    let length = (eigen.values[i] - noise).squareRoot()
    closed[j, i] = length * eigen.vectors[j, i]
  }
}

//| fold: true
func logLikelihood(_ W: Matrix, _ variance: Double) throws -> Double {
  let C = try CholeskyFactor(W * W.transposed + variance * Matrix.identity(4))
  let misfit = C.solve(S).trace
  return -0.5 * flowers.count * (4 * log(2 * .pi) + C.logDeterminant + misfit)
}
let top = try logLikelihood(closed, noise)
func distance(_ W: Matrix) -> Double {
  let gap = W * W.transposed - closed * closed.transposed
  return (gap * gap).trace.squareRoot()
}
// The sine of the largest angle between the columns of W and the first two components.
func tilt(_ W: Matrix) throws -> Double {
  let rest = eigen.vectors.selecting(rows: [0, 1, 2, 3], columns: [2, 3]).transposed * W
  let inside = try CholeskyFactor(W.transposed * W).lowerInverse
  let sines = rest * inside.transposed
  return SymmetricEigen(sines.transposed * sines).values[0].squareRoot()
}

//| label: tbl-closed
//| caption: >-
//|   EM on the irises with two hidden variables: log-likelihood below the closed form, noise, angle between the planes (sine), and
//|   difference of $W W^\top$ (root of the sum of squares).
//| fold: true
try Table("iteration", "$\\hat\\ell - \\ell$", "$\\sigma^2$", "angle", "$W W^\\top$") {
  for t in [0, 1, 2, 5, 10, 50, 400] {
    [
      "\(t)", "\(try top - logLikelihood(steps[t].0, steps[t].1), digits: 2)",
      "\(steps[t].1, decimals: 5)", "\(try tilt(steps[t].0), digits: 2)",
      "\(distance(steps[t].0), digits: 2)",
    ]
  }
  ["closed form", "0", "\(noise, decimals: 5)", "0", "0"]
}

//| include: false
precondition(abs(variance - noise) < 1e-6 && distance(W) < 1e-4)
let library = try fitByEM(
  FactorAnalysis(loadings: steps[0].0, noise: .isotropic(1)), to: flowers,
  options: EMOptions(tolerance: .never, iterationLimit: 400))
precondition(abs(library.logLikelihood - (try! logLikelihood(W, variance))) < 1e-6)
// The two rates: of the direction, and of the length of the stronger factor.
let directionRate = eigen.values[2] / eigen.values[1]
let s1 = noise / eigen.values[0]
let lengthRate = 1 - 2 * s1 * (1 - s1)
let measuredDirection = try tilt(steps[9].0) / tilt(steps[8].0)
let measuredLength = distance(steps[200].0) / distance(steps[199].0)
precondition(abs(measuredDirection / directionRate - 1) < 0.03)
precondition(abs(measuredLength - lengthRate) < 0.001)

//: EM reaches the closed form in every digit of @tbl-closed. But the last two columns do not converge at the same speed.

//: # Fast directions, slow lengths {#sec-speed}

//| label: fig-rates
//| caption: >-
//|   The distance of EM from the closed form: the angle between the planes, and the difference of $W W^\top$. Lines: the rates of @eq-rates,
//|   \(directionRate, decimals: 2) and \(lengthRate, decimals: 3).
//| alt: >-
//|   Two series of dots on a logarithmic axis. One falls steeply along a straight line and is below ten to the minus six after
//|   thirteen iterations. The other falls gently along a line.
//| fold: true
let shown = Array(0...60)
let tilts = try shown.prefix(14).map { try tilt(steps[$0].0) }
Figure(
  Chart {
    LineMark(x: 0...13, y: (0...13).map { tilts[8] * pow(directionRate, Double($0 - 8)) })
      .foregroundStyle(.muted).lineStyle(width: 1)
    LineMark(x: shown, y: shown.map { distance(steps[60].0) * pow(lengthRate, Double($0 - 60)) })
      .foregroundStyle(.muted).lineStyle(width: 1)
    PointMark(x: 0...13, y: tilts).foregroundStyle(.series(1)).symbolSize(4).label("angle")
    PointMark(x: shown, y: shown.map { distance(steps[$0].0) }).foregroundStyle(.series(2))
      .symbolSize(4).label("$W W^\\top$")
  }
  .xAxis("iteration").yAxis("distance", scale: .log).legend(.trailing),
  height: .inches(2.5))

//: EM finds the plane of the two factors in a dozen iterations, but the lengths of the loadings take hundreds. Both rates can be computed. Insert
//: $W = U_q (\Lambda_q - \sigma^2 I)^{1/2}$ into @eq-m-step-ppca and perturb it. A small component of column $i$ along a discarded eigenvector $u_j$, and a small relative
//: error of its length, are multiplied in each iteration by
//:
//: $$ \frac{\lambda_j}{\lambda_i} \qquad \text{and} \qquad 1 - 2 \frac{\sigma^2}{\lambda_i} \Bigl( 1 - \frac{\sigma^2}{\lambda_i} \Bigr) . $$ {#eq-rates}
//:
//: The first is the rate of the power method; the worst pair here gives $\lambda_3 / \lambda_2 = \(directionRate, decimals: 2)$. The second is near one when the noise is small compared with the factor; for the
//: first factor it is \(lengthRate, decimals: 3). If the $z_n$ were known, the length of $W$ would be known up to the small noise. Since they are hidden, the data provide only
//: one variance. Nearly all information about the length is missing, and the largest fraction of missing information is the rate of EM. The measured factors are
//: \(measuredDirection, decimals: 2) and \(measuredLength, decimals: 3).

//: # The irises in two dimensions {#sec-flowers}

//| label: fig-flowers
//| caption: >-
//|   The expected hidden variables $\operatorname{E}[z_n \mid x_n]$ of the \(Iris.species.count) irises. Colors show the species, which the model does not know. The ellipse is the 95 %
//|   region of the posterior for one flower. The axes have different scales and were turned to the principal components.
//| alt: >-
//|   Three groups of points in the plane of the two hidden variables. Setosa is apart on one side; versicolor and virginica touch.
//|   An ellipse marks the uncertainty of a single flower.
//| fold: true
let mean = flowers.mean
let scale = Matrix(diagonal: [eigen.values[0], eigen.values[1]])
let scores = (0..<150).map { n in
  (0..<2).map { i in
    let shift = (0..<4).reduce(0) { $0 + closed[$1, i] * (Iris.matrix[n, $1] - mean[$1]) }
    return shift / scale[i, i]
  }
}
Figure(
  Chart {
    for (k, species) in ["setosa", "versicolor", "virginica"].enumerated() {
      let some = scores[(50 * k)..<(50 * k + 50)]
      PointMark(x: some.map { $0[0] }, y: some.map { $0[1] }).foregroundStyle(.series(k + 1))
        .symbolSize(4.4).opacity(0.8).label(species)
    }
    EllipseMark(
      mean: scores[117],
      covariance: [[noise / scale[0, 0], 0], [0, noise / scale[1, 1]]], level: 0.95
    ).foregroundStyle(.ink).lineStyle(width: 1.2)
  }
  .xAxis(#"$\operatorname{E}[z_1]$"#).yAxis(#"$\operatorname{E}[z_2]$"#),
  height: .inches(3.2))

//| include: false
let kept = (eigen.values[0] + eigen.values[1]) / S.trace
let shrink = (0..<2).map { 1 - noise / eigen.values[$0] }

//: Two hidden variables keep \(percent: kept, decimals: 1) of the variance of four columns and separate the species quite well. The posterior says
//: how well each variable is known: $\sigma^2 G^{-1}$ is the same for every flower, and the second variable is less certain than the
//: first.
//:
//: ::: {.remark title="Ordinary PCA"}
//: As $\sigma^2 \to 0$, the posterior covariance vanishes and $\operatorname{E}[z_n \mid x_n]$ becomes the orthogonal projection on the plane. For
//: $\sigma^2 > 0$ the projection on $u_i$ is shrunk by $1 - \sigma^2 / \lambda_i$: here by factors of \(shrink[0], decimals: 3) and \(shrink[1], decimals: 3). The
//: probability model adds a likelihood, and with it model choice, missing values, mixtures of such models, and standard errors.
//: :::

//: # Summary {#sec-summary-1}
//:
//: Probabilistic PCA explains many columns by a few hidden variables. EM alternates between expected hidden variables and a regression on them, and converges to the principal
//: components. It finds directions fast and lengths slowly, because the length carries the most missing information.

//: # Exercises {#sec-exercises-1}

//| include: false
let fits = try (1...3).map { q in
  try fitByEM(
    FactorAnalysis(
      loadings: Matrix(
        rows: 4, columns: q, elements: (0..<(4 * q)).map { _ in start.standardNormal() }),
      noise: .isotropic(1)),
    to: flowers, options: EMOptions(tolerance: .remaining(1e-7), iterationLimit: 5000))
}
let bics = fits.map { $0.bic(count: flowers.count) }
precondition(bics[2] < bics[1] && bics[1] < bics[0])
// Three columns and one isotropic noise in four dimensions: a free covariance but for nothing.
let full = -0.5 * flowers.count
  * (4 * log(2 * .pi) + (try! CholeskyFactor(S).logDeterminant) + 4)
precondition(abs(fits[2].logLikelihood - full) < 1e-4)

//: **1.** *Easy.* Show that $W$ and $W V$ with a rotation $V$ have the same likelihood. What does that mean for the number of free parameters?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $W V (W V)^\top = W V V^\top W^\top = W W^\top$, and the likelihood depends on $W$ only through this product. Rotations of $q$ axes have $q (q - 1) / 2$ angles, so
//: $D q + 1 - q (q - 1) / 2$ numbers describe $C$.
//: :::

//: **2.** *Medium.* BIC of the models with one, two and three hidden variables is \(bics[0], decimals: 1), \(bics[1], decimals: 1) and \(bics[2], decimals: 1). Why
//: does it not choose two, where the picture is so good?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The model with three hidden variables fits *every* covariance of four columns: its log-likelihood is \(fits[2].logLikelihood, decimals: 2), that of the unrestricted
//: covariance. BIC finds that the third and the fourth eigenvalue, \(eigen.values[2], decimals: 3) and \(eigen.values[3], decimals: 3), are too different for
//: a common noise. A picture shows structure that is *large*; a likelihood finds structure that is *certain*.
//: :::

//: **3.** *Harder.* Derive the second rate of @eq-rates for $q = 1$.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Let $W = a u_1$ and keep $\sigma^2$ fixed. Then $G = \sigma^2 + a^2$, and @eq-m-step-ppca gives $a' = \lambda a (\sigma^2 + a^2) / (\sigma^2 (\sigma^2 + a^2) + \lambda a^2)$. Differentiate $\log a'$ by
//: $\log a$ at $a^2 = \lambda - \sigma^2$: $1 + 2 a^2/\lambda - 2 a^2 (\sigma^2 + \lambda)/\lambda^2 = 1 - 2 a^2 \sigma^2 / \lambda^2$.
//: :::
