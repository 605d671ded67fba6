//: ---
//: title: What holes do
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: Three hundred students sit two exams. Everybody takes the first. Many of those who did badly in it do not
//: turn up for the second. What is the average of the second exam? Not of those who took it, that would be easy: of the course.
//:
//: We invent the course, so we know. Both exams have mean 60 and standard deviation 10, and their correlation is 0.8.

struct Exams {
  var first: Double
  var second: Double
}
func sit(_ count: Int, _ random: inout SplitMix64) -> [Exams] {
  (0..<count).map { _ in
    let (u, v) = (random.standardNormal(), random.standardNormal())
    return Exams(first: 60 + 10 * u, second: 60 + 10 * (0.8 * u + 0.6 * v))
  }
}
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
func stayAway(_ exams: Exams) -> Double { logistic((58 - exams.first) / 4) }

//: The last line is the probability of staying away: one half at 58 points in the first exam, and rising as
//: the points fall.

var random = SplitMix64(seed: 1976)
let course = sit(300, &random)
let isMissing = course.map { random.uniform() < stayAway($0) }

//| include: false
struct Estimate {
  var means: [Double]
  var covariance: [[Double]]
  var mean: Double { means[1] }
  var deviation: Double { covariance[1][1].squareRoot() }
  var correlation: Double {
    covariance[0][1] / (covariance[0][0] * covariance[1][1]).squareRoot()
  }
}

//: @fig-remedies shows the course as it is known to three people: one who deletes the absent, one who gives them the average, and one who thinks about what
//: the first exam says of the second.

//| fold: true
func moments(_ exams: [Exams]) -> Estimate {
  let n = Double(exams.count)
  let (x, y) = (exams.map(\.first), exams.map(\.second))
  let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
  func average(_ products: [Double]) -> Double { products.reduce(0, +) / n }
  let xx = average(x.map { ($0 - mx) * ($0 - mx) })
  let yy = average(y.map { ($0 - my) * ($0 - my) })
  let xy = average(zip(x, y).map { ($0 - mx) * ($1 - my) })
  return Estimate(means: [mx, my], covariance: [[xx, xy], [xy, yy]])
}
func deleted(_ all: [Exams], _ missing: [Bool]) -> Estimate {
  moments(zip(all, missing).filter { !$1 }.map(\.0))
}
func filled(_ all: [Exams], _ missing: [Bool]) -> Estimate {
  let mean = deleted(all, missing).mean
  return moments(
    zip(all, missing).map { $1 ? Exams(first: $0.first, second: mean) : $0 })
}

//| fold: true
func likeliest(_ all: [Exams], _ missing: [Bool]) -> Estimate {
  let (whole, part) = (moments(all), deleted(all, missing))
  let (s11, s12) = (part.covariance[0][0], part.covariance[0][1])
  let slope = s12 / s11
  let gain = whole.covariance[0][0] - s11
  let mean = part.mean + slope * (whole.means[0] - part.means[0])
  let covariance = slope * whole.covariance[0][0]
  let variance = part.covariance[1][1] + slope * slope * gain
  return Estimate(
    means: [whole.means[0], mean],
    covariance: [[whole.covariance[0][0], covariance], [covariance, variance]])
}

//| label: fig-remedies
//| caption: >-
//|   The course, where \(isMissing.count { $0 }) of \(course.count) second exams are missing. Blue: students who came. Orange: the absent, as each remedy sees
//|   them. The ellipses should hold 90 % of the course: dashed the truth, solid the estimate.
//| alt: >-
//|   Three scatter plots of second against first exam, each with a dashed ellipse. After deletion the solid ellipse is too
//|   small and too high. After mean filling it is flat, through a horizontal row of orange points. With maximum likelihood
//|   it covers the dashed one, and the orange points lie on a rising line.
//| fold: true
let came = zip(course, isMissing).filter { !$1 }.map(\.0)
let absent = zip(course, isMissing).filter { $1 }.map(\.0)
func panel(_ title: String, _ estimate: Estimate, _ seen: ((Exams) -> Double)?) -> Chart {
  Chart(title) {
    PointMark(x: came.map(\.first), y: came.map(\.second)).foregroundStyle(.series(1))
      .symbolSize(2.6).opacity(0.55)
    if let seen {
      PointMark(x: absent.map(\.first), y: absent.map(seen)).foregroundStyle(.series(2))
        .symbolSize(2.6).opacity(0.8)
    }
    EllipseMark(mean: [60, 60], covariance: [[100, 80], [80, 100]], level: 0.9)
      .foregroundStyle(.ink).lineStyle(width: 1.1, dash: [4, 3])
    EllipseMark(mean: estimate.means, covariance: estimate.covariance, level: 0.9)
      .foregroundStyle(.ink).lineStyle(width: 1.6)
  }
  .xAxis("first exam", domain: 30...92)
  .yAxis(seen == nil ? "second exam" : nil, domain: 28...92, hidden: seen != nil)
}
let dropped = deleted(course, isMissing)
let flat = filled(course, isMissing)
let likely = likeliest(course, isMissing)
let slope = likely.covariance[0][1] / likely.covariance[0][0]
Figure(height: .inches(2.7)) {
  Row {
    panel("delete", dropped, nil)
    panel("fill with the mean", flat) { _ in flat.mean }
    panel("maximum likelihood", likely) { likely.mean + slope * ($0.first - likely.means[0]) }
  }
}

