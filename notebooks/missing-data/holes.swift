//: ---
//: title: What missing values do
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: Three hundred students take two exams. Everyone takes the first. Many who do badly in it do not
//: come to the second. What is the mean of the second exam, not among those who took it, but in the whole course?
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - what goes wrong when incomplete rows are deleted or filled with means;
//: - when the reason for missing values may be ignored (MCAR, MAR, MNAR);
//: - EM for a normal distribution with missing values, and why it is more than filling in (next chapter).
//:
//: Read chapters 1 and 3 of [*The EM algorithm*](../em-algorithm/index.html) first. Symbols are listed in [*Notation*](../notation/index.html).
//: :::
//:
//: We simulate the course, so we know the answer. Both exams have mean 60 and standard deviation 10, and their correlation is 0.8.

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

//: The last line is the probability of staying away: one half at 58 points in the first exam, and higher
//: for fewer points.

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

//: @fig-remedies shows three ways to treat the missing exams: delete these students, give them the average, or use
//: what the first exam says about the second.

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
//|   The course with \(isMissing.count { $0 }) of \(course.count) second exams missing. Blue: students who came. Orange: absent students, as each remedy treats
//|   them. The ellipses should contain 90 % of the course: dashed the truth, solid the estimate.
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

//: # Three remedies {#sec-three}
//:
//: *Delete* the incomplete rows. *Fill* each gap with the average of those who came. Or *maximize the likelihood* of
//: everything that was observed, including the first exams of absent students.

//: When only the second column has gaps, the maximum has a closed form [@anderson1957]. Estimate the conditional distribution of the second exam given the first
//: from the complete rows, and average it over the first exams of *all* students:
//:
//: $$
//: \begin{aligned}
//: b &= \frac{s_{12}}{s_{11}} , & \hat\mu_2 &= \bar x_2 + b\, (\hat\mu_1 - \bar x_1) , \\
//: \hat\Sigma_{12} &= b\, \hat\Sigma_{11} , & \hat\Sigma_{22} &= s_{22} + b^2 (\hat\Sigma_{11} - s_{11}) .
//: \end{aligned}
//: $$ {#eq-anderson}
//:
//: Here $\bar x$ and $s$ are the mean and covariance of the complete rows, and $\hat\mu_1$ and $\hat\Sigma_{11}$ are the mean and variance of the first exam in all rows.

//| label: tbl-remedies
//| caption: The second exam according to the three remedies, and the values without missing exams.
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

//: Deletion reports a mean of \(dropped.mean, decimals: 1) instead of 60. Filling repeats this error and adds two more: with \(absent.count) students at the
//: same value, the standard deviation falls to \(flat.deviation, decimals: 1) and the correlation to \(flat.correlation, decimals: 2). Maximum likelihood reports \(likely.mean, decimals: 1), \(likely.deviation, decimals: 1) and
//: \(likely.correlation, decimals: 2), about what the whole course would have given. It uses the low first exams of the absent students, and the relation between the two exams.

//: # MCAR, MAR, MNAR {#sec-mechanisms}
//:
//: Whether this can work depends on *why* cells are missing. Let $X$ be the complete table and $R$ the mask: $R_{nd} = 1$ where a cell is missing. The mask splits the
//: table into the observed part $X_o$ and the missing part $X_m$. It has a distribution of its own, with parameters $\phi$.
//:
//: ::: {.definition #def-mechanisms title="Mechanisms"}
//: Given the mask $R$ that occurred, cells are missing
//:
//: - **completely at random** (MCAR) if $P(R \mid X_o, X_m, \phi)$ is the same for all values of $X_o$ and $X_m$;
//: - **at random** (MAR) if, at the observed $X_o$, it is the same for all values of $X_m$;
//: - **not at random** (MNAR) otherwise.
//: :::
//:
//: The name MAR is misleading. "At random" does not mean haphazard: our students stayed away for a reason. It means that the reason is in the
//: table. Whether a value is missing may depend on observed values, but not, given those, on unobserved ones.

