//: ---
//: title: A factorized posterior
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: EM treats hidden variables and parameters differently: hidden variables get a distribution, parameters a single value. In Bayesian statistics both are
//: unknown and both get a distribution. From here on, let $Z$ be *everything* unobserved, the parameters included. The [decomposition](../em-algorithm/index.html#sec-identity) stays the same:
//:
//: $$ \log P(X) = \underbrace{\operatorname{E}_Q\left[ \log \frac{P(X, Z)}{Q(Z)} \right]}_{\textstyle \mathcal{L}(Q)} + \operatorname{KL}\bigl(Q \,\|\, P(Z \mid X)\bigr) . $$ {#eq-evidence}
//:
//: The left side is now the **evidence**, a constant. There is no M-step any more, only the E-step $Q = P(Z \mid X)$, and usually it cannot be computed.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - how to maximize the same bound over a restricted family of distributions;
//: - what this costs, in a case where the exact answer is known;
//: - why a variational mixture removes components, and what that depends on (next chapter).
//:
//: Read chapters 1 and 2 of [*The EM algorithm*](../em-algorithm/index.html) first. You need the idea of a prior. Symbols are listed in [*Notation*](../notation/index.html).
//: :::

//| include: false
var random = SplitMix64(seed: 29)
let x = (0..<8).map { _ in 1 + random.standardNormal() }
let n = Double(x.count)
let mean = x.reduce(0, +) / n
let squares = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
// The prior: μ | τ ~ N(0, 1/(β τ)), τ ~ Gamma(a, b).
let prior = (m: 0.0, beta: 0.1, a: 1.0, b: 1.0)

//: # A restricted family {#sec-restrict}
//:
//: Choose a family of tractable distributions, and take the member with the highest bound. By @eq-evidence it is the one closest to the
//: posterior in $\operatorname{KL}(Q \,\|\, P)$. The most common family is that of the products
//:
//: $$ Q(Z) = Q_1(Z_1)\, Q_2(Z_2) \cdots , $$ {#eq-factorized}
//:
//: in which each group of variables is independent of the others but otherwise arbitrary [@jordan1999].
//:
//: ::: {.theorem #thm-update title="The best factor"}
//: With all other factors fixed, the bound is largest for
//: $$ \log Q_j(Z_j) = \operatorname{E}_{-j}[\log P(X, Z)] + \text{const} , $$ {#eq-update}
//: where the expectation is over all factors but $Q_j$.
//: :::
//:
//: ::: {.proof}
//: As a function of $Q_j$ the bound is $\operatorname{E}_{Q_j} \bigl[ \operatorname{E}_{-j}[\log P(X, Z)] - \log Q_j(Z_j) \bigr]$, plus the entropies of the other factors. Write
//: $\tilde P_j$ for the distribution that is proportional to $\exp \operatorname{E}_{-j}[\log P(X, Z)]$. Then this is $-\operatorname{KL}(Q_j \,\|\, \tilde P_j)$ plus a constant,
//: and the divergence is smallest, namely zero, at $Q_j = \tilde P_j$.
//: :::
//:
//: So we update the factors in turn. Each update raises the bound or leaves it unchanged. EM is the special case of two
//: factors, one for the hidden variables and one for the parameters, in which the second is restricted to a single point.

//: # An example with a known answer {#sec-normal}
//:
//: We observe eight numbers from a normal distribution with unknown mean $\mu$ and unknown precision $\tau = 1/\sigma^2$. The prior is
//: $\mu \mid \tau \sim \mathcal{N}(0, 1/(0.1\,\tau))$, $\tau \sim \operatorname{Gamma}(1, 1)$. It is conjugate, so the posterior is known exactly. In the posterior
//: $\mu$ depends on $\tau$: if the precision is small, the mean is less certain. A product $Q(\mu)\, Q(\tau)$ cannot express that.
//:
//: @eq-update gives the two factors. With $\log P(X, \mu, \tau)$ quadratic in $\mu$ and of the form $c_1 \log \tau - c_2 \tau$ in $\tau$,
//:
//: $$
//: \begin{aligned}
//: Q(\mu) &= \mathcal{N}(m, 1/\lambda) , \\
//: \lambda &= (0.1 + N) \operatorname{E}[\tau] , \\
//: Q(\tau) &= \operatorname{Gamma}(a, b) , \\
//: b &= 1 + \tfrac12 \operatorname{E}\Bigl[ \sum_n (x_n - \mu)^2 + 0.1\, \mu^2 \Bigr] ,
//: \end{aligned}
//: $$ {#eq-normal-updates}
//:
//: with $m = \sum_n x_n / (0.1 + N)$ and $a = 1 + (N + 1) / 2$. Each factor needs an expectation under the other:

