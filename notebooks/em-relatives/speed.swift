//: ---
//: title: Cost and speed
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - what an iteration costs, and how to avoid underflow;
//: - how EM compares with gradient ascent and Newton's method.
//: :::
//:
//: # Cost of an iteration {#sec-cost}
//:
//: For a mixture of $K$ Gaussians with full covariances in $D$ dimensions, both the E-step and the M-step take about $N K D^2$ operations. A hidden Markov model takes $N K^2$, a factor analysis of $q$ factors $D^2 q$ once the
//: covariance of the data is known. The E-step treats rows independently, so it can be divided among processors, and memory for one block of rows is enough.
//:
//: # Log-sum-exp {#sec-logsumexp}
//:
//: The terms $\pi_k\, \mathcal{N}(x_n \mid \mu_k, \Sigma_k)$ often underflow: for a point 40 standard deviations from a mean the density is about $e^{-800}$, below the smallest floating-point number. If all terms of a row become zero, the
//: responsibilities are $0/0$. So one computes with logarithms $a_k$ and subtracts the largest, $a^* = \max_k a_k$:
//:
//: $$
//: \begin{aligned}
//: \log \sum_k e^{a_k} &= a^* + \log \sum_k e^{a_k - a^*} , \\
//: r_k &= \frac{e^{a_k - a^*}}{\sum_j e^{a_j - a^*}} .
//: \end{aligned}
//: $$ {#eq-logsumexp}
//:
//: Now the largest term is one, and only terms that do not matter can underflow.

func responsibilities(_ logTerms: [Double]) -> [Double] {
  let largest = logTerms.max()!
  let terms = logTerms.map { exp($0 - largest) }
  return terms.map { $0 / terms.reduce(0, +) }
}
let logTerms = [-1.0, 1].map { mean in
  log(0.5) + Normal(mean: mean).logDensity(41)
}
let naive = logTerms.map { exp($0) }.reduce(0, +)
let stable = responsibilities(logTerms)

//| include: false
precondition(naive == 0 && stable[1] == 1 && stable[0] > 0 && stable[0] < 1e-30)

//: For $x = 41$ and means $\pm 1$ the naive sum is \(naive, decimals: 0), while @eq-logsumexp gives the responsibility \(stable[0], digits: 2) for the left component.
//:
//: # EM, gradient ascent, Newton {#sec-newton}
//:
//: Two normal components with equal weights and standard deviation one overlap; only the two means are unknown. By [Fisher's identity](#sec-fisher) the gradient is $\sum_n r_{nk} (x_n - \mu_k)$, and one more
//: derivative gives the second derivatives
//:
//: $$
//: \begin{aligned}
//: \frac{\partial^2 \ell}{\partial \mu_k^2} &= \sum_n \bigl( r_{nk} r_{nj} (x_n - \mu_k)^2 - r_{nk} \bigr) , \\
//: \frac{\partial^2 \ell}{\partial \mu_1 \partial \mu_2} &= - \sum_n r_{n1} r_{n2} (x_n - \mu_1)(x_n - \mu_2) ,
//: \end{aligned}
//: $$
//:
//: where $j$ is the other component.

//| fold: true
var random = SplitMix64(seed: 17)
let x = (0..<400).map { n in (n < 200 ? -1.1 : 1.1) + random.standardNormal() }
let size = Double(x.count)

struct Derivatives { var logLikelihood: Double, gradient: [Double], hessian: [[Double]], counts: [Double] }
func derivatives(_ means: [Double]) -> Derivatives {
  var d = Derivatives(logLikelihood: 0, gradient: [0, 0], hessian: [[0, 0], [0, 0]], counts: [0, 0])
  for x in x {
    let density = means.map { 0.5 * Normal(mean: $0).density(x) }
    let total = density[0] + density[1]
    let r = density.map { $0 / total }
    d.logLikelihood += log(total)
    for k in 0..<2 {
      let shift = x - means[k]
      d.counts[k] += r[k]
      d.gradient[k] += r[k] * shift
      d.hessian[k][k] += r[0] * r[1] * shift * shift - r[k]
    }
    d.hessian[0][1] -= r[0] * r[1] * (x - means[0]) * (x - means[1])
  }
  d.hessian[1][0] = d.hessian[0][1]
  return d
}

// %%
func emStep(_ means: [Double]) -> [Double] {
  let d = derivatives(means)
  return (0..<2).map { k in means[k] + d.gradient[k] / d.counts[k] }
}
func gradientStep(_ means: [Double]) -> [Double] {
  let d = derivatives(means)
  return (0..<2).map { k in means[k] + d.gradient[k] / size }
}
func newtonStep(_ means: [Double]) -> [Double] {
  let (g, h) = (derivatives(means).gradient, derivatives(means).hessian)
  let determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0]
  return [
    means[0] - (h[1][1] * g[0] - h[0][1] * g[1]) / determinant,
    means[1] - (h[0][0] * g[1] - h[1][0] * g[0]) / determinant,
  ]
}

