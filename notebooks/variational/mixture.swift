//: ---
//: title: A mixture that removes components
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
let raw = OldFaithful.matrix
let moments = try SampleMoments(raw)
let deviations = moments.covariance.diagonal.map { $0.squareRoot() }
var rows = raw
for n in 0..<raw.rows {
  for d in 0..<2 { rows[n, d] = (raw[n, d] - moments.mean[d]) / deviations[d] }
}

//: The best-known application is a Gaussian mixture with an unknown number of components. As in Bishop's experiment [@bishop2006], we fit six components to the eruptions of Old Faithful
//: [@haerdle1991] and watch.

//| include: false
var prior = try VariationalGaussianMixture.Prior(matching: rows, components: 6)
prior.concentration = 1e-3
func start(_ components: Int, _ prior: VariationalGaussianMixture.Prior, seed: UInt64) throws
  -> VariationalGaussianMixture
{
  var random = SplitMix64(seed: seed)
  let mixture = try GaussianMixture.initialized(
    components: components, from: rows, using: &random)
  return try VariationalGaussianMixture(
    prior: prior, responsibilities: mixture.responsibilities(of: rows), of: rows)
}
let options = EMOptions(
  tolerance: .remaining(1e-8), iterationLimit: 2000)
let fit = try fitByEM(start(6, prior, seed: 3), to: rows, options: options)
let weights = [fit.trace[0].model!.expectedMixture.weights]
  + fit.maximizations.map { $0.model!.expectedMixture.weights }
let survivors = fit.model.expectedMixture.weights.filter { $0 > 0.01 }.count
precondition(survivors == 2)

//| label: fig-pruning
//| caption: >-
//|   Six components on Old Faithful, standardized. Each ellipse contains 80 % of a component; its opacity increases with the
//|   weight. Below, the expected weights.
//| alt: >-
//|   Above, two clouds of points with one ellipse around each. Below, six stems, of which two are high and four have
//|   vanished.
//| fold: true
let moments2 = [0, 1, 2, 5, 10, 20, 30, 40, 50, 60, 80, 100, 150, fit.iterations]
  .filter { $0 <= fit.iterations }
