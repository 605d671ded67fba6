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

//| include: false
// Fifteen rows of Old Faithful in which a wait has been replaced: both numbers are drawn at random from their ranges.
var clerk = SplitMix64(seed: 15)
let spoiledRows = Set(clerk.permutation(of: OldFaithful.matrix.rows).prefix(15))
var spoiled = OldFaithful.matrix
for n in spoiledRows.sorted() {
  spoiled[n, 0] = 0.5 + 7 * clerk.uniform()
  spoiled[n, 1] = 20 + 110 * clerk.uniform()
}
func normalStart(_ data: Matrix) throws -> GaussianMixture {
  try GaussianMixture(
    weights: [0.5, 0.5], means: [[2, 55], [4.5, 80]],
    covariances: [[[0.3, 0], [0, 40]], [[0.3, 0], [0, 40]]])
}
func normalFit(_ data: Matrix) throws -> GaussianMixture {
  try fitByEM(normalStart(data), to: data, options: EMOptions(tolerance: .remaining(1e-6))).model
}
func studentFit(_ data: Matrix) throws -> Fit<Mixture<StudentTComponent>> {
  let start = try [[2.0, 55.0], [4.5, 80.0]].map {
    StudentTComponent(
      try MultivariateStudentT(
        degreesOfFreedom: 10, location: $0, scale: Matrix(diagonal: [0.3, 40])),
      estimatesDegreesOfFreedom: true)
  }
  return try fitByEM(
    Mixture(weights: [0.5, 0.5], components: start), to: data.nested,
    options: EMOptions(tolerance: .remaining(1e-6), iterationLimit: 10_000))
}
let clean = try normalFit(OldFaithful.matrix)
let pulled = try normalFit(spoiled)
let robust = try studentFit(spoiled)
precondition(robust.status.isToleranceMet)

//: @fig-spoiled shows \(OldFaithful.matrix.rows) eruptions of a geyser [@haerdle1991], of which we have replaced \(spoiledRows.count) by random values. On the left we fitted two normal distributions to all
//: points, on the right two Student distributions. Which rows are wrong is hidden from both models. The outliers
//: stretch the normal components, but hardly affect the Student components.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - Student's distribution as a mixture with a hidden precision for each row;
//: - EM as iteratively reweighted averaging;
//: - mixtures of counts and of regression lines (next chapters).
//:
//: Read chapters 1 and 2 of [*The EM algorithm*](../em-algorithm/index.html) first. Symbols are listed in [*Notation*](../notation/index.html).
//: :::

//| label: fig-spoiled
//| column: page
//| width: 8.4
//| caption: >-
//|   Old Faithful with \(spoiledRows.count) of \(OldFaithful.matrix.rows) rows replaced by outliers (rings). The ellipses are at 2.45 standard deviations
//|   and would contain 95 % of a normal component. Solid: fitted to all points, with normal components (left) and Student components (right). Dashed: the
//|   normal fit to the original data.
//| alt: >-
//|   Two panels with the same two clouds of points and scattered rings. Left, the solid ellipses are far wider than the dashed ones. Right, the
//|   solid ones lie close to the dashed ones.
//| fold: true
func ellipses(
  _ components: [(mean: [Double], covariance: Matrix)]
) -> Chart {
  let good = (0..<spoiled.rows).filter { !spoiledRows.contains($0) }.map { spoiled.row($0) }
  let bad = spoiledRows.sorted().map { spoiled.row($0) }
  return Chart {
    PointMark(x: good.map { $0[0] }, y: good.map { $0[1] })
      .foregroundStyle(.muted).symbolSize(3)
    PointMark(x: bad.map { $0[0] }, y: bad.map { $0[1] })
      .foregroundStyle(.series(6)).symbol(.ring).symbolSize(6).opacity(1)
    for (k, part) in components.enumerated() {
      EllipseMark(mean: part.mean, covariance: part.covariance.nested)
        .foregroundStyle(.series(k + 1)).lineStyle(width: 2)
      EllipseMark(
        mean: clean.means.row(k), covariance: clean.covariances.matrix(k, dimension: 2).nested
      ).foregroundStyle(.ink).lineStyle(width: 1, dash: [4, 3])
    }
  }
  .xAxis("duration in min", domain: 0...8).yAxis("wait in min", domain: 15...135)
}
Figure(height: .inches(3.3)) {
  Row {
    ellipses(
      (0..<2).map {
        (pulled.means.row($0), pulled.covariances.matrix($0, dimension: 2))
      })
    ellipses(
      robust.model.components.map { ($0.distribution.location, $0.distribution.scale) })
  }
}