//| include: false
typealias Step = ([Double]) -> [Double]
let methods: [(name: String, step: Step)] = [("EM", emStep), ("gradient", gradientStep), ("Newton", newtonStep)]
var maximum = [-1.0, 1]
for _ in 1...2000 { maximum = emStep(maximum) }
let top = derivatives(maximum).logLikelihood
func run(_ step: Step, from start: [Double], iterations: Int) -> [[Double]] {
  var path = [start]
  for _ in 1...iterations { path.append(step(path.last!)) }
  return path
}
let starts: [(name: String, means: [Double])] = [
  ("a good start", [-1.6, 1.6]), ("a poor start", [-0.1, 0.2]),
]
let runs = starts.map { start in methods.map { run($0.step, from: start.means, iterations: 100) } }
func gap(_ means: [Double]) -> Double { max(top - derivatives(means).logLikelihood, 1e-11) }
func iterationsUntil(_ limit: Double, _ path: [[Double]]) -> Int { path.firstIndex { gap($0) < limit } ?? -1 }
let good = runs[0].map { iterationsUntil(1e-6, $0) }
precondition(good[2] < good[0] && good[0] < good[1])
precondition(gap(runs[1][0].last!) < 1e-6)
let newtonEnd = runs[1][2].last!
// Newton goes to the saddle where both means are the mean of the data.
let pooled = x.reduce(0, +) / size
precondition(newtonEnd.allSatisfy { abs($0 - pooled) < 1e-6 } && gap(newtonEnd) > 1)
let eigen = SymmetricEigen(try Matrix(derivatives(newtonEnd).hessian)).values
precondition(eigen.max()! > 0 && eigen.min()! < 0)

//| label: fig-newton
//| caption: How far EM, gradient ascent (with step $1/N$) and Newton's method are from the maximum, in nats, from a good start (left) and from a poor start (right).
//| alt: >-
//|   Two panels with logarithmic vertical axes. Left, Newton drops to the bottom in a few iterations, EM falls along a straight line, gradient ascent along a flatter one. Right, EM and gradient ascent fall
//|   after a slow beginning, while Newton stays on a level line far above.
//| fold: true
Figure(height: .inches(2.7)) {
  Row {
    for (index, start) in starts.enumerated() {
      Chart(start.name) {
        for (method, path) in zip(methods, runs[index]) {
          LineMark(x: 0...60, y: path.prefix(61).map(gap)).label(method.name)
        }
      }
      .xAxis("iteration").yAxis("nats below the maximum", scale: .log, domain: 1e-11...1e3)
      .legend(index == 0 ? .bottom : .none)
    }
  }
}

//: From a good start Newton's method needs \(good[2]) iterations to come within a millionth of a nat, EM \(good[0]) and gradient ascent \(good[1]) (@fig-newton). From a poor start Newton's method converges to a *saddle*, at which both
//: means are equal: it looks for a point with gradient zero, not for a maximum. EM and gradient ascent raise the likelihood in every iteration and find the maximum.
//:
//: A Newton step is also more expensive. A mixture of $K = 10$ Gaussians in $D = 10$ dimensions has $p = 659$ parameters. The second derivatives take about $N p^2$ operations, an EM iteration
//: $N K D^2$: a factor of 434. And Newton's method does not respect constraints: a step can lead to negative weights or variances. In practice one starts with EM and, if it is slow, accelerates it
//: ([SQUAREM](../when-em-misleads/index.html#sec-slow)) or switches to a quasi-Newton method near the maximum.

//| include: false
let parameters = 9 + 10 * 10 + 10 * 55
precondition(parameters == 659 && parameters * parameters / (10 * 100) == 434)

//: # Summary {#sec-summary-3}
//:
//: An EM iteration is cheap, stable and never lowers the likelihood; near the maximum Newton's method needs far fewer iterations. Compute responsibilities from logarithms. EM is best for the
//: way to the maximum, Newton for the last digits.
//:
//: # Exercises {#sec-exercises-3}
//:
//: **1.** *Easy.* Why may one subtract the largest logarithm in @eq-logsumexp?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: Numerator and denominator of $r_k$ are both multiplied by $e^{-a^*}$, which cancels. In the logarithm of the sum it becomes the term $a^*$.
//: :::
//:
//: **2.** *Medium.* Near the maximum, what rates do EM and gradient ascent with step $1/N$ have here?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: Both are $\mu \leftarrow \mu + B\, \nabla \ell(\mu)$, with $B = \operatorname{diag}(1/N_k)$ and $B = I/N$. With $H$ the matrix of second derivatives, the rate is the largest eigenvalue of $I + B H$. Here $N_k \approx N / 2$, so the EM step is about twice as long.
//: :::