let colors = (1...6).map { Palette.okabeIto[$0] }
let models = [fit.trace[0].model!] + fit.maximizations.map { $0.model! }
try Steps(moments2, names: moments2.map { "iteration \($0)" }) { t in
  let mixture = models[t].expectedMixture
  return Figure(height: .inches(4.2)) {
    Chart {
      PointMark(x: rows.column(0), y: rows.column(1)).foregroundStyle(.muted).symbolSize(2.6)
        .opacity(0.6)
      for k in 0..<6 {
        EllipseMark(
          mean: mixture.means.row(k),
          covariance: mixture.covariances.matrix(k, dimension: 2).nested, level: 0.8
        ).foregroundStyle(.series(k + 1)).lineStyle(width: 1.8)
          .opacity(min(1, 4 * mixture.weights[k]))
      }
    }
    .xAxis("duration", domain: -2...2).yAxis("wait", domain: -2.4...2.4)
    Chart {
      BarMark(x: 1...6, y: mixture.weights, width: 0.08).foregroundStyle(.muted)
      PointMark(x: 1...6, y: mixture.weights).foregroundStyle(colors).symbolSize(7).opacity(1)
    }
    .xAxis("component", domain: 0.4...6.6, ticks: .values([1, 2, 3, 4, 5, 6]), grid: false)
    .yAxis(#"$\operatorname{E}[\pi_k]$"#, domain: 0...0.7)
  }
}

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - variational Bayes for a mixture of Gaussians;
//: - why it removes components, and how this depends on the prior.
//: :::
//:
//: # The factors {#sec-factors}
//:
//: The weights have a Dirichlet prior with concentration $\alpha_0$ each, and each pair of mean and precision matrix $\Lambda_k = \Sigma_k^{-1}$ has a
//: normal-Wishart prior. The only assumption is that hidden components and parameters are independent,
//:
//: $$ Q(Z, \pi, \mu, \Lambda) = Q(Z)\, Q(\pi, \mu, \Lambda) ; $$ {#eq-split-mixture}
//:
//: and the rest follows from @eq-update. The first factor is a table of responsibilities. Where EM uses the logarithm of an estimate, it uses an expected
//: logarithm:
//:
//: $$
//: \begin{aligned}
//: \log r_{nk} &= \operatorname{E}[\log \pi_k] + \tfrac12 \operatorname{E}[\log |\Lambda_k|] \\
//:   &\quad - \tfrac12 \operatorname{E}\bigl[ (x_n - \mu_k)^\top \Lambda_k (x_n - \mu_k) \bigr] + \text{const} ,
//: \end{aligned}
//: $$ {#eq-vb-responsibilities}
//:
//: The second factor is again Dirichlet and normal-Wishart. Its parameters are those of the prior plus fractional counts: $\alpha_k = \alpha_0 + N_k$, and so on. So an iteration
//: looks like one of EM and costs the same. In the library the same driver runs it:

var byHand = try start(6, prior, seed: 3)
for _ in 0..<50 { byHand = try byHand.mStep(byHand.eStep(rows).statistics) }

//| include: false
for (ours, theirs) in zip(byHand.expectedMixture.weights, weights[50]) {
  precondition(abs(ours - theirs) < 1e-12)
}

//: # Why components disappear {#sec-die}
//:
//: The reason is the expected logarithm. For a Dirichlet distribution
//:
//: $$ \operatorname{E}[\log \pi_k] = \psi(\alpha_k) - \psi\Bigl( \sum_j \alpha_j \Bigr) . $$ {#eq-digamma}
//:
//: The digamma function $\psi$ behaves like the logarithm for large arguments and like $-1/\alpha$ for small ones. For a component that has lost most of its rows, the expected
//: logarithm of its weight is far below the logarithm of the expected weight. So it gets even fewer rows in the next iteration, until it has none. @fig-digamma shows this
//: penalty.

//| label: fig-digamma
//| caption: >-
//|   What enters the responsibilities as the weight of a component with $N_k$ of 272 rows: $\exp \operatorname{E}[\log \pi_k]$ in variational Bayes with $\alpha_0 = 0.001$,
//|   and $N_k / N$ in EM.
//| alt: >-
//|   Two curves on logarithmic axes. They agree for more than ten rows; below one row the one of variational Bayes drops to almost
//|   nothing.
//| fold: true
let few = (0...80).map { pow(10, -1 + 3 * Double($0) / 80) }
let charge = few.map { exp(digamma(1e-3 + $0) - digamma(272 + 6e-3)) }
Figure(
  Chart {
    LineMark(x: few, y: few.map { $0 / 272 }).label("EM")
    LineMark(x: few, y: charge).lineStyle(dash: [5, 3]).label("variational Bayes")
  }
  .xAxis("$N_k$", scale: .log).yAxis("effective weight", scale: .log, domain: 1e-7...1),
  height: .inches(2.4))

//| label: fig-weights
//| caption: >-
//|   The expected weights of the six components over the iterations (above), and the bound (below). At a dashed line a
//|   component falls below a hundredth of a row. The bound never falls.
//| alt: >-
//|   Above, six curves; one after the other four of them fall to zero, and two rise. Below, a curve that rises in steps, which
//|   end near the dashed lines.
//| fold: true
let objectives = fit.trace.filter { $0.kind == .expectation }.map(\.objective)
let last = fit.iterations
let deaths = (0..<6).compactMap { k in
  weights.firstIndex { $0[k] * (272 + 6e-3) - 1e-3 < 0.01 }
}
Figure(height: .inches(3.6)) {
  Chart {
    for t in deaths { RuleMark(x: Double(t)).lineStyle(dash: [3, 2]) }
    for k in 0..<6 {
      LineMark(x: 0...last, y: weights.map { $0[k] }).foregroundStyle(.series(k + 1))
    }
  }
  .xAxis(domain: 0...Double(last)).yAxis(#"$\operatorname{E}[\pi_k]$"#, domain: 0...0.7)
  Chart {
    for t in deaths { RuleMark(x: Double(t)).lineStyle(dash: [3, 2]) }
    LineMark(x: 1...last, y: objectives.dropFirst()).foregroundStyle(.ink)
  }
  .xAxis("iteration", domain: 0...Double(last)).yAxis(#"$\mathcal{L}(Q)$"#)
}

//| include: false
for (before, after) in zip(objectives, objectives.dropFirst()) {
  precondition(after >= before - 1e-8)
}

//: # Comparison with EM {#sec-em-six}
//:
//: Maximum likelihood from the same start keeps all six components:

let maximum = try fitByEM(
  models[0].expectedMixture, to: rows,
  options: EMOptions(tolerance: .remaining(1e-6), iterationLimit: 5000))

//| label: tbl-weights
//| caption: The weights of the six components by EM, and their expectations in variational Bayes.
//| fold: true
Table("method", "1", "2", "3", "4", "5", "6") {
  ["EM"] + maximum.model.weights.map { "\($0, decimals: 3)" }
  ["variational Bayes"] + fit.model.expectedMixture.weights.map { "\($0, decimals: 3)" }
}

//| include: false
precondition(maximum.model.weights.allSatisfy { $0 > 0.01 })

//: Its log-likelihood is \(maximum.logLikelihood, decimals: 1). The likelihood does not tell us that six are too many; we would have to fit every number of components and compare them by a criterion. Variational Bayes answers
//: in a single fit. But the answer depends on the prior.

//: # The influence of the prior {#sec-prior}

//| fold: true
func best(_ components: Int, _ concentration: Double) throws -> Fit<VariationalGaussianMixture> {
  var prior = try VariationalGaussianMixture.Prior(matching: rows, components: components)
  prior.concentration = concentration
  let fits = try (1...5).map { seed in
    try fitByEM(
      start(components, prior, seed: UInt64(seed)), to: rows,
      options: EMOptions(tolerance: .remaining(1e-8), iterationLimit: 3000))
  }
  return fits.max { $0.objective < $1.objective }!
}
let concentrations = [0.001, 0.1, 1, 10]
let sixes = try concentrations.map { try best(6, $0) }

//| label: tbl-prior
//| caption: >-
//|   Six components with four priors, each the best of five starts by the bound: the expected weights, largest first, and the number of components with
//|   more than 1 %.
//| fold: true
Table("$\\alpha_0$", "expected weights", "components") {
  for (alpha, fit) in zip(concentrations, sixes) {
    let weights = fit.model.expectedMixture.weights.sorted(by: >)
    [
      "\(alpha)", weights.map { "\($0, decimals: 2)" }.joined(separator: ", "),
      "\(weights.filter { $0 > 0.01 }.count)",
    ]
  }
}

//: The number of remaining components depends on $\alpha_0$. A prior that expects six equal weights gets six components. A small $\alpha_0$ says that most
//: weights are nearly zero, and then they are. The data determine *which* components remain and how few are enough.
//:
//: A fairer comparison uses the bound itself. It approximates the evidence of a model with $K$ components, and evidence can be
//: compared across $K$. One correction is needed: the posterior has $K!$ equal modes, one for each numbering of the components, and $Q$ covers only one. So we add
//: $\log K!$. If components are empty, fewer of the modes differ, and the correction favors large $K$.

//| label: fig-evidence
//| caption: >-
//|   The bound plus $\log K!$ for one to six components with $\alpha_0 = 1$, the best of five starts each. The ring marks the largest value.
//| alt: >-
//|   A line that rises steeply from one to two components and then falls with every further one; the ring is at two.
//| fold: true
let byCount = try (1...6).map { k in
  (components: k, score: try best(k, 1).objective + logGamma(Double(k) + 1))
}
Figure(
  modelSelectionChart(
    of: [("bound", byCount)], criterion: #"$\mathcal{L}(Q) + \log K!$"#, isBetterSmall: false
  ).legend(.none), height: .inches(2.4))

//| include: false
let winner = byCount.max { $0.score < $1.score }!.components
let runnerUp = byCount.map(\.score).sorted(by: >)[1]

//: It is largest for \(winner) components, by \(byCount[winner - 1].score - runnerUp, decimals: 1) nats.
//:
//: # Summary {#sec-summary-2}
//:
//: In a variational mixture, components with few rows lose them, because the expected logarithm of a small weight is very small. How many components remain depends on the prior. The bound can be used to
//: compare numbers of components.

//: # Exercises {#sec-exercises-2}

//| include: false
let manyRows = 1e6
let nearly = digamma(manyRows) - log(manyRows)
precondition(abs(nearly) < 1e-6)

//: **1.** *Easy.* What do the updates become when there are very many rows?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Those of EM. The counts outweigh the prior, $\operatorname{E}[\log \pi_k]$ and $\log \operatorname{E}[\pi_k]$ differ by about $1 / (2 N_k)$ only, and the factor of the parameters narrows to
//: a point. The methods differ for components with few rows.
//: :::

//: **2.** *Medium.* Can a component shrink to a single row, as in maximum likelihood?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: No. A component with one row has almost the prior's scale matrix, so its expected covariance is about as large as the
//: prior says. This alone is a reason to use a prior, with EM as well.
//: :::

//: **3.** *Medium.* From which $N_k$ on does the effective weight of @fig-digamma differ from that of EM by less than 10 %?

//| include: false
let tenPercent = (1...272).first {
  abs(exp(digamma(1e-3 + Double($0)) - digamma(272 + 6e-3)) / (Double($0) / 272) - 1) < 0.1
}!

//: ::: {.callout-tip collapse="true" title="Answer"}
//: From \(tenPercent) rows on, because $\psi(\alpha) \approx \log \alpha - 1 / (2 \alpha)$ and $1 / (2 \cdot \(tenPercent)) = \(0.5 / Double(tenPercent), decimals: 2)$.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-factors: black is the truth, orange what a product can express. Watch where the divergence stops.
//: - @fig-directions: which of the two errors would you rather make? The bound makes the left one.
//: - @fig-pruning: let the audience guess which two components will remain.
//: - @fig-digamma: why components disappear, in one curve.
//: - @fig-weights: components disappear above; the bound jumps below.
//: - @fig-evidence: the same question with an explicit prior.