//: ::: {.theorem #thm-ignorable title="Ignorability (Rubin)"}
//: If cells are missing at random, and $\theta$ and $\phi$ are *distinct* (every $\theta$ can occur together with every $\phi$), then the likelihood of $\theta$ from the observed cells and the mask is
//: proportional to $P(X_o \mid \theta)$. The mechanism need not be known.
//: :::
//:
//: ::: {.proof}
//: We observed $X_o$ and $R$. Integrate over the missing values:
//:
//: $$
//: \begin{aligned}
//: & P(X_o, R \mid \theta, \phi) \\
//: &\quad = \int P(X_o, X_m \mid \theta)\, P(R \mid X_o, X_m, \phi)\, dX_m \\
//: &\quad = P(R \mid X_o, \phi) \int P(X_o, X_m \mid \theta)\, dX_m \\
//: &\quad = P(R \mid X_o, \phi)\, P(X_o \mid \theta) .
//: \end{aligned}
//: $$
//:
//: The second step takes $P(R \mid X_o, X_m, \phi)$ out of the integral, because it is the same for all $X_m$. The first factor of the result does not depend on
//: $\theta$, and since the parameters are distinct, knowing it does not restrict $\theta$.
//: :::
//:
//: The definitions and the theorem are due to Rubin [-@rubin1976]. Deletion is justified only under MCAR: then the complete rows are a random sample of all rows. Under MAR they generally are
//: not.

//: ::: {.aside}
//: MAR cannot be tested from the table alone, because the evidence against it would be in the missing cells. It needs an argument. A table with more columns makes the argument
//: easier, because it contains more of the possible reasons.
//: :::

//: # Five hundred courses {#sec-simulation}
//:
//: One course proves nothing. We consider three mechanisms that lose about the same number of cells:

let mechanisms: [(name: String, chance: (Exams) -> Double)] = [
  ("MCAR", { _ in 0.42 }),
  ("MAR", stayAway),
  ("MNAR", { logistic((58 - $0.second) / 4) }),
]

//| label: fig-mechanisms
//| caption: >-
//|   Half of the course under three mechanisms. Second exams are missing independently of everything (MCAR), depending on the first exam (MAR), or depending on the second (MNAR).
//|   Filled: the second exam is observed. Rings: it is missing.
//| alt: >-
//|   Three scatter plots of the same points. Rings are everywhere in the first, on the left side of the second, and at the bottom of the
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

//: We repeat this for five hundred courses of three hundred students.

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
//|   The estimated mean of the second exam in 500 courses, by mechanism and remedy. The dashed line is the truth, 60. Filling with the mean gives the same means as deleting.
//| alt: >-
//|   Three panels of bell curves. Under MCAR all are centered at 60, and that of the likelihood is narrower. Under MAR the likelihood's is centered at 60 and the
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
//|   Averages over the 500 courses. The true values are 60, 10 and 0.80. Bold numbers are off by more than 2 %.
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

//: @tbl-simulation shows which remedy works when. Deletion is right under MCAR, but wasteful: its means vary with a standard deviation of
//: \(spread(0, 0), decimals: 2), those of maximum likelihood with \(spread(0, 2), decimals: 2), because deletion discards the first exams of absent students. Filling
//: with the mean is always wrong. Maximum likelihood is right under MCAR and MAR. Under MNAR everything is wrong, maximum likelihood
//: least. No algorithm repairs that: one needs to know the mechanism and include it in the model.
//:
//: # Summary {#sec-summary-1}
//:
//: Deleting rows is justified only if values are missing completely at random; filling with means is never justified. If values are missing at random, the likelihood of the observed cells is enough.
//: Otherwise the mechanism must become part of the model.

//: # Exercises {#sec-exercises-1}

//| include: false
let share = Double(came.count) / Double(course.count)
precondition(abs(flat.covariance[1][1] - share * dropped.covariance[1][1]) < 1e-9)

//: **1.** *Easy.* By what factor does filling with the mean shrink the variance?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By the share of observed cells. The sum of squares about the mean stays the same, but is divided by the number of all rows instead of the complete ones. Here the share is
//: \(share, decimals: 3), and $\(share, decimals: 3) \cdot \(dropped.covariance[1][1], decimals: 2) = \(flat.covariance[1][1], decimals: 2)$.
//: :::

//: **2.** *Easy.* A thermometer shows no values above 40 degrees. Is this MCAR, MAR or MNAR? And what if a second thermometer shows everything, and the first is
//: switched off whenever the *second* exceeds 40?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The first case is MNAR: the missing value itself decides. The second is MAR, because the deciding value is in the table. Both can lose
//: exactly the same cells. The definition is about the reason, not about the pattern.
//: :::

//: **3.** *Medium.* Under MAR, is the *regression* of the second exam on the first, fitted to the complete rows, biased?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: No. Given the first exam, absence does not depend on the second. So among students with the same first exam, those who came are a random sample.
//: This is what @eq-anderson uses: the line from those who came, averaged over all.
//: :::
