//: ---
//: title: The best that can be handled
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: The decomposition at the heart of EM holds for *every* distribution $Q$ over the hidden values:
//:
//: $$ \log P(X \mid \theta) = \mathcal{L}(Q, \theta) + \operatorname{KL}\bigl(Q \,\|\, P(Z \mid X, \theta)\bigr) . $$ {#eq-identity}
//:
//: The E-step makes the divergence zero. That needs the posterior, and often there is none to be had: the hidden parts depend on each other in ways that no formula undoes. But nobody forces us to
//: make it zero. We can choose a *family* of distributions that we can handle and take the member with the largest bound. By @eq-identity it is the one nearest to the posterior, in the sense of the divergence from $Q$ to it, and we
//: find it without knowing the posterior. What is left of the divergence is the price.
//:
//: # What factors cannot say {#sec-factors}
//:
//: The usual family is that of products, $Q(z) = \prod_j Q_j(z_j)$, with no restriction on the factors but that they are independent; physicists call it **mean field** [@jordan1999]. What does it cost? Take a posterior that we know, a normal distribution of two variables with correlation 0.9, and look for the
//: nearest product.

//| label: fig-factors
//| caption: >-
//|   A correlated normal distribution (solid) and the nearest product of two normal ones (filled). Left, nearest in $\operatorname{KL}(Q \,\|\, P)$, as in variational EM: inside, and too narrow. Right, nearest in
//|   $\operatorname{KL}(P \,\|\, Q)$: around, and too wide. Ellipses hold 50 and 90 percent.
//| alt: >-
//|   Two panels with the same narrow tilted ellipses. On the left small circles lie inside them. On the right large circles enclose them.
//| fold: true
let rho = 0.9
func panel(_ title: String, variance: Double) -> Chart {
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
    panel(#"$\mathrm{KL}(Q \,\|\, P)$"#, variance: 1 - rho * rho)
    panel(#"$\mathrm{KL}(P \,\|\, Q)$"#, variance: 1)
  }
}

//| include: false
// The divergence of N(0, vI) from N(0, Σ), as a function of v, is least at 1 − ρ²; the other way round at 1.
func divergence(_ v: Double) -> Double {
  v / (1 - rho * rho) - 1 + 0.5 * log(1 - rho * rho) - log(v)
}
func reverse(_ v: Double) -> Double { 1 / v - 1 + log(v) - 0.5 * log(1 - rho * rho) }
for shift in [-1e-3, 1e-3] {
  precondition(divergence(1 - rho * rho) < divergence(1 - rho * rho + shift))
  precondition(reverse(1) < reverse(1 + shift))
}
let least = divergence(1 - rho * rho)

//: The mean is right, the variance $1 - 0.9^2 = \(1 - rho * rho, decimals: 2)$ instead of one. $\operatorname{KL}(Q \,\|\, P)$ is infinite where $Q$ is positive and $P$ is not, so $Q$ keeps to places where $P$ surely is. Variational answers are too sure of
//: themselves, and that is worth remembering whenever one quotes an error bar from them.

//: ::: {.theorem #thm-factor title="The optimal factor"}
//: With all other factors held, the bound is largest for
//: $$ \log Q_j^\star(z_j) = \mathbb{E}_{i \ne j} \bigl[ \log P(X, Z) \bigr] + \text{const} . $$ {#eq-factor}
//: :::

//: ::: {.proof}
//: Write $\log \tilde P(z_j)$ for the expectation on the right. As a function of $Q_j$ alone the bound is
//: $\sum_{z_j} Q_j(z_j) \log \tilde P(z_j) - \sum_{z_j} Q_j(z_j) \log Q_j(z_j) + \text{const}$, which is $-\operatorname{KL}(Q_j \,\|\, \tilde P)$ up to a constant, $\tilde P$ being normalized. It is largest where that
//: divergence is zero.
//: :::

//: So one improves the factors in turn, each given the others, and the bound never falls. EM is the case of two factors, one for $Z$ and one for $\theta$, the second of which is a single point.
//:
//: # Everything known {#sec-normal}
//:
//: An example in which the truth can be computed, so that we can see what is lost: a normal distribution with unknown mean $\mu$ and precision $\tau$, and few data. There is no other hidden variable; the parameters themselves are hidden, with the priors
//:
//: $$ \mu \mid \tau \sim \mathcal{N}\bigl(0, (\lambda_0 \tau)^{-1}\bigr) , \qquad \tau \sim \operatorname{Gamma}(a_0, b_0) . $$ {#eq-prior}

let xs = [-0.4, 0.9, 1.6, 2.3, 3.1]
let (lambda0, a0, b0) = (0.1, 1.0, 1.0)
let n = Double(xs.count)
let sum = xs.reduce(0, +)
let squares = xs.reduce(0) { $0 + $1 * $1 }

//: The posterior is normal-gamma, and in it $\mu$ and $\tau$ depend on each other: when the precision is small, the mean may be anywhere. We pretend not to know it, and look for $Q(\mu)\, Q(\tau)$. By @eq-factor the first factor is normal
//: and the second gamma,
//:
//: $$
//: \begin{aligned}
//: Q(\mu) &= \mathcal{N}(\mu \mid m, 1/l) , & m &= \frac{\sum_n x_n}{\lambda_0 + N} , & l &= (\lambda_0 + N)\, \mathbb{E}[\tau] , \\
//: Q(\tau) &= \operatorname{Gamma}(\tau \mid a, b) , & a &= a_0 + \frac{N + 1}{2} , & b &= b_0 + \tfrac12\, \mathbb{E}\Bigl[ \textstyle\sum_n (x_n - \mu)^2 + \lambda_0 \mu^2 \Bigr] ,
//: \end{aligned}
//: $$ {#eq-updates}
//:
//: and each needs an expectation under the other. That is the whole algorithm:

struct Factors { var m = 0.0, l = 1.0, a = 1.0, b = 1.0 }

func updatingMean(_ q: Factors) -> Factors {
  var next = q
  next.m = sum / (lambda0 + n)
  next.l = (lambda0 + n) * q.a / q.b
  return next
}
func updatingPrecision(_ q: Factors) -> Factors {
  var next = q
  let meanSquare = q.m * q.m + 1 / q.l
  next.a = a0 + 0.5 * (n + 1)
  next.b = b0 + 0.5 * (squares - 2 * q.m * sum + (n + lambda0) * meanSquare)
  return next
}
var steps = [Factors(m: -0.5, l: 6, a: 8, b: 4)]
for t in 0..<8 {
  steps.append(t % 2 == 0 ? updatingMean(steps.last!) : updatingPrecision(steps.last!))
}

//| include: false
let exact = (
  lambda: lambda0 + n, m: sum / (lambda0 + n), a: a0 + 0.5 * n,
  b: b0 + 0.5 * (squares - sum * sum / (lambda0 + n)))
let evidence =
  logGamma(exact.a) - logGamma(a0) + a0 * log(b0) - exact.a * log(exact.b)
  + 0.5 * log(lambda0 / exact.lambda) - 0.5 * n * log(2 * .pi)
func logJoint(_ mu: Double, _ tau: Double) -> Double {
  let fit = squares - 2 * mu * sum + n * mu * mu
  return 0.5 * n * log(tau / (2 * .pi)) - 0.5 * tau * fit
    + 0.5 * log(lambda0 * tau / (2 * .pi)) - 0.5 * lambda0 * tau * mu * mu
    + Gamma(shape: a0, rate: b0).logDensity(tau)
}
func logQ(_ q: Factors, _ mu: Double, _ tau: Double) -> Double {
  0.5 * log(q.l / (2 * .pi)) - 0.5 * q.l * (mu - q.m) * (mu - q.m)
    + Gamma(shape: q.a, rate: q.b).logDensity(tau)
}
func bound(_ q: Factors) -> Double {
  let (tau, logTau) = (q.a / q.b, digamma(q.a) - log(q.b))
  let meanSquare = q.m * q.m + 1 / q.l
  let fit = squares - 2 * q.m * sum + n * meanSquare
  let joint =
    0.5 * n * (logTau - log(2 * .pi)) - 0.5 * tau * fit
    + 0.5 * (log(lambda0) + logTau - log(2 * .pi)) - 0.5 * lambda0 * tau * meanSquare
    + a0 * log(b0) - logGamma(a0) + (a0 - 1) * logTau - b0 * tau
  let entropy =
    0.5 * (1 + log(2 * .pi / q.l)) + q.a - log(q.b) + logGamma(q.a) + (1 - q.a) * digamma(q.a)
  return joint + entropy
}
func integratedDivergence(_ q: Factors) -> Double {
  var total = 0.0
  let step = (mu: 0.03, tau: 0.01)
  for i in 0..<500 {
    let mu = -6 + (Double(i) + 0.5) * step.mu
    for j in 0..<900 {
      let tau = (Double(j) + 0.5) * step.tau
      let lq = logQ(q, mu, tau)
      if lq > -40 { total += exp(lq) * (lq - (logJoint(mu, tau) - evidence)) }
    }
  }
  return total * step.mu * step.tau
}
let bounds = steps.map(bound)
let gaps = [0, 1, 2, 3, 8].map { (step: $0, gap: integratedDivergence(steps[$0])) }
for (step, gap) in gaps {
  precondition(abs(bounds[step] + gap - evidence) < 2e-3, "\(step): \(bounds[step] + gap) against \(evidence)")
}
for (before, after) in zip(bounds, bounds.dropFirst()) { precondition(after >= before - 1e-12) }

//| label: fig-updates
//| caption: >-
//|   The exact posterior of mean and precision (black) and the product that approximates it (orange), update by update. Each update moves or stretches the product along one axis. The contours are at 0.6, 0.2 and 0.05 of each maximum.
//| alt: >-
//|   Contours of a density in the form of a tilted drop, wide at the bottom and narrow at the top. An oval, first to the lower left of it, moves over it in a few steps and ends inside it, without its tail.
//| fold: true
func density(_ value: @escaping (Double, Double) -> Double) -> ScalarField {
  let raw = ScalarField(x: -2...4.5, y: 0.01...3, resolution: 56, function: value)
  let top = raw.values.max()!
  return ScalarField(x: raw.x, y: raw.y, values: raw.values.map { exp($0 - top) })
}
let posterior = density(logJoint)
try Steps(
  Array(steps.prefix(7)),
  names: (0..<7).map { $0 == 0 ? "start" : "update \($0), of the \($0 % 2 == 1 ? "mean" : "precision")" }
) { q in
  Figure(
    Chart {
      ContourMark(density { logQ(q, $0, $1) }, levels: .values([0.05, 0.2, 0.6]))
        .foregroundStyle(.series(2)).lineStyle(width: 1.8)
      ContourMark(posterior, levels: .values([0.05, 0.2, 0.6]))
        .foregroundStyle(.ink).lineStyle(width: 1)
    }
    .xAxis(#"mean $\mu$"#, domain: -2...4.5, grid: false)
    .yAxis(#"precision $\tau$"#, domain: 0...3, grid: false),
    height: .inches(3.1))
}

//| label: tbl-price
//| caption: >-
//|   The bound after some updates, the divergence from the posterior by numerical integration, and their sum, in nats. The exact evidence is $\log P(X) = \(evidence, decimals: 4)$.
//| fold: true
Table("after update", "bound $\\mathcal{L}$", "divergence", "sum") {
  for (step, gap) in gaps {
    [
      step == 0 ? "start" : "\(step)", "\(bounds[step], decimals: 4)", "\(gap, decimals: 4)",
      "\(bounds[step] + gap, decimals: 3)",
    ]
  }
}

//: The identity holds at every step, here too. What stops is the divergence: it never gets below \(gaps.last!.gap, decimals: 3) nats, because no product has the shape of the black drop. After eight updates the bound is as good as it will get, and
//: $\exp(\mathcal{L})$ is \(percent: exp(bounds.last! - evidence)) of the evidence.

//| include: false
let exactVariance = exact.b / (exact.lambda * (exact.a - 1))
let final = steps.last!

//: And it is too sure, as @fig-factors said it would be: the standard deviation of $\mu$ is \((1 / final.l).squareRoot(), decimals: 3) under $Q$ and \(exactVariance.squareRoot(), decimals: 3) under the posterior.

//| include: false
precondition(1 / final.l < exactVariance)