//: # Fifteen pairs of plants {#sec-darwin}
//:
//: We begin with one dimension and one component. Darwin grew maize in pairs, one plant cross-fertilized and one self-fertilized, and measured
//: how many eighths of an inch the crossed one was taller. Fisher used the fifteen differences as an example [-@fisher1935]:

let differences: [Double] = [
  49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48,
]

//| include: false
let size = Double(differences.count)
let mean = differences.reduce(0, +) / size
let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
let deviation = (squares / (size - 1)).squareRoot()
let tStatistic = mean / (deviation / size.squareRoot())
// Fisher 1935, section 17: mean 20.93, t = 2.148.
precondition(abs(mean - 20.933) < 5e-4 && abs(tStatistic - 2.148) < 5e-4)
let median = differences.sorted()[7]

//: Thirteen crossed plants were taller, most by a few inches. Two were much smaller. The mean is \(mean, decimals: 2), with a standard error of
//: \(deviation / size.squareRoot(), decimals: 2), so it is only just distinguishable from zero ($t = \(tStatistic, decimals: 3)$). The median is \(median, decimals: 0). The two smaller plants pull the mean down and
//: increase the standard error, because every pair counts the same.

//| label: fig-darwin
//| caption: >-
//|   Darwin's differences, one dot per pair, with the median (dashed), the mean (solid) and its standard error (bar).
//| alt: >-
//|   Thirteen dots between 6 and 75, two at minus 67 and minus 48. The mean at 21 lies left of the median at 24.
//| fold: true
let error = deviation / size.squareRoot()
Figure(
  Chart {
    RuleMark(x: median, yStart: 0, yEnd: 1).lineStyle(width: 1.4, dash: [4, 3])
    RuleMark(x: mean, yStart: 0, yEnd: 1).foregroundStyle(.series(2)).lineStyle(width: 1.8)
    LineMark(x: [mean - error, mean + error], y: [0.2, 0.2]).foregroundStyle(.series(2))
      .lineStyle(width: 3)
    PointMark(x: differences, y: differences.map { _ in 0.5 }).foregroundStyle(.series(1))
      .symbolSize(8).opacity(0.8)
  }
  .xAxis("crossed minus self-fertilized, in eighths of an inch", domain: -80...90)
  .yAxis(domain: 0...1, hidden: true),
  height: .inches(1.3))

//: # A hidden precision for each row {#sec-scale}
//:
//: Perhaps the pairs are not equally reliable. Give each row a hidden factor $u_n > 0$, typically near one, that multiplies its precision.
//:
//: ::: {.definition #def-student title="Student's distribution, as a hidden scale"}
//: $$
//: \begin{aligned}
//: u_n &\sim \operatorname{Gamma}\left(\tfrac{\nu}{2}, \tfrac{\nu}{2}\right) , \\
//: x_n \mid u_n &\sim \mathcal{N}\left(\mu, \sigma^2 / u_n\right) .
//: \end{aligned}
//: $$ {#eq-scale}
//: The mean of $u_n$ is one and its variance $2 / \nu$. With $u_n$ integrated out, $x_n$ has Student's distribution with $\nu$ **degrees of
//: freedom**, location $\mu$ and scale $\sigma$.
//: :::
//:
//: That the integral is Student's density can be proved in a page of gamma functions. We check it numerically:

