//: ---
//: title: Outliers
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: Two clusters, and a dozen points that belong to neither: slips of the pen, another species, a loose cable. A normal component has to explain them all, and a normal density far out is so small that
//: a single point there is worth more than many near the center. The ellipses swell, and one of them may leave its cluster altogether.

var random = SplitMix64(seed: 11)
let clusters = try MultivariateGaussianMixture(
  weights: [0.5, 0.5], means: [[0, 0], [5, 2]],
  covariances: [[[1, 0.6], [0.6, 1]], [[1, -0.5], [-0.5, 0.6]]])
var points = (0..<188).map { _ in clusters.sample(using: &random) }
points += (0..<12).map { _ in
  [-8 + 21 * random.uniform(), -7 + 16 * random.uniform()]
}
let rows = try Matrix(points)

let start = try MultivariateGaussianMixture(
  weights: [0.5, 0.5], means: [[0, 0], [5, 2]],
  covariances: [[[1, 0], [0, 1]], [[1, 0], [0, 1]]])
let normalFit = try fitByEM(start, to: rows)

func student(_ mean: [Double]) throws -> StudentTComponent {
  StudentTComponent(
    try MultivariateStudentT(
      degreesOfFreedom: 4, location: mean, scale: .identity(2)))
}
let studentFit = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: [try student([0, 0]), try student([5, 2])]), to: points)

//| include: false
func matrix(_ nested: [[Double]]) -> Matrix { try! Matrix(nested) }
func area(_ m: Matrix) -> Double { (m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0]).squareRoot() }
let trueAreas = (0..<2).map { area(clusters.covariances.matrix($0, dimension: 2)) }
let normalAreas = (0..<2).map { area(normalFit.model.covariances.matrix($0, dimension: 2)) }
let studentAreas = studentFit.model.components.map { area($0.distribution.scale) }
let freelyFitted = try fitByEM(
  Mixture(
    weights: [0.5, 0.5],
    components: studentFit.model.components.map {
      StudentTComponent($0.distribution, estimatesDegreesOfFreedom: true)
    }), to: points)
let freedoms = freelyFitted.model.components.map(\.distribution.degreesOfFreedom)

//| label: fig-swell
//| caption: >-
//|   Two hundred points, twelve of them strays. Dashed: the components that the other 188 come from. Solid: what was fitted, from a start at the truth. Ellipses hold 80 percent of a normal
//|   component, and have the same shape for Student's.
//| alt: >-
//|   Two scatter plots of the same two clusters with twelve points far away. On the left the fitted ellipses are far larger than the dashed ones. On the
//|   right they nearly coincide with them.
//| fold: true
func drawn(_ title: String, _ parts: [(mean: [Double], covariance: Matrix)]) -> Chart {
  Chart(title) {
    PointMark(x: rows.column(0), y: rows.column(1)).foregroundStyle(.muted).symbolSize(3)
    for k in 0..<2 {
      EllipseMark(
        mean: clusters.means.row(k), covariance: clusters.covariances.matrix(k, dimension: 2).nested,
        level: 0.8
      ).foregroundStyle(.ink).lineStyle(width: 1, dash: [4, 3])
      EllipseMark(mean: parts[k].mean, covariance: parts[k].covariance.nested, level: 0.8)
        .foregroundStyle(.series(k + 1)).lineStyle(width: 1.8)
    }
  }
  .xAxis(domain: -8...13).yAxis(domain: -7...9).equalAspect()
}
Figure(height: .inches(3)) {
  Row {
    drawn("normal", (0..<2).map {
      (normalFit.model.means.row($0), normalFit.model.covariances.matrix($0, dimension: 2))
    })
    drawn("Student", studentFit.model.components.map {
      ($0.distribution.location, $0.distribution.scale)
    })
  }
}

//: # A normal distribution of unknown precision {#sec-scale}
//:
//: Student's distribution with $\nu$ degrees of freedom is a normal one that does not know its own width. Draw a factor $u$ from a gamma distribution with mean one, and then $x$ with its precision
//: multiplied by $u$:
//:
//: $$ u \sim \operatorname{Gamma}\!\left(\tfrac{\nu}{2}, \tfrac{\nu}{2}\right) , \qquad x \mid u \sim \mathcal{N}\!\left(x \mid \mu, \tfrac{\sigma^2}{u}\right) . $$ {#eq-scale}
//:
//: Summed over $u$ this is the density of $t_\nu$ with location $\mu$ and scale $\sigma$. Small $u$ means a wide normal, and that is where far points come from. As $\nu \to \infty$ the factor
//: is always one and the distribution normal.
//:
//: So here is a hidden variable that is no label. If each $u_n$ were known, $\mu$ and $\sigma^2$ would be a weighted mean and a weighted variance. It is not, and EM fills in its expectation. The gamma distribution is conjugate, so that
//: the posterior of $u$ is gamma again, and its mean is
//:
//: $$ \mathbb{E}[u_n \mid x_n, \theta] = \frac{\nu + 1}{\nu + \delta_n} , \qquad \delta_n = \frac{(x_n - \mu)^2}{\sigma^2} , $$ {#eq-weight}
//:
//: in $D$ dimensions with $\nu + D$ in the numerator and the Mahalanobis distance $\delta_n$ [@lange1989]. The further a point is, the less it counts. The whole algorithm for known $\nu$:

func robustMean(of xs: [Double], degreesOfFreedom nu: Double) -> Double {
  var (mean, variance) = (xs.sorted()[xs.count / 2], 1.0)
  for _ in 0..<200 {
    let u = xs.map { (nu + 1) / (nu + ($0 - mean) * ($0 - mean) / variance) }
    mean = zip(u, xs).reduce(0) { $0 + $1.0 * $1.1 } / u.reduce(0, +)
    variance = zip(u, xs).reduce(0) {
      $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean)
    } / Double(xs.count)
  }
  return mean
}