//: # Delete, fill, or think {#sec-three}
//:
//: Three remedies. *Delete* the students with a hole. *Fill* the hole with the average of those who came. Or *maximize the likelihood* of
//: everything that was seen, the first exams of the absent included, for which the next chapter has an algorithm.

//: When only the second column has holes, the maximum of the likelihood has a closed form [@anderson1957]. The conditional distribution of the second exam given the first
//: is estimated where both are known, and then averaged over the first exams of *all*:
//:
//: $$
//: \begin{aligned}
//: \hat\beta &= \frac{s_{12}}{s_{11}} , & \hat\mu_2 &= \bar x_2 + \hat\beta\, (\hat\mu_1 - \bar x_1) , \\
//: \hat\Sigma_{12} &= \hat\beta\, \hat\Sigma_{11} , & \hat\Sigma_{22} &= s_{22} + \hat\beta^2 (\hat\Sigma_{11} - s_{11}) .
//: \end{aligned}
//: $$ {#eq-anderson}
//:
//: Here $\bar x$ and $s$ are the mean and covariance of the complete rows, and $\hat\mu_1$, $\hat\Sigma_{11}$ those of the first exam in all rows.

//| label: tbl-remedies
//| caption: The second exam by the three remedies, and what it would have been without holes.
//| fold: true
Table("estimate", "mean", "standard deviation", "correlation with the first") {
  let rows = [
    ("truth", Estimate(means: [60, 60], covariance: [[100, 80], [80, 100]])),
    ("all \(course.count), had they come", moments(course)), ("delete", dropped),
    ("fill with the mean", flat), ("maximum likelihood", likely),
  ]
  for (name, e) in rows {
    [name, "\(e.mean, decimals: 1)", "\(e.deviation, decimals: 1)", "\(e.correlation, decimals: 2)"]
  }
}

//| include: false
precondition(dropped.mean > 63 && abs(flat.mean - dropped.mean) < 1e-9)
precondition(flat.deviation < 8 && flat.correlation < 0.6)
precondition(abs(likely.mean - 60) < 1.5 && abs(likely.correlation - 0.8) < 0.05)

//: Deleting reports \(dropped.mean, decimals: 1) for a mean of 60. Filling keeps that error and adds two: with \(absent.count) students all at
//: one value the standard deviation falls to \(flat.deviation, decimals: 1), and the correlation to \(flat.correlation, decimals: 2). The third remedy reports \(likely.mean, decimals: 1), \(likely.deviation, decimals: 1) and
//: \(likely.correlation, decimals: 2), about what the whole course would have given. It never saw a single second exam of the absent. It saw that they were weak in the first, and how the two go together.

//: # MCAR, MAR, MNAR {#sec-mechanisms}
//:
//: Whether that can work depends on *why* the cells are missing. Let $X$ be the complete table and $M$ the mask, $M_{nd} = 1$ where a cell is missing. The mask splits the
//: table into what was observed, $X_o$, and what is missing, $X_m$. The mask has a distribution of its own, with parameters $\phi$.
//:
//: ::: {.definition #def-mechanisms title="Mechanisms"}
//: For the mask $M$ that occurred, cells are missing
//:
//: - **completely at random** (MCAR) if $P(M \mid X_o, X_m, \phi)$ is the same for all values of $X_o$ and $X_m$;
//: - **at random** (MAR) if, at the observed $X_o$, it is the same for all values of $X_m$;
//: - **not at random** (MNAR) otherwise.
//: :::
//:
//: The middle name misleads everybody once. "At random" does not mean haphazardly: our students stayed away for a reason. It means that the reason is in the
//: table. What was seen may decide what is missing; what was not seen may not decide it beyond that.