struct Factors {
  var m, lambda, a, b: Double
  var precision: Double { a / b }  // E[τ]
}
var q = Factors(m: 0.2, lambda: 2, a: 3, b: 3)
var steps = [(name: "start", q: q)]
for t in 1...6 {
  q.m = n * mean / (prior.beta + n)
  q.lambda = (prior.beta + n) * q.precision
  steps.append((name: "iteration \(t), after the mean", q: q))
  let aboutTheMean = squares + n * ((mean - q.m) * (mean - q.m) + 1 / q.lambda)
  q.a = prior.a + (n + 1) / 2
  q.b = prior.b + (aboutTheMean + prior.beta * (q.m * q.m + 1 / q.lambda)) / 2
  steps.append((name: "iteration \(t), after the precision", q: q))
}

//| fold: true
func logNormal(_ x: Double, _ mean: Double, _ precision: Double) -> Double {
  0.5 * (log(precision / (2 * .pi)) - precision * (x - mean) * (x - mean))
}
func logGammaDensity(_ t: Double, _ a: Double, _ b: Double) -> Double {
  a * log(b) - logGamma(a) + (a - 1) * log(t) - b * t
}
func logQ(_ q: Factors, _ mu: Double, _ tau: Double) -> Double {
  logNormal(mu, q.m, q.lambda) + logGammaDensity(tau, q.a, q.b)
}
// The conjugate posterior and the evidence.
let betaN = prior.beta + n
let mN = n * mean / betaN
let aN = prior.a + n / 2
let bN = prior.b + squares / 2 + prior.beta * n * mean * mean / (2 * betaN)
func logPosterior(_ mu: Double, _ tau: Double) -> Double {
  logNormal(mu, mN, betaN * tau) + logGammaDensity(tau, aN, bN)
}
let evidence = logGamma(aN) - logGamma(prior.a) + prior.a * log(prior.b) - aN * log(bN)
  + 0.5 * log(prior.beta / betaN) - n / 2 * log(2 * .pi)

//| fold: true
// The bound: expected log-joint plus the entropies.
func bound(_ q: Factors) -> Double {
  let logTau = digamma(q.a) - log(q.b)
  let fit = squares + n * ((mean - q.m) * (mean - q.m) + 1 / q.lambda)
  var sum = 0.5 * (n * (logTau - log(2 * .pi)) - q.precision * fit)
  let prioritized = prior.beta * q.precision * (q.m * q.m + 1 / q.lambda)
  sum += 0.5 * (log(prior.beta / (2 * .pi)) + logTau - prioritized)
  sum += prior.a * log(prior.b) - logGamma(prior.a) + (prior.a - 1) * logTau
    - prior.b * q.precision
  sum += 0.5 * (1 + log(2 * .pi / q.lambda))
  return sum + q.a - log(q.b) + logGamma(q.a) + (1 - q.a) * digamma(q.a)
}

//| include: false
// Quadrature of KL(Q ‖ P): bound and divergence must add up to the evidence.
func divergence(_ q: Factors) -> Double {
  let (count, width) = (600, 9 / q.lambda.squareRoot())
  let top = q.a / q.b + 14 * q.a.squareRoot() / q.b
  var sum = 0.0
  for i in 0..<count {
    let mu = q.m + width * (2 * (Double(i) + 0.5) / Double(count) - 1)
    for j in 0..<count {
      let tau = top * (Double(j) + 0.5) / Double(count)
      let value = logQ(q, mu, tau)
      sum += exp(value) * (value - logPosterior(mu, tau))
    }
  }
  return sum * (2 * width / Double(count)) * (top / Double(count))
}
for step in [0, 1, 2, steps.count - 1] {
  precondition(abs(bound(steps[step].q) + divergence(steps[step].q) - evidence) < 2e-4)
}
for (before, after) in zip(steps, steps.dropFirst()) {
  precondition(bound(after.q) >= bound(before.q) - 1e-12)
}
let gap = evidence - bound(q)