func integrated(_ x: Double, _ nu: Double) -> Double {
  let prior = Gamma(shape: nu / 2, rate: nu / 2)
  let width = 0.005
  return stride(from: -12.0, to: 4, by: width).reduce(0) { sum, logU in
    let u = exp(logU)
    let spread = Normal(standardDeviation: 1 / u.squareRoot())
    return sum + prior.density(u) * spread.density(x) * u * width
  }
}
let largestError = [0, 1, 2.5, 8].map { x in
  abs(integrated(x, 3) - StudentT(degreesOfFreedom: 3).density(x))
}.max()!
precondition(largestError < 1e-7)  //| hide

//: With $\nu = 3$ the two agree at four points to within \(largestError, digits: 1).
//: As $\nu$ grows, the $u_n$ concentrate at one and we get the normal distribution. For small $\nu$ some rows may be very imprecise; @fig-tails shows the
//: consequence.

//| label: fig-tails
//| caption: >-
//|   The logarithm of the density of Student's distribution (left), and the expected precision of a row at that place, @eq-precision (right). For the
//|   normal distribution (black) the log density is a parabola, so each further step outward costs more than the one before. With heavy tails it costs less.
//| alt: >-
//|   Left, a parabola and two curves that leave it and flatten out on both sides. Right, a flat line at one and two bells, the narrower and
//|   higher for fewer degrees of freedom.
//| fold: true
func precision(_ x: Double, _ nu: Double) -> Double { (nu + 1) / (nu + x * x) }
Figure(height: .inches(2.6)) {
  Row {
    Chart {
      FunctionMark(over: -8...8) { Normal().logDensity($0) }
        .foregroundStyle(.ink).label("normal")
      for nu in [8.0, 2] {
        FunctionMark(over: -8...8) { StudentT(degreesOfFreedom: nu).logDensity($0) }
          .label("$\\nu = \(nu, decimals: 0)$")
      }
    }.xAxis(#"$(x - \mu) / \sigma$"#).yAxis("log density", domain: -14...0).legend(.bottom)
    Chart {
      RuleMark(y: 1).foregroundStyle(.ink).lineStyle(width: 1.5)
      for nu in [8.0, 2] {
        FunctionMark(over: -8...8) { precision($0, nu) }
      }
    }.xAxis(#"$(x - \mu) / \sigma$"#).yAxis(#"$\operatorname{E}[u]$"#, domain: 0...1.6).legend(.none)
  }
}

//: # EM: weight, then average {#sec-loop}
//:
//: The $u_n$ are hidden, so EM applies. As a function of $u$, a gamma density times a normal density is again a gamma density. So the posterior of $u_n$ is
//: $\operatorname{Gamma}(\tfrac{\nu + 1}{2}, \tfrac{\nu + \delta_n}{2})$ with $\delta_n = (x_n - \mu)^2 / \sigma^2$. The M-step needs only its mean:
//:
//: $$ \bar u_n = \operatorname{E}[u_n \mid x_n, \theta] = \frac{\nu + 1}{\nu + \delta_n} . $$ {#eq-precision}
//:
//: The expected complete-data log-likelihood is $-\tfrac{N}{2} \log \sigma^2 - \tfrac{1}{2 \sigma^2} \sum_n \bar u_n (x_n - \mu)^2$ plus a constant: weighted least squares. So the M-step is
//:
//: $$ \mu = \frac{\sum_n \bar u_n x_n}{\sum_n \bar u_n} , \qquad \sigma^2 = \frac1N \sum_n \bar u_n (x_n - \mu)^2 . $$ {#eq-location}
//:
//: A responsibility says *which component* a row belongs to; the weight $\bar u_n$ says *how much it counts*. One iteration in code:

func step(
  _ mu: Double, _ variance: Double, nu: Double
) -> (Double, Double) {
  let delta = differences.map { ($0 - mu) * ($0 - mu) / variance }
  let u = delta.map { (nu + 1) / (nu + $0) }
  func weightedSum(_ values: [Double]) -> Double {
    zip(u, values).map { u, value in u * value }.reduce(0, +)
  }
  let next = weightedSum(differences) / u.reduce(0, +)
  let spread = weightedSum(differences.map { ($0 - next) * ($0 - next) })
  return (next, spread / size)
}
var path = [(mu: mean, variance: squares / size)]
for _ in 1...60 {
  let last = path[path.count - 1]
  path.append(step(last.mu, last.variance, nu: 3))
}
let (location, variance) = path[60]

//| include: false
func one(_ nu: Double, estimated: Bool = false, _ rows: [Double] = differences) throws
  -> Fit<Mixture<StudentTComponent>>
{
  try fitByEM(
    Mixture(
      weights: [1],
      components: [
        StudentTComponent(
          MultivariateStudentT(
            degreesOfFreedom: nu, location: [mean], scale: Matrix(diagonal: [squares / size])),
          estimatesDegreesOfFreedom: estimated)
      ]), to: rows.map { [$0] },
    options: EMOptions(tolerance: .remaining(1e-9), iterationLimit: 5000))
}
let three = try one(3)
precondition(abs(three.model.components[0].distribution.location[0] - location) < 1e-3)
precondition(abs(three.model.components[0].distribution.scale[0, 0] / variance - 1) < 1e-3)
let finalWeights = differences.map { 4 / (3 + ($0 - location) * ($0 - location) / variance) }
let ratio = finalWeights[1] / finalWeights.max()!

//: With $\nu = 3$ the estimate moves from the mean to $\mu = \(location, decimals: 1)$. The pair at $-67$ ends with \(percent: ratio) of the largest
//: weight. It is not removed, and we did not need a threshold for outliers.

//| label: fig-weights
//| caption: >-
//|   EM for Darwin's plants with $\nu = 3$. The curve is the weight as a function of the difference, the dots are the pairs, and the dashed line is
//|   $\mu$. An E-step moves the dots up or down, an M-step moves the line.
//| alt: >-
//|   Fifteen dots under a bell-shaped curve of weights. Two on the far left have small weights, and smaller ones from step to step; the dashed line moves
//|   from 21 to the right.
//| fold: true
var halves = [(name: "start: all rows weigh the same", curve: -1, line: 0)]
for t in 1...4 {
  halves.append((name: "iteration \(t), after the E-step", curve: t - 1, line: t - 1))
  halves.append((name: "iteration \(t), after the M-step", curve: t - 1, line: t))
}
try Steps(halves, names: halves.map(\.name)) { half in
  func weight(_ x: Double) -> Double {
    guard half.curve >= 0 else { return 1 }
    let (mu, variance) = path[half.curve]
    return 4 / (3 + (x - mu) * (x - mu) / variance)
  }
  return Figure(
    Chart {
      FunctionMark(over: -80...90, weight).foregroundStyle(.muted)
      RuleMark(x: mean).foregroundStyle(.grid).lineStyle(width: 1.5)
      RuleMark(x: path[half.line].mu).foregroundStyle(.series(2)).lineStyle(
        width: 1.8, dash: [5, 3])
      PointMark(x: differences, y: differences.map(weight)).foregroundStyle(.series(1))
        .symbolSize(7).opacity(0.9)
    }
    .xAxis("difference in eighths of an inch", domain: -80...90).yAxis(
      #"$\bar u_n$"#, domain: 0...1.5),
    height: .inches(2.6))
}

//: # Estimating the degrees of freedom {#sec-degrees}
//:
//: We chose $\nu = 3$. It can also be estimated: maximize the likelihood for every $\nu$ and compare, as in @fig-degrees. With very heavy tails the estimate is near
//: the median, with very light ones near the mean. In between it is larger than both, because there the two negative differences are nearly ignored.

//| label: fig-degrees
//| caption: >-
//|   For every $\nu$: the largest log-likelihood (left; dashed: the normal distribution) and the location that attains it (right; dashed: the
//|   median, above, and the mean). The dot is the maximum over $\nu$.
//| alt: >-
//|   Left, a curve that rises to a flat maximum near two degrees of freedom and falls slowly. Right, a curve that rises from 24 to
//|   27 and falls toward the mean, 20.9.
//| fold: true
let grid = stride(from: -0.5, through: 5, by: 0.125).map { exp($0) }
let profile = try grid.map { try one($0) }
let free = try one(3, estimated: true)
let freeNu = free.model.components[0].distribution.degreesOfFreedom
let freeMu = free.model.components[0].distribution.location[0]
let normalLogLikelihood = differences.reduce(0) {
  $0 + Normal(mean: mean, standardDeviation: (squares / size).squareRoot()).logDensity($1)
}
Figure(height: .inches(2.5)) {
  Row {
    Chart {
      LineMark(x: grid, y: profile.map(\.logLikelihood))
      PointMark(x: [freeNu], y: [free.logLikelihood]).foregroundStyle(.series(1)).symbolSize(7)
      RuleMark(y: normalLogLikelihood).lineStyle(dash: [4, 3])
      TextMark("normal", x: 40, y: normalLogLikelihood, anchor: .bottom)
    }.xAxis(#"$\nu$"#, scale: .log).yAxis(#"largest $\ell(\theta)$"#)
    Chart {
      LineMark(x: grid, y: profile.map { $0.model.components[0].distribution.location[0] })
      PointMark(x: [freeNu], y: [freeMu]).foregroundStyle(.series(1)).symbolSize(7)
      RuleMark(y: median).lineStyle(dash: [4, 3])
      RuleMark(y: mean).lineStyle(dash: [4, 3])
    }.xAxis(#"$\nu$"#, scale: .log).yAxis(#"$\hat\mu$"#)
  }
}

//| include: false
precondition(free.logLikelihood - normalLogLikelihood < 1)
precondition(zip(grid, profile).allSatisfy { $0 < 1 || free.logLikelihood - $1.logLikelihood < 1 })
precondition(profile.allSatisfy { $0.logLikelihood < free.logLikelihood + 1e-6 })

//: The maximum is at $\nu = \(freeNu, decimals: 1)$ with $\mu = \(freeMu, decimals: 1)$. It is only \(free.logLikelihood - normalLogLikelihood, decimals: 1) nats above the normal distribution. Fifteen pairs cannot say much about
//: tails: no $\nu$ above one, and not even the normal distribution, loses a full nat. In an M-step $\nu$ has no closed form. It solves
//: $$ \log\tfrac{\nu}{2} - \psi\left(\tfrac{\nu}{2}\right) + 1 + \frac1N \sum_n \left( \operatorname{E}[\log u_n] - \bar u_n \right) = 0 , $$ {#eq-degrees}
//: where $\psi$ is the digamma function. For the gamma posterior of @sec-loop, $\operatorname{E}[\log u_n] = \psi\bigl(\tfrac{\nu' + 1}{2}\bigr) - \log \tfrac{\nu' + \delta_n}{2}$ with the current value $\nu'$.
//: The library solves the equation by bisection [@peel2000; @lange1989].

//: # The influence of one row {#sec-influence}
//:
//: Add a sixteenth pair and vary its difference (@fig-influence). For the mean, the influence of a row grows with its distance. For a Student
//: distribution it is largest at a moderate distance and then falls again, because a distant row gets little weight.
//: There is one surprise: with $\nu$ estimated, a row near $-40$ has a large influence. Together with the two negative differences it makes three outliers, which look like a wider distribution, and the
//: estimate of $\nu$ jumps. Whether a row is an outlier depends on the other rows.

//| include: false
let spoiler = try one(3, estimated: true, differences + [-40]).model.components[0].distribution
precondition(spoiler.degreesOfFreedom > 10 * freeNu)

//| label: fig-influence
//| caption: >-
//|   The change of the estimate when a sixteenth row is added at $x$: for the mean, for Student's distribution with $\nu = 3$, and with $\nu$ estimated
//|   each time.
//| alt: >-
//|   A straight rising line, and two curves that rise with it near the middle, turn, and come back toward zero on both sides; one of them dips to minus ten near minus forty.
//| fold: true
let places = stride(from: -300.0, through: 340, by: 8).map { $0 }
func moved(
  _ x: Double, estimated: Bool
) throws -> Double {
  let before = estimated ? freeMu : location
  let fit = try one(3, estimated: estimated, differences + [x])
  return fit.model.components[0].distribution.location[0] - before
}
let fixedTails = try places.map { try moved($0, estimated: false) }
let freeTails = try places.map { try moved($0, estimated: true) }
Figure(
  Chart {
    LineMark(x: places, y: places.map { ($0 - mean) / (size + 1) }).foregroundStyle(.ink).label(
      "mean")
    LineMark(x: places, y: fixedTails).label(#"$\nu = 3$"#)
    LineMark(x: places, y: freeTails).label(#"$\nu$ estimated"#)
  }
  .xAxis("the sixteenth difference").yAxis(#"change of $\hat\mu$"#).legend(.top),
  height: .inches(2.6))

//: # Mixtures of Student distributions {#sec-mixture}
//:
//: Back to the geyser of @fig-spoiled. Each row now has two hidden variables: its component $z_n$ and its precision $u_n$. The posterior of $z_n$ is the responsibility as
//: before, with Student densities. Given $z_n = k$, the weight is @eq-precision in $D$ dimensions:
//:
//: $$ \bar u_{nk} = \frac{\nu_k + D}{\nu_k + \delta_{nk}} , \qquad \delta_{nk} = (x_n - \mu_k)^\top \Sigma_k^{-1} (x_n - \mu_k) . $$ {#eq-distance}
//:
//: The M-step multiplies the two kinds of weight:
//:
//: $$
//: \begin{aligned}
//: \mu_k &= \frac{\sum_n r_{nk} \bar u_{nk}\, x_n}{\sum_n r_{nk} \bar u_{nk}} , \\
//: \Sigma_k &= \frac{1}{N_k} \sum_n r_{nk} \bar u_{nk}\, (x_n - \mu_k)(x_n - \mu_k)^\top .
//: \end{aligned}
//: $$ {#eq-student-mixture}

//| label: tbl-geyser
//| fold: true
//| caption: >-
//|   The two kinds of eruptions: fitted to the original data (first two rows) and to the data with \(spoiledRows.count) outliers. Student components have degrees of freedom $\nu_k$;
//|   their deviations describe the core of the cloud.
func summary(_ name: String, _ weight: Double, _ mean: [Double], _ scale: Matrix, _ nu: String)
  -> [String]
{
  [
    name, "\(weight, decimals: 2)", "\(mean[0], decimals: 2)", "\(mean[1], decimals: 1)",
    "\(scale[0, 0].squareRoot(), decimals: 2)", "\(scale[1, 1].squareRoot(), decimals: 1)", nu,
  ]
}
Table("fit", "$\\pi_k$", "duration", "wait", "± duration", "± wait", "$\\nu_k$") {
  for (name, model) in [("normal, original data", clean), ("normal", pulled)] {
    for k in 0..<2 {
      summary(
        name, model.weights[k], model.means.row(k), model.covariances.matrix(k, dimension: 2), "∞")
    }
  }
  for (weight, part) in zip(robust.model.weights, robust.model.components.map(\.distribution)) {
    summary("Student", weight, part.location, part.scale, "\(part.degreesOfFreedom, decimals: 1)")
  }
}

//: Which rows are the outliers? Order all rows by their expected precision $\sum_k r_{nk} \bar u_{nk}$ and look at the lowest ones.

let posteriors = try robust.model.responsibilities(of: spoiled.nested)
let trust = (0..<spoiled.rows).map { n in
  (0..<2).reduce(0.0) { sum, k in
    let t = robust.model.components[k].distribution
    let distance = t.squaredDistance(spoiled.row(n))
    let precision = (t.degreesOfFreedom + 2) / (t.degreesOfFreedom + distance)
    return sum + posteriors[n, k] * precision
  }
}
let ranked = trust.indices.sorted { trust[$0] < trust[$1] }
let suspects = ranked.prefix(spoiledRows.count)
let caught = suspects.count(where: spoiledRows.contains)

//| label: fig-trust
//| caption: >-
//|   The expected precision of every row, in ascending order. Rings are the rows that were replaced by outliers.
//| alt: >-
//|   A curve of points that rises steeply at first and then slowly to about 1.8. Nearly all rings are at its lower left end.
//| fold: true
let rank = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1, $0 + 1) })
let bad = ranked.filter(spoiledRows.contains)
let good = ranked.filter { !spoiledRows.contains($0) }
Figure(
  Chart {
    PointMark(x: good.map { rank[$0]! }, y: good.map { trust[$0] }).foregroundStyle(.muted)
      .symbolSize(3).label("eruptions")
    PointMark(x: bad.map { rank[$0]! }, y: bad.map { trust[$0] }).foregroundStyle(.series(6))
      .symbol(.ring).symbolSize(6).opacity(1).label("outliers")
  }.xAxis("rank").yAxis(#"$\sum_k r_{nk} \bar u_{nk}$"#, domain: 0...1.9).legend(.top),
  height: .inches(2.4))

//: Of the \(suspects.count) rows with the lowest weights, \(caught) are outliers. The other \(suspects.count - caught) replaced rows lie where eruptions are common; no method that looks at single rows can find them.

//: ::: {.callout-warning title="Heavy tails do not protect from everything"}
//: Student's distribution reduces the influence of *some* outliers that are *moderately* far. In a mixture, a single row can still break the maximum likelihood estimate if it is
//: far enough, because a component moves out to it [@hennig2004]. Look at the weights, and then at the rows with low weights.
//: :::

//: # Summary {#sec-summary-1}
//:
//: Student's distribution is a normal distribution with a hidden precision for each row. The E-step computes weights, the M-step weighted averages, so rows far from the rest lose
//: influence. The degrees of freedom can be estimated, but small samples say little about them.

//: # Exercises {#sec-exercises}

//| include: false
func iterationsUntil(_ isNear: (Double, Double) -> Bool, expanded: Bool) -> Int {
  var (mu, variance, count) = (mean, squares / size, 0)
  while !isNear(mu, variance) && count < 1000 {
    let u = differences.map { 4 / (3 + ($0 - mu) * ($0 - mu) / variance) }
    let next = step(mu, variance, nu: 3)
    (mu, variance) = (next.0, expanded ? next.1 * size / u.reduce(0, +) : next.1)
    count += 1
  }
  return count
}
let limit = three.model.components[0].distribution
var exact = (location, variance)
for _ in 0..<400 { exact = step(exact.0, exact.1, nu: 3) }
let near: (Double, Double) -> Bool = { abs($0 - exact.0) < 1e-6 && abs($1 - exact.1) < 1e-5 }
let plainCount = iterationsUntil(near, expanded: false)
let expandedCount = iterationsUntil(near, expanded: true)
let weightSum = differences.reduce(0) { $0 + 4 / (3 + ($1 - exact.0) * ($1 - exact.0) / exact.1) }
precondition(abs(weightSum - size) < 1e-6)
precondition(expandedCount < plainCount)

//: **1.** *Medium.* Show that the weights sum to $N$ at a fixed point of the iteration.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: There the second part of @eq-location says $\sum_n \bar u_n \delta_n = N$. But $\bar u_n (\nu + \delta_n) = \nu + 1$ by @eq-precision. Sum over $n$:
//: $\nu \sum_n \bar u_n + N = (\nu + 1) N$, so $\sum_n \bar u_n = N$. For Darwin's data the loop ends with \(weightSum, decimals: 6).
//: :::

//: **2.** *Harder.* Then $\sigma^2 = \sum_n \bar u_n (x_n - \mu)^2 / \sum_n \bar u_n$ has the same fixed points. Is it as good an iteration?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: It is better: \(expandedCount) iterations instead of \(plainCount) for six decimals. It is EM for a model with one more parameter, the mean of $u$, which the
//: data cannot distinguish from $\sigma$. This is called parameter expansion [@liu1998].
//: :::

//: **3.** *Medium.* Which estimate of location corresponds to $\nu \to \infty$? Why does $\nu \to 0$ not give the median?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The mean, because all weights become one. For small $\nu$ the weight is nearly $1/\delta_n$, which has a pole at every row: the likelihood has a peak at
//: each, and EM finds one of them. The median minimizes absolute deviations and corresponds to Laplace's distribution, whose weights are $1 / \sqrt{\delta_n}$.
//: :::