//: ::: {.theorem #thm-ignorable title="Ignorability (Rubin)"}
//: If cells are missing at random, and $\theta$ and $\phi$ have no parameter in common, the likelihood of $\theta$ from the observed cells and the mask is
//: proportional to $P(X_o \mid \theta)$. The mechanism need not be known.
//: :::
//:
//: ::: {.proof}
//: What was observed is $X_o$ and $M$. Sum over what was not:
//:
//: $$
//: \begin{aligned}
//: P(X_o, M \mid \theta, \phi) &= \int P(X_o, X_m \mid \theta)\, P(M \mid X_o, X_m, \phi)\, dX_m \\
//:   &= P(M \mid X_o, \phi) \int P(X_o, X_m \mid \theta)\, dX_m = P(M \mid X_o, \phi)\, P(X_o \mid \theta) .
//: \end{aligned}
//: $$
//:
//: The second line takes $P(M \mid X_o, X_m, \phi)$ out of the integral, as it is the same for all $X_m$. The first factor of the result does not contain
//: $\theta$.
//: :::
//:
//: The condition and the theorem are Rubin's [-@rubin1976]. Deletion has no such license: the complete rows are a fair sample under MCAR, in
//: general not under MAR.

//: ::: {.aside}
//: MAR cannot be tested from the table alone: whatever would refute it is missing. It must be argued for. A table with more columns makes the argument
//: easier, as more reasons are in it.
//: :::

//: # Five hundred courses {#sec-simulation}
//:
//: One course proves nothing. We take the same students through three mechanisms, which lose about the same number of cells,

let mechanisms: [(name: String, chance: (Exams) -> Double)] = [
  ("MCAR", { _ in 0.42 }),
  ("MAR", stayAway),
  ("MNAR", { logistic((58 - $0.second) / 4) }),
]

//| label: fig-mechanisms
//| caption: >-
//|   Who is missing. Half of the course under three mechanisms: a toss of a coin, the points of the first exam, the points of the second.
//|   Filled: the second exam is seen. Rings: it is not.
//| alt: >-
//|   Three scatter plots of the same points. Rings are all over the first, on the left side of the second, and at the bottom of the
//|   third.
//| fold: true
Figure(height: .inches(2.5)) {
  Row {
    for (index, (name, chance)) in mechanisms.enumerated() {
      let shown = course.prefix(150)
      let lost = shown.map { random.uniform() < chance($0) }
      let seen = zip(shown, lost).filter { !$1 }.map(\.0)
      let unseen = zip(shown, lost).filter { $1 }.map(\.0)
      Chart(name) {
        PointMark(x: unseen.map(\.first), y: unseen.map(\.second)).foregroundStyle(.series(2))
          .symbol(.ring).symbolSize(3.4).opacity(0.8)
        PointMark(x: seen.map(\.first), y: seen.map(\.second)).foregroundStyle(.series(1))
          .symbolSize(2.8).opacity(0.7)
      }
      .xAxis("first exam", domain: 30...92)
      .yAxis(index == 0 ? "second exam" : nil, domain: 28...92, hidden: index > 0)
    }
  }
}

//: and repeat that for five hundred courses of three hundred students.

typealias Remedy = ([Exams], [Bool]) -> Estimate
let remedies: [(name: String, estimate: Remedy)] = [
  ("delete", deleted), ("fill", filled), ("likelihood", likeliest),
]
var results: [[[Estimate]]] = mechanisms.map { _ in remedies.map { _ in [] } }
for _ in 0..<500 {
  let course = sit(300, &random)
  for (m, mechanism) in mechanisms.enumerated() {
    let missing = course.map { random.uniform() < mechanism.chance($0) }
    for (r, remedy) in remedies.enumerated() {
      results[m][r].append(remedy.estimate(course, missing))
    }
  }
}

