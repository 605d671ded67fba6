//: ---
//: title: Variants
//: ---

//| include: false
import DataSets
import Foundation
import Notebook
import Plotting
import Statistics

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - what to do when the M-step has no closed form (ECM);
//: - when data arrive one by one (online EM);
//: - when the E-step has no closed form (Monte Carlo EM).
//: :::
//:
//: # ECM: one block of parameters at a time {#sec-ecm}
//:
//: If the M-step has no closed form, divide the parameters into blocks and maximize the expected complete-data log-likelihood over one block at a time, with the others fixed [@meng1993]. Each such *conditional maximization* raises the bound or leaves it, so the
//: monotonicity theorem holds. [Student's distribution](../robust-and-counts/index.html#sec-degrees) is an example: first location and scale, for which there are formulas, then the degrees of freedom by a one-dimensional search.
//:
//: # Online EM: one row at a time {#sec-online}
//:
//: In an exponential family the M-step needs only [expected sufficient statistics](#sec-families). Online EM keeps a running average of them [@cappe2009]. For the $n$-th row it computes the expected statistics $\bar T_n$ under the current parameters, updates
//:
//: $$ s \leftarrow (1 - \gamma_n)\, s + \gamma_n\, \bar T_n , \qquad \gamma_n = n^{-0.6} , $$ {#eq-online}
//:
//: and applies the M-step to $s$. The row can then be discarded. Incremental EM [@neal1998] is similar, but stores the statistics of every row and never lowers the bound.
//:
//: As an example we estimate the two means of a mixture with equal weights and standard deviation one:

struct OnlineMixture {
  var means: [Double]
  var rows = 0
  var sumOfShares = [0.5, 0.5]  // the running averages s
  var sumOfRows: [Double]

  init(means: [Double]) {
    self.means = means
    sumOfRows = means.map { 0.5 * $0 }
  }

  mutating func observe(_ x: Double) {
    let densities = means.map { Normal(mean: $0).density(x) }  // E-step
    let total = densities[0] + densities[1]
    rows += 1
    let weight = pow(Double(rows), -0.6)
    for k in 0..<2 {
      let share = densities[k] / total
      sumOfShares[k] += weight * (share - sumOfShares[k])
      sumOfRows[k] += weight * (share * x - sumOfRows[k])
      if rows > 20 { means[k] = sumOfRows[k] / sumOfShares[k] }  // M-step
    }
  }
}

//| fold: true
var random = SplitMix64(seed: 41)
let stream = (0..<20_000).map { _ in
  (random.uniform() < 0.5 ? -1.0 : 2.0) + random.standardNormal()
}
var online = OnlineMixture(means: [0, 1])
var seen: [(row: Int, means: [Double])] = []
for (n, x) in stream.enumerated() {
  online.observe(x)
  if n + 1 >= 20 && (n + 1) % max(1, (n + 1) / 50) == 0 { seen.append((n + 1, online.means)) }
}
// Batch EM on the same rows.
var batch = [0.0, 1]
for _ in 1...200 {
  var (shares, sums) = ([0.0, 0], [0.0, 0])
  for x in stream {
    let densities = batch.map { Normal(mean: $0).density(x) }
    for k in 0..<2 {
      let share = densities[k] / (densities[0] + densities[1])
      shares[k] += share
      sums[k] += share * x
    }
  }
  batch = [sums[0] / shares[0], sums[1] / shares[1]]
}

//| include: false
precondition(zip(online.means, batch).allSatisfy { abs($0 - $1) < 0.08 })
precondition(zip(batch, [-1.0, 2]).allSatisfy { abs($0 - $1) < 0.05 })

//| label: fig-online
//| caption: Online EM. The two means after each row of a stream of 20 000 rows. Dashed: the true means, $-1$ and $2$.
//| alt: Two jagged curves over a logarithmic axis of rows that start at 0 and 1 and settle at two dashed lines, minus one and two.
//| fold: true
Figure(
  Chart {
    for mean in [-1.0, 2] { RuleMark(y: mean).lineStyle(dash: [4, 3]) }
    for k in 0..<2 {
      LineMark(x: seen.map { Double($0.row) }, y: seen.map { $0.means[k] }).foregroundStyle(.series(k + 1))
        .lineStyle(width: 1.4)
    }
  }.xAxis("rows seen", scale: .log).yAxis("means"), height: .inches(2.4))