//| label: fig-factors
//| caption: >-
//|   The exact posterior of mean and precision (black) and the product $Q(\mu)\, Q(\tau)$ (orange): contours that contain 50 % and 90 % of each, and their means. The
//|   name of each step shows the divergence in nats.
//| alt: >-
//|   Two black contours, wide at small precisions and narrow at large ones. Two orange contours of rounder shape nearly cover them,
//|   but are narrower at the bottom.
//| fold: true
func contours(_ density: (Double, Double) -> Double) -> (ScalarField, [Double]) {
  let field = ScalarField(x: -1.2...3, y: 0.01...2.2, resolution: 70) { exp(density($0, $1)) }
  return (field, field.levels(holding: [0.5, 0.9]))
}
let exact = contours(logPosterior)
let captions = steps.map { step in
  "\(step.name): divergence \(evidence - bound(step.q), decimals: 4)"
}
try Steps(steps, names: captions) { step in
  let (field, levels) = contours { logQ(step.q, $0, $1) }
  return Figure(
    Chart {
      ContourMark(exact.0, levels: .values(exact.1)).foregroundStyle(.ink)
        .lineStyle(width: 1.2)
      ContourMark(field, levels: .values(levels)).foregroundStyle(.series(2))
        .lineStyle(width: 1.8)
      PointMark(x: [mN], y: [aN / bN]).foregroundStyle(.ink).symbolSize(5).opacity(1)
      PointMark(x: [step.q.m], y: [step.q.precision]).foregroundStyle(.series(2)).symbolSize(5)
        .opacity(1)
    }
    .xAxis(#"mean $\mu$"#, domain: -1.2...3).yAxis(#"precision $\tau$"#, domain: 0...2.2),
    height: .inches(3.2))
}

//: The evidence is \(evidence, decimals: 4). The bound starts at \(bound(steps[0].q), decimals: 4) and ends at \(bound(q), decimals: 4). The difference of
//: \(gap, decimals: 4) nats is the smallest divergence that a product can reach. Numerical integration gives the same value.

//: # What is lost {#sec-lost}
//:
//: The fitted product has the right center but is too narrow. This is typical of $\operatorname{KL}(Q \,\|\, P)$: it is large where $Q$ is positive and
//: $P$ is not, so $Q$ avoids the regions where $P$ is small.

//| include: false
let exactDeviation = (bN / (betaN * (aN - 1))).squareRoot()
let factorDeviation = (1 / q.lambda).squareRoot()
precondition(factorDeviation < exactDeviation)

//: The standard deviation of $\mu$ is \(factorDeviation, decimals: 3) under $Q$ and \(exactDeviation, decimals: 3) under the posterior. Here the difference is small. For a strongly
//: correlated posterior it is not (exercise 1). Do not read intervals off a factorized posterior without checking [@blei2017].

//: The two directions of the divergence give different results. @fig-directions shows both for a normal posterior with correlation 0.9.

//| label: fig-directions
//| caption: >-
//|   A correlated normal distribution (black) and the closest product of two normal ones (filled): on the left in $\operatorname{KL}(Q \,\|\, P)$, which
//|   the bound uses, on the right in $\operatorname{KL}(P \,\|\, Q)$. Ellipses contain 50 % and 90 % of each.
//| alt: >-
//|   Two panels with the same narrow tilted ellipses. On the left small circles lie in their middle. On the right large circles
//|   enclose them.
//| fold: true
let rho = 0.9
func nearest(_ title: String, variance: Double) -> Chart {
  Chart(title) {
    for level in [0.9, 0.5] {
      EllipseMark(mean: [0, 0], covariance: [[variance, 0], [0, variance]], level: level)
        .filled(opacity: 0.18).foregroundStyle(.series(2)).lineStyle(width: 1.2)
      EllipseMark(mean: [0, 0], covariance: [[1, rho], [rho, 1]], level: level)
        .foregroundStyle(.ink).lineStyle(width: 1.4)
    }
  }
  .xAxis("$z_1$", domain: -3...3).yAxis("$z_2$", domain: -3...3).equalAspect()
}
Figure(height: .inches(2.9)) {
  Row {
    nearest(#"$\mathrm{KL}(Q \,\|\, P)$"#, variance: 1 - rho * rho)
    nearest(#"$\mathrm{KL}(P \,\|\, Q)$"#, variance: 1)
  }
}

//| include: false
// KL(N(0, vI) ‖ N(0, Σ)) is least at v = 1 − ρ², and the other direction at v = 1.
func forward(_ v: Double) -> Double { v / (1 - rho * rho) - log(v) }
func backward(_ v: Double) -> Double { 1 / v + log(v) }
for step in [-1e-3, 1e-3] {
  precondition(forward(1 - rho * rho) < forward(1 - rho * rho + step))
  precondition(backward(1) < backward(1 + step))
}

//: # Summary {#sec-summary-1}
//:
//: Variational Bayes maximizes the bound of EM over a restricted family of distributions, usually products. Each factor is updated in turn, and the bound never falls. The result has the right
//: center but underestimates the uncertainty.

//: # Exercises {#sec-exercises-1}

//: **1.** *Medium.* The posterior is normal in two dimensions with variances one and correlation $\rho$. What is the best product?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By @eq-update each factor is normal, and its variance is the inverse of the corresponding *diagonal element of the precision matrix*: $1 - \rho^2$, the conditional variance instead of the
//: marginal one. At $\rho = 0.9$ the standard deviation is $\sqrt{1 - 0.81} = \(sqrt(1 - 0.81), decimals: 2)$ instead of one.
//: :::

//: **2.** *Harder.* What would minimizing $\operatorname{KL}(P \,\|\, Q)$ over products give?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The product of the exact marginals. The divergence is then the mutual information plus $\sum_j \operatorname{KL}(P_j \,\|\, Q_j)$, which is smallest at $Q_j = P_j$. This requires the marginals, which
//: are what we wanted to approximate.
//: :::