//| label: fig-simulation
//| caption: >-
//|   The estimated mean of the second exam in 500 courses, by mechanism and remedy; the truth is 60. Filling with the mean has the same means as deleting, and
//|   its curve is hidden under the other.
//| alt: >-
//|   Three panels of bell curves. Under MCAR all are centered at 60, that of the likelihood is narrower. Under MAR the likelihood's is centered at 60 and the
//|   other near 65. Under MNAR the other is near 66 and the likelihood's near 63.
//| fold: true
Figure(height: .inches(2.3)) {
  Row {
    for (m, mechanism) in mechanisms.enumerated() {
      Chart(mechanism.name) {
        RuleMark(x: 60).foregroundStyle(.ink).lineStyle(dash: [4, 3])
        DensityMark(results[m][0].map(\.mean)).foregroundStyle(.series(2)).label("delete, fill")
        DensityMark(results[m][2].map(\.mean)).foregroundStyle(.series(1)).label("likelihood")
      }
      .xAxis("estimated mean", domain: 57...69).yAxis(hidden: true)
      .legend(m == 1 ? .bottom : .none)
    }
  }
}

//| label: tbl-simulation
//| caption: >-
//|   Averages over the 500 courses. The truth is 60, 10 and 0.80. Where a number is off by more than 2 %, it is bold.
//| fold: true
func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
func judged(_ value: Double, _ truth: Double, _ text: String) -> String {
  abs(value / truth - 1) > 0.02 ? "**\(text)**" : text
}
Table("mechanism", "remedy", "mean", "standard deviation", "correlation") {
  for (m, mechanism) in mechanisms.enumerated() {
    for (r, remedy) in remedies.enumerated() {
      let mean = average(results[m][r].map(\.mean))
      let deviation = average(results[m][r].map(\.deviation))
      let correlation = average(results[m][r].map(\.correlation))
      [
        r == 0 ? mechanism.name : "", remedy.name, judged(mean, 60, "\(mean, decimals: 1)"),
        judged(deviation, 10, "\(deviation, decimals: 1)"),
        judged(correlation, 0.8, "\(correlation, decimals: 2)"),
      ]
    }
  }
}

//| include: false
func spread(_ m: Int, _ r: Int) -> Double {
  let means = results[m][r].map(\.mean)
  let center = average(means)
  return average(means.map { ($0 - center) * ($0 - center) }).squareRoot()
}
precondition(abs(average(results[1][2].map(\.mean)) - 60) < 0.1)
precondition(abs(average(results[0][0].map(\.mean)) - 60) < 0.1)
precondition(average(results[1][0].map(\.mean)) > 63)
precondition(average(results[2][2].map(\.mean)) > 61.5)
precondition(spread(0, 2) < spread(0, 0))

//: @tbl-simulation says which remedy may be used when. Deleting is right under MCAR, and wasteful: its means scatter with a standard deviation of
//: \(spread(0, 0), decimals: 2), those of the likelihood with \(spread(0, 2), decimals: 2), because the first exams of the absent are not thrown away. Filling
//: with the mean is wrong always. The likelihood is right under MCAR and MAR. Under MNAR everything is wrong, the likelihood
//: least; what helps there is not an algorithm but knowledge of the mechanism, which has to become a part of the model.

//: # Exercises {#sec-exercises-1}

//| include: false
let share = Double(came.count) / Double(course.count)
precondition(abs(flat.covariance[1][1] - share * dropped.covariance[1][1]) < 1e-9)

//: **1.** By which factor does filling with the mean shrink the variance?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By the share of cells that were seen. The sum of squares around the mean stays what it was, and is divided by all rows instead of the complete ones. Here the share is
//: \(share, decimals: 3), and $\(share, decimals: 3) \cdot \(dropped.covariance[1][1], decimals: 2) = \(flat.covariance[1][1], decimals: 2)$.
//: :::

//: **2.** A thermometer shows no values above 40 degrees. MCAR, MAR or MNAR? And if a second thermometer beside it shows everything, and the first is
//: switched off by hand whenever the *second* exceeds 40?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The first is MNAR: the value that is missing decides that it is. The second is MAR, because the deciding value is in the table. The two can lose
//: exactly the same cells; the definition is about the reason and not about the pattern.
//: :::

//: **3.** Under MAR, is the *regression* of the second exam on the first, fitted to the complete rows, biased?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: No. Given the first exam, presence says nothing about the second, so among students of equal first exams those who came are a fair sample.
//: That is what @eq-anderson uses: the line from those who came, the average over all.
//: :::