//: After one pass the means are \(online.means[0], decimals: 2) and \(online.means[1], decimals: 2) (@fig-online). Two hundred iterations of EM over all rows give \(batch[0], decimals: 2) and \(batch[1], decimals: 2).
//:
//: # Monte Carlo EM {#sec-mcem}
//:
//: If the expectations of the E-step have no closed form, average over draws from the posterior [@wei1990]:
//:
//: $$
//: \begin{aligned}
//: \operatorname{E}[T(X, Z) \mid X, \theta_t] &\approx \frac{1}{J} \sum_{j=1}^{J} T(X, Z^{(j)}) , \\
//: Z^{(j)} &\sim P(Z \mid X, \theta_t) .
//: \end{aligned}
//: $$ {#eq-mcem}
//:
//: The draws often come from a Markov chain. The estimates now fluctuate about a maximum, and the likelihood can fall. One increases $J$ as EM proceeds, or averages the last iterates. With $J = 1$ this is *stochastic EM*.
//:
//: We use the [genetic linkage](../your-own-model/index.html) data, where the exact E-step is known. The hidden count is binomial, so we can draw it:

func monteCarloPath(draws: Int, using random: inout SplitMix64) -> [Double] {
  var (theta, path) = (0.5, [Double]())
  for _ in 1...400 {
    let share = theta / (2 + theta)
    var total = 0
    for _ in 0..<draws * 125 where random.uniform() < share { total += 1 }
    let hidden = Double(total) / Double(draws)  // E-step, by simulation
    theta = (hidden + 34) / (hidden + 72)  // M-step
    path.append(theta)
  }
  return Array(path.dropFirst(100))
}
let sizes = [1, 10, 100]
let paths = sizes.map { monteCarloPath(draws: $0, using: &random) }

//| label: tbl-mcem
//| caption: Monte Carlo EM on the linkage data. Mean and standard deviation of iterates 101 to 400 for different numbers of draws. Exact EM converges to 0.6268.
//| fold: true
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
func deviation(_ values: [Double]) -> Double {
  let center = mean(values)
  return mean(values.map { ($0 - center) * ($0 - center) }).squareRoot()
}
Table("draws $J$", "mean", "standard deviation") {
  for (size, path) in zip(sizes, paths) {
    ["\(size)", "\(mean(path), decimals: 4)", "\(deviation(path), decimals: 4)"]
  }
}

//| include: false
precondition(GeneticLinkage.counts == [125, 18, 20, 34])
let limit = (15 + Double(15 * 15 + 4 * 197 * 68).squareRoot()) / 394
precondition(abs(limit - 0.6268) < 5e-5 && paths.allSatisfy { abs(mean($0) - limit) < 0.005 })
precondition((2...5).contains(deviation(paths[0]) / deviation(paths[1])))
precondition((2...5).contains(deviation(paths[1]) / deviation(paths[2])))

//: The standard deviation shrinks like $1 / \sqrt J$.
//:
//: # Summary {#sec-summary-4}
//:
//: ECM replaces a difficult M-step by several easy ones. Online EM replaces a pass over all data by a running average. Monte Carlo EM replaces exact expectations by draws; its iterates fluctuate, and the
//: likelihood is no longer monotone.
//:
//: # Exercises {#sec-exercises-4}
//:
//: **1.** *Easy.* Why does ECM keep the monotonicity of EM?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: The proof needs only that the M-step does not lower the bound. Maximizing over one block with the others fixed cannot lower it.
//: :::
//:
//: **2.** *Medium.* In @eq-online, which $\gamma_n$ gives the plain average of all $\bar T_n$? Why is it a poor choice here?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\gamma_n = 1/n$. It gives the early rows, whose expectations were computed with poor parameters, the same weight as the later ones. With $n^{-0.6}$ they are forgotten.
//: :::