//: Take twenty points around zero and move one more from 0 to 10. What does it do to the estimate of the center?

let calm = (0..<20).map { _ in random.standardNormal() }
let strays = (0...100).map { 0.1 * Double($0) }
func shift(_ estimate: ([Double]) -> Double) -> [Double] {
  strays.map { estimate(calm + [$0]) - estimate(calm) }
}
let plainMean = shift { $0.reduce(0, +) / Double($0.count) }
let influence = [2.0, 4, 10].map { nu in
  shift { robustMean(of: $0, degreesOfFreedom: nu) }
}

//| include: false
// The library's component does the same.
let byLibrary = try fitByEM(
  Mixture(
    weights: [1],
    components: [
      StudentTComponent(
        try MultivariateStudentT(degreesOfFreedom: 4, location: [0], scale: .identity(1)))
    ]), to: (calm + [8]).map { [$0] }, options: EMOptions(tolerance: .never, iterationLimit: 300))
precondition(
  abs(byLibrary.model.components[0].distribution.location[0] - robustMean(of: calm + [8], degreesOfFreedom: 4)) < 1e-8)
precondition(influence[1].last! < influence[1].max()!)
precondition(plainMean == plainMean.sorted())

//| label: fig-influence
//| caption: >-
//|   How far one more point shifts the estimate of the center of twenty. The mean follows it for ever. Student's location follows a little way, gives up, and
//|   goes back.
//| alt: >-
//|   A straight line that rises without end, and three curves that rise with it at first, bend over, and fall back towards where they began, the sooner the
//|   fewer degrees of freedom.
//| fold: true
Figure(
  Chart {
    LineMark(x: strays, y: plainMean).foregroundStyle(.ink).label("mean")
    for (nu, values) in zip([2, 4, 10], influence) {
      LineMark(x: strays, y: values).label("$\\nu = \(nu)$")
    }
  }
  .xAxis("where the stray point is").yAxis("shift of the estimate").legend(.top),
  height: .inches(2.4))

//: # In a mixture {#sec-mixture}
//:
//: A component of a mixture has both hidden variables: the label with its responsibility $r_{nk}$, and given the label the factor with its expectation $u_{nk}$. The M-step weighs points by the product,
//:
//: $$ \mu_k = \frac{\sum_n r_{nk} u_{nk}\, x_n}{\sum_n r_{nk} u_{nk}} , \qquad
//:    \Sigma_k = \frac{1}{N_k} \sum_n r_{nk} u_{nk}\, (x_n - \mu_k)(x_n - \mu_k)^{\mathsf T} , $$ {#eq-student-m-step}
//:
//: and $\nu_k$, if it is not given, solves a one-dimensional equation [@peel2000]. The second fit of @fig-swell had $\nu = 4$, a usual choice. @tbl-areas says what it did, and what $\nu_k$ would have been.

//| label: tbl-areas
//| caption: >-
//|   How large the fitted ellipses are, as multiples of the true ones, and the degrees of freedom when they are estimated too.
//| fold: true
Table("component", "normal", "Student, $\\nu = 4$", "$\\hat\\nu$") {
  for k in 0..<2 {
    [
      "\(k + 1)", "\(normalAreas[k] / trueAreas[k], decimals: 1)",
      "\(studentAreas[k] / trueAreas[k], decimals: 1)",
      "\(freedoms[k], decimals: 1)",
    ]
  }
}

//| include: false
precondition(normalAreas[0] / trueAreas[0] > 1.8 || normalAreas[1] / trueAreas[1] > 1.8)
precondition(zip(studentAreas, trueAreas).allSatisfy { $0 / $1 < 1.3 })
precondition(freedoms.max()! > 20 && freedoms.min()! < 4)

//: When the degrees of freedom are free, one component takes all the strays and the other becomes normal. One heavy tail is enough for the data, and the likelihood sees no reason for two.

//| include: false
func expectedFactor(_ x: [Double]) -> Double {
  let model = studentFit.model
  let shares = (0..<2).map { model.componentDensity($0, at: x) }
  let total = shares[0] + shares[1]
  return (0..<2).reduce(0) { sum, k in
    let t = model.components[k].distribution
    return sum + shares[k] / total * (t.degreesOfFreedom + 2)
      / (t.degreesOfFreedom + t.squaredDistance(x))
  }
}
let factors = points.map(expectedFactor)
let least = factors.indices.sorted { factors[$0] < factors[$1] }.prefix(12)
let caught = least.count { $0 >= 188 }
precondition(caught == 11)

//| label: fig-weights
//| caption: >-
//|   The expected factor $\sum_k r_{nk} u_{nk}$ of each point, in the order of the data. The last twelve, after the dashed line, are the strays.
//| alt: >-
//|   188 dots between 0.2 and 1.5, and to the right of a dashed line twelve dots, most of them near zero.
//| fold: true
Figure(
  Chart {
    PointMark(x: factors.indices.map { Double($0 + 1) }, y: factors).symbolSize(3.5)
    RuleMark(x: 188.5).lineStyle(dash: [4, 3])
  }
  .xAxis("point $n$").yAxis("expected factor", domain: 0...1.6),
  height: .inches(2))

//: The factors are a by-product worth having. Of the twelve points that count least, \(caught) are strays. The twelfth stray fell into a cluster by chance, and nobody could tell. No threshold was set and no point was
//: thrown away.
//:
//: ::: {.callout-note title="What it costs"}
//: Where there are no outliers Student's component estimates large degrees of freedom and agrees with the normal one. The price is an extra parameter, and slower convergence, since there is more that is missing.
//: :::
