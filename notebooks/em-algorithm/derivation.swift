//: ---
//: title: The derivation
//: ---

//| include: false
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: Often some of what determines our data was not recorded: which of two coins was tossed, which species a
//: flower belongs to, an answer that a patient did not give. If we knew it, estimating the model
//: would be easy. EM [@dempster1977] alternates between two steps: it completes the data as far as
//: the current model allows, and it estimates the model from the completed data. This chapter derives
//: the algorithm from one identity. It also *evaluates* each line of the derivation on random models and reports the largest error.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - why the log-likelihood is a lower bound plus a Kullback–Leibler divergence;
//: - what each step of EM does to the two parts, and why the likelihood never falls;
//: - what EM does not promise.
//:
//: You need sums, logarithms and Bayes' rule. [*Two coins*](../two-coins/index.html) is a gentle first example; all symbols
//: are listed in [*Notation*](../notation/index.html).
//: :::
//:
//: @fig-touch is the whole idea. The curve is the log-likelihood of twenty numbers under a mixture of two normal distributions, one
//: centered at zero, the other at an unknown $\mu$. Its maximum is hard to find directly. But at any $\mu_t$ we can construct a simpler curve that
//: touches it there and lies below it everywhere else. Move to the maximum of the simpler curve: the log-likelihood is at least as high there. Then repeat.

//| include: false
var random = SplitMix64(seed: 3)
let points = (0..<20).map { n in
  random.standardNormal() + (n < 8 ? 0 : n < 13 ? -2.5 : 3)
}

/// The log density of a normal distribution of unit variance.
func logNormal(_ x: Double, mean: Double) -> Double {
  -0.5 * (x - mean) * (x - mean) - 0.5 * log(2 * Double.pi)
}
func logLikelihood(_ mu: Double) -> Double {
  points.reduce(0) {
    $0 + log(0.5 * exp(logNormal($1, mean: 0)) + 0.5 * exp(logNormal($1, mean: mu)))
  }
}
/// Q: the probability that each point comes from the second component.
func posterior(_ mu: Double) -> [Double] {
  points.map { 1 / (1 + exp(logNormal($0, mean: 0) - logNormal($0, mean: mu))) }
}
func bound(_ q: [Double], _ mu: Double) -> Double {
  zip(points, q).reduce(0) { sum, pair in
    let (x, q) = pair
    let inside = q * (log(0.5) + logNormal(x, mean: mu) - log(q))
    let outside = (1 - q) * (log(0.5) + logNormal(x, mean: 0) - log(1 - q))
    return sum + inside + outside
  }
}
func mStep(_ q: [Double]) -> Double {
  zip(points, q).reduce(0) { $0 + $1.0 * $1.1 } / q.reduce(0, +)
}
var path = [0.1]
for _ in 1...5 { path.append(mStep(posterior(path.last!))) }
let grid = (0...165).map { -5 + 11 * Double($0) / 165 }
let curve = grid.map(logLikelihood)
let floorLevel = curve.min()! - 2
// The claim of the text: below everywhere, touching at the parameters of the E-step.
for mu in path {
  let q = posterior(mu)
  precondition(zip(grid, curve).allSatisfy { bound(q, $0) <= $1 + 1e-9 })
  precondition(abs(bound(q, mu) - logLikelihood(mu)) < 1e-10)
}
// And of the caption: from further left EM climbs the lower hump.
var other = -0.6
for _ in 1...50 { other = mStep(posterior(other)) }
precondition(other < -2 && logLikelihood(other) < logLikelihood(path.last!) - 5)

//| label: fig-touch
//| fold: true
//| caption: >-
//|   The log-likelihood $\ell(\mu)$ and the bound that touches it at the current $\mu_t$. An E-step constructs the bound; an
//|   M-step moves to its maximum; the gap that opens there is the divergence. (Started further left,
//|   EM would have ended on the lower peak.)
//| alt: >-
//|   A curve with a low peak on the left and a higher one near three. Under it a parabola touches the
//|   curve at a point; in each step the point moves to the parabola's maximum, and a new parabola touches there,
//|   until the point is on the high peak.
//| height: 3
try Steps(
  0..<11,
  names: (0..<11).map { step in
    step % 2 == 0 ? "E-step: bound at μ\(step / 2)" : "M-step: move to μ\(step / 2 + 1)"
  }
) { step in
  let (t, hasMoved) = (step / 2, step % 2 == 1)
  let q = posterior(path[t])
  let mu = path[hasMoved ? t + 1 : t]
  let lower = grid.map { bound(q, $0) }
  let inside = grid.indices.filter { lower[$0] > floorLevel }
  return Figure(
    Chart {
      LineMark(x: grid, y: curve).foregroundStyle(.ink).label(#"$\ell(\mu)$"#)
      LineMark(x: inside.map { grid[$0] }, y: inside.map { lower[$0] })
        .foregroundStyle(.series(1)).label(#"$\mathcal{L}(Q_t, \mu)$"#)
      LineMark(x: [mu, mu], y: [bound(q, mu), logLikelihood(mu)])
        .foregroundStyle(.series(2)).label(#"$\mathrm{KL}(Q_t \,\|\, P(Z \mid X, \mu))$"#)
      PointMark(x: [mu], y: [bound(q, mu)]).foregroundStyle(.series(1)).symbolSize(6)
    }
    .xAxis(#"$\mu$"#, domain: -5...6).yAxis("nats", domain: floorLevel...(curve.max()! + 2))
    .legend(.bottom))
}

//: {{< include derivation.md#sec-kl >}}

//: ## What the wrong code costs {#sec-price}
//:
//: Four symbols have the probabilities $Q$, but the code was made for the probabilities $P$. All of them are powers of one half, so each code
//: is perfect for its own distribution and all lengths are whole numbers of bits.

let symbols = ["a", "b", "c", "d"]
let Q = [0.5, 0.25, 0.125, 0.125]
let P = [0.25, 0.125, 0.125, 0.5]
let codeForQ = ["0", "10", "110", "111"]
let codeForP = ["10", "110", "111", "0"]

func divergence(_ q: [Double], _ p: [Double]) -> Double {
  zip(q, p).reduce(0) { sum, pair in
    let (q, p) = pair
    return q == 0 ? sum : sum + q * log(q / p)
  }
}
let nats = divergence(Q, P)
let bits = nats / log(2)

//| label: tbl-codes
//| fold: true
//| caption: >-
//|   Two codes for four symbols. If symbols are drawn from $Q$, the average length is \(lengthQ, decimals: 3) bits with the first code and \(lengthP, decimals: 3) bits
//|   with the second.
let lengthQ = zip(Q, codeForQ).reduce(0) { $0 + $1.0 * Double($1.1.count) }
let lengthP = zip(Q, codeForP).reduce(0) { $0 + $1.0 * Double($1.1.count) }
precondition(abs(lengthP - lengthQ - bits) < 1e-15)
Table("symbol", "$Q$", "code for $Q$", "$P$", "code for $P$") {
  for s in symbols.indices {
    [
      symbols[s], "\(Q[s], decimals: 3)", "`\(codeForQ[s])`",
      "\(P[s], decimals: 3)", "`\(codeForP[s])`",
    ]
  }
}

//: With the second code a symbol takes \(lengthP - lengthQ, decimals: 3) bits too many, and @eq-kl gives
//: $\operatorname{KL}(Q \,\|\, P) = \(nats, decimals: 4)$ nats, which is \(bits, decimals: 3) bits. A long message confirms it:

let message = (0..<100_000).map { _ in random.index(weights: Q) }
let excess = message.reduce(0) {
  $0 + codeForP[$1].count - codeForQ[$1].count
}

//: The 100 000 symbols, drawn from $Q$, took \(Double(excess) / Double(message.count), decimals: 3) bits more per symbol with the code for $P$. In the other direction,
//: $\operatorname{KL}(P \,\|\, Q) = \(divergence(P, Q) / log(2), decimals: 3)$ bits: the divergence is not symmetric.

//| include: false
precondition(message.count == 100_000)
precondition(abs(Double(excess) / Double(message.count) - bits) < 0.02)
precondition(abs(divergence(P, Q) / log(2) - 0.625) < 1e-15)
func randomDistribution(_ count: Int, concentration: Double = 1) -> [Double] {
  Dirichlet(concentrations: Array(repeating: concentration, count: count))
    .sample(using: &random)
}
let trials = 1000
var smallest = Double.infinity
var largestOfEqual = 0.0
for _ in 1...trials {
  let size = 2 + random.integer(below: 19)
  let (q, p) = (randomDistribution(size), randomDistribution(size))
  smallest = min(smallest, divergence(q, p))
  largestOfEqual = max(largestOfEqual, abs(divergence(q, q)))
}
precondition(smallest > 0 && largestOfEqual == 0)

//: ::: {.aside}
//: @thm-gibbs on \(trials) random pairs of distributions over 2 to 20 symbols: the smallest divergence was \(smallest, digits: 2), and that of a distribution from itself
//: was always \(largestOfEqual, digits: 1).
//: :::
//:
//: {{< include derivation.md#sec-identity >}}

//: ## The decomposition in numbers {#sec-chain-numbers}
//:
//: A random model is a table $P(X, z)$ with random entries. For \(trials) such models, with 2 to 12 values of $z$ and a random $Q$,
//: we evaluate each line of @eq-chain independently of the others.

func linesOfTheChain(joint: [Double], _ q: [Double]) -> [Double] {
  let evidence = joint.reduce(0, +)  // P(X | θ)
  let posterior = joint.map { $0 / evidence }  // P(z | X, θ)
  func sum(_ term: (Int) -> Double) -> Double {
    q.indices.reduce(0) { $0 + term($1) }
  }
  return [
    divergence(q, posterior),
    sum { z in q[z] * log(q[z] / posterior[z]) },
    sum { z in q[z] * log(q[z] * evidence / joint[z]) },
    sum { z in q[z] * log(q[z] / joint[z]) }
      + log(evidence) * sum { q[$0] },
    -sum { z in q[z] * log(joint[z] / q[z]) } + log(evidence),
  ]
}

//| include: false
var differences = [0.0, 0, 0, 0, 0]
for _ in 1...trials {
  let size = 2 + random.integer(below: 11)
  // One column of a joint table over X and Z.
  let joint = randomDistribution(3 * size).prefix(size).map { $0 }
  let lines = linesOfTheChain(joint: joint, randomDistribution(size))
  for line in 1..<5 {
    differences[line] = max(differences[line], abs(lines[line] - lines[line - 1]))
  }
}
precondition(differences.allSatisfy { $0 < 1e-12 })

//| label: tbl-chain
//| fold: true
//| caption: >-
//|   Each line of @eq-chain compared with the line above it: the reason, and the largest difference in \(trials) random models. Double precision
//|   has about sixteen digits.
let reasons = [
  ("$\\operatorname{KL}(Q \\,\\|\\, P(Z \\mid X, \\theta))$", "the quantity in question"),
  ("the sum over $z$", "definition of the divergence"),
  ("$P(X \\mid \\theta)$ appears", "definition of a conditional probability"),
  ("$\\log P(X \\mid \\theta)$ alone", "it does not depend on $z$"),
  ("minus bound, plus log-likelihood", "$Q$ sums to one, $-\\log a = \\log \\tfrac{1}{a}$"),
]
Table("line", "what it says", "reason", "largest difference") {
  for (line, (what, why)) in reasons.enumerated() {
    ["\(line + 1)", what, why, line == 0 ? "" : "\(differences[line], digits: 1)"]
  }
}

//: {{< include derivation.md#sec-em >}}

//: ## Both steps in numbers {#sec-handles}
//:
//: For the M-step we need a model with parameters. Let each row of the data be a person's answers to three yes-or-no questions. The hidden variable is the person's
//: class, one of two; given the class, the answers are independent.

//| fold: true
/// The expectation of some values under a distribution.
func mean(_ values: [Double], under q: [Double]) -> Double {
  zip(q, values).map { q, value in q * value }.reduce(0, +)
}

struct LatentClasses {
  var weights: [Double]  // P(z)
  var yes: [[Double]]  // P(answer j is yes | z)

  /// P(x, z) for each class z.
  func joint(_ row: [Bool]) -> [Double] {
    weights.indices.map { z in
      let factors = zip(row, yes[z]).map { answer, p in answer ? p : 1 - p }
      return weights[z] * factors.reduce(1, *)
    }
  }
}

//: The E-step is Bayes' rule. The M-step counts fractions of people:

extension LatentClasses {
  func eStep(_ rows: [[Bool]]) -> [[Double]] {
    rows.map { row in
      let joint = joint(row)
      let evidence = joint.reduce(0, +)
      return joint.map { $0 / evidence }
    }
  }

  static func mStep(_ rows: [[Bool]], _ Q: [[Double]]) -> LatentClasses {
    let answers = rows[0].indices
    let counts = [0, 1].map { z in Q.map { $0[z] }.reduce(0, +) }
    func share(ofClass z: Int, sayingYesTo j: Int) -> Double {
      let yes = zip(rows, Q).map { row, q in row[j] ? q[z] : 0 }
      return yes.reduce(0, +) / counts[z]
    }
    return LatentClasses(
      weights: counts.map { $0 / Double(rows.count) },
      yes: [0, 1].map { z in
        answers.map { j in share(ofClass: z, sayingYesTo: j) }
      })
  }
}

//: The folded cell computes the three quantities of @eq-decomposition and @eq-split.

//| fold: true
extension LatentClasses {
  func logLikelihood(_ rows: [[Bool]]) -> Double {
    rows.map { log(joint($0).reduce(0, +)) }.reduce(0, +)
  }

  func expectedCompleteLogLikelihood(
    _ rows: [[Bool]], _ Q: [[Double]]
  ) -> Double {
    zip(rows, Q).map { row, q in mean(joint(row).map { log($0) }, under: q) }
      .reduce(0, +)
  }

  func divergence(_ Q: [[Double]], _ rows: [[Bool]]) -> Double {
    zip(Q, eStep(rows)).map { q, posterior in
      mean(zip(q, posterior).map { log($0 / $1) }, under: q)
    }.reduce(0, +)
  }
}

func entropy(_ Q: [[Double]]) -> Double {
  -Q.map { q in mean(q.map { log($0) }, under: q) }.reduce(0, +)
}

//| include: false
func randomClasses() -> LatentClasses {
  LatentClasses(
    weights: randomDistribution(2, concentration: 3),
    yes: (0..<2).map { _ in (0..<3).map { _ in randomDistribution(2, concentration: 2)[0] } })
}
func randomRows(_ count: Int) -> [[Bool]] {
  let world = randomClasses()
  return (0..<count).map { _ in
    let z = random.index(weights: world.weights)
    return world.yes[z].map { random.uniform() < $0 }
  }
}
var gap = (touch: 0.0, split: 0.0, decomposition: 0.0)
var (bestOfOtherQ, bestOfOtherTheta) = (-Double.infinity, -Double.infinity)
let worlds = 100
for _ in 1...worlds {
  let rows = randomRows(30)
  let theta = randomClasses()
  let q = theta.eStep(rows)
  let l = theta.logLikelihood(rows)
  let bound = theta.expectedCompleteLogLikelihood(rows, q) + entropy(q)
  gap.touch = max(gap.touch, abs(bound - l))
  let top = LatentClasses.mStep(rows, q)
  let atTheTop = top.expectedCompleteLogLikelihood(rows, q)
  for _ in 1...20 {
    let otherQ = rows.map { _ in randomDistribution(2) }
    let other = theta.expectedCompleteLogLikelihood(rows, otherQ) + entropy(otherQ)
    let direct = zip(rows, otherQ).reduce(0) { sum, pair in
      zip(pair.1, theta.joint(pair.0)).reduce(sum) { $0 + $1.0 * log($1.1 / $1.0) }
    }
    bestOfOtherQ = max(bestOfOtherQ, other - l)
    gap.split = max(gap.split, abs(other - direct))
    gap.decomposition = max(
      gap.decomposition, abs(direct + theta.divergence(otherQ, rows) - l))
    let elsewhere = randomClasses().expectedCompleteLogLikelihood(rows, q)
    bestOfOtherTheta = max(bestOfOtherTheta, elsewhere - atTheTop)
  }
}
precondition(gap.touch < 1e-11 && gap.split < 1e-11 && gap.decomposition < 1e-11)
precondition(bestOfOtherQ < 0 && bestOfOtherTheta < 0)

//| label: tbl-handles
//| fold: true
//| caption: >-
//|   Checks on \(worlds) random models with 30 people each, and for each of them 20 random $Q$ and 20 random $\theta$. For equations: the largest difference of the two sides.
//|   For inequalities: the largest value of left minus right, which must not be positive.
Table("statement", "where", "largest") {
  ["$\\log P(X \\mid \\theta) = \\mathcal{L} + \\operatorname{KL}$", "@eq-decomposition", "\(gap.decomposition, digits: 1)"]
  ["$\\mathcal{L}(Q, \\theta) \\le \\log P(X \\mid \\theta)$", "@eq-bound", "\(bestOfOtherQ, digits: 2)"]
  ["$\\mathcal{L}(Q_t, \\theta_t) = \\ell(\\theta_t)$", "@eq-e-step", "\(gap.touch, digits: 1)"]
  ["$\\mathcal{L}$ = expected log-likelihood + entropy", "@eq-split", "\(gap.split, digits: 1)"]
  ["no other $\\theta$ beats fractional counts", "@eq-m-step", "\(bestOfOtherTheta, digits: 2)"]
}

//: {{< include derivation.md#sec-monotone >}}

//: ## The likelihood gains more than the bound {#sec-gain}
//:
//: The entropy of $Q_t$ does not change in an M-step, so the bound gains exactly what the expected log-likelihood gains. We measure both gains in
//: many iterations:

let climbs = 40
var gains: [(bound: Double, likelihood: Double)] = []
var largestGap = 0.0
for _ in 1...climbs {
  let rows = randomRows(60)
  var theta = randomClasses()
  for _ in 1...12 {
    let Q = theta.eStep(rows)
    let next = LatentClasses.mStep(rows, Q)
    let bound = next.expectedCompleteLogLikelihood(rows, Q)
      - theta.expectedCompleteLogLikelihood(rows, Q)
    let gain = next.logLikelihood(rows) - theta.logLikelihood(rows)
    gains.append((bound, gain))
    largestGap = max(
      largestGap, abs(gain - bound - next.divergence(Q, rows)))
    theta = next
  }
}

//: In \(gains.count) iterations on \(climbs) random data sets, the log-likelihood never fell, and it gained what the bound gained plus the divergence that opened, to within
//: \(largestGap, digits: 1) nats.

//| include: false
precondition(gains.allSatisfy { $0.likelihood > -1e-12 && $0.likelihood > $0.bound - 1e-12 })
precondition(largestGap < 1e-11)
let visible = gains.filter { $0.bound > 1e-4 }

//| label: fig-gains
//| fold: true
//| caption: >-
//|   The gain of the log-likelihood against the gain of the bound, one point per iteration whose bound gained more than $10^{-4}$ nats. No point lies below the diagonal. The height above it is the
//|   divergence that the M-step opened.
//| alt: >-
//|   A cloud of points on logarithmic axes along the diagonal. All points lie above it, many by a factor
//|   of two or more.
//| height: 3
Chart {
  LineMark(x: [1e-4, 200], y: [1e-4, 200]).foregroundStyle(.ink)
    .lineStyle(width: 1, dash: [4, 3]).label("equal gains")
  PointMark(x: visible.map(\.bound), y: visible.map(\.likelihood))
    .symbolSize(3.5).opacity(0.7).label("one iteration")
}
.xAxis("gain of the bound in nats", scale: .log)
.yAxis("gain of the log-likelihood", scale: .log)

//: {{< include derivation.md#sec-limits >}}
//:
//: # Summary {#sec-summary-1}
//:
//: The log-likelihood is a lower bound plus a divergence. The E-step makes the divergence zero, and the M-step raises the bound. So the log-likelihood never
//: falls; but it may stop at a local maximum, and it may take long to get there.
//:
//: # Exercises {#sec-exercises-1}
//:
//: **1. The wrong code for a coin.** *Easy.* A coin shows heads with probability $q$, but the code was made for a coin with probability $p$. Write down
//: $\operatorname{KL}(Q \,\|\, P)$. What is its value for $q = \tfrac{1}{2}$ and $p = \tfrac{1}{4}$? And for $p = 0$?

//| include: false
let coin = 0.5 * log(0.5 / 0.25) + 0.5 * log(0.5 / 0.75)
precondition(abs(coin - 0.5 * log(4.0 / 3)) < 1e-15)

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\operatorname{KL}(Q \,\|\, P) = q \log \tfrac{q}{p} + (1 - q) \log \tfrac{1 - q}{1 - p}$. For $q = \tfrac12$, $p = \tfrac14$ it is $\tfrac12 \log 2 + \tfrac12 \log \tfrac23 = \tfrac12 \log \tfrac43
//: \approx \(coin, decimals: 4)$ nats, or $\(coin / log(2), decimals: 4)$ bits per toss. For $p = 0$ and $q > 0$ it is infinite: the code has no word for heads.
//: :::
//:
//: **2. Jensen's inequality.** *Medium.* Derive @eq-bound from the concavity of the logarithm, without @eq-chain. What does this shorter derivation not tell you?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\log \sum_z P(X, z \mid \theta) = \log \sum_z Q(z) \frac{P(X, z \mid \theta)}{Q(z)} \ge \sum_z Q(z) \log \frac{P(X, z \mid \theta)}{Q(z)}$. It shows that there is a gap, but
//: not that the gap is $\operatorname{KL}(Q \,\|\, P(Z \mid X, \theta))$. So it does not say which $Q$ closes the gap, nor why the likelihood gains more than the bound.
//: :::
//:
//: **3. Generalized EM.** *Easy.* Suppose the M-step only improves the expected complete-data log-likelihood instead of maximizing it. What changes in the proof of
//: @thm-monotone?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: Nothing. The second inequality of @eq-monotone needs only $\mathcal{L}(Q_t, \theta_{t+1}) \ge \mathcal{L}(Q_t, \theta_t)$.
//: :::
