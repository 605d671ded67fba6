//: ---
//: title: Six components, two survivors
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: Now a Gaussian mixture in which weights, means and precisions are hidden as well as the labels. We follow Bishop [-@bishop2006, section 10.2], and use his data: the eruptions of Old Faithful [@azzalini1990], both columns brought to mean zero and
//: variance one.

let raw = OldFaithful.matrix
let rows = try Matrix(
  (0..<raw.rows).map { n in
    (0..<2).map { j in
      let column = raw.column(j)
      let mean = column.reduce(0, +) / 272
      let square = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 272
      return (raw[n, j] - mean) / square.squareRoot()
    }
  })

//: # A prior for every parameter {#sec-priors}
//:
//: $$
//: \begin{aligned}
//: \pi &\sim \operatorname{Dirichlet}(\alpha_0, \dots, \alpha_0) , \\
//: \mu_k \mid \Lambda_k &\sim \mathcal{N}\bigl(m_0, (\beta_0 \Lambda_k)^{-1}\bigr) , \qquad \Lambda_k \sim \operatorname{Wishart}(W_0, \nu_0) .
//: \end{aligned}
//: $$ {#eq-priors}
//:
//: The family is $Q(Z)\, Q(\pi, \mu, \Lambda)$: labels on one side, parameters on the other, and nothing assumed beyond that. @eq-factor does the rest, and both factors come out familiar.
//: $Q(Z)$ is a table of responsibilities,
//:
//: $$ \log r_{nk} = \mathbb{E}[\log \pi_k] + \mathbb{E}\bigl[ \log \mathcal{N}(x_n \mid \mu_k, \Lambda_k^{-1}) \bigr] + \text{const} , $$ {#eq-e}
//:
//: and $Q(\pi, \mu, \Lambda)$ has the form of the prior with fractional counts added: $\alpha_k = \alpha_0 + N_k$, $\beta_k = \beta_0 + N_k$, $\nu_k = \nu_0 + N_k$, and so on. So it is EM again, with
//: an expectation of $\log \pi_k$ in place of the logarithm of an estimate. That small difference does all that follows. For the Dirichlet distribution
//:
//: $$ \mathbb{E}[\log \pi_k] = \psi(\alpha_k) - \psi\Bigl(\textstyle\sum_j \alpha_j\Bigr) , $$ {#eq-digamma}
//:
//: and the digamma function $\psi(\alpha)$ is close to $\log(\alpha - \frac12)$ for large $\alpha$ but falls to $-\infty$ like $-1/\alpha$ for small ones.

//| label: fig-digamma
//| caption: >-
//|   What a component of $N_k$ points is worth to the next point: $\log N_k$ under maximum likelihood, $\psi(\alpha_0 + N_k)$ under variational Bayes, with $\alpha_0 = 0.001$. A component that holds only a fraction of a
//|   point is worth practically nothing.
//| alt: >-
//|   Two curves that agree for large numbers. Towards zero one falls slowly and the other plunges.
//| fold: true
let sizes = (1...300).map { 0.02 * Double($0) }
Figure(
  Chart {
    LineMark(x: sizes, y: sizes.map { log($0) }).label("$\\log N_k$")
    LineMark(x: sizes, y: sizes.map { digamma(0.001 + $0) }).label(#"$\psi(\alpha_0 + N_k)$"#)
  }
  .xAxis("points $N_k$ of the component").yAxis("log-weight, up to a constant", domain: -8...2)
  .legend(.inside(.bottomTrailing)),
  height: .inches(2.2))

//: # Six to begin with {#sec-six}
//:
//: Bishop takes $K = 6$ and $\alpha_0 = 10^{-3}$. The start is a $k$-means clustering into six.

let components = 6
func prior(_ concentration: Double) -> VariationalGaussianMixture.Prior {
  .init(
    concentration: concentration, mean: [0, 0], meanPrecision: 1,
    degreesOfFreedom: 2, scale: .identity(2))
}
func start(
  _ size: Int, _ concentration: Double, _ random: inout SplitMix64
) throws -> VariationalGaussianMixture {
  let clusters = try KMeans(rows, clusters: size, using: &random)
  var labels = Matrix(rows: rows.rows, columns: size)
  for (n, k) in clusters.labels.enumerated() { labels[n, k] = 1 }
  return try VariationalGaussianMixture(
    prior: prior(concentration), responsibilities: labels, of: rows)
}
var random = SplitMix64(seed: 4)
let fit = try fitByEM(
  start(components, 1e-3, &random), to: rows,
  options: EMOptions(
    tolerance: .absolute(1e-6), iterationLimit: 2000, record: .models))

//| include: false
let mixture = fit.model.expectedMixture
let survivors = mixture.weights.count { $0 > 0.01 }
let objectives = fit.trace.filter { $0.kind == .expectation }.map(\.objective)
precondition(zip(objectives, objectives.dropFirst()).allSatisfy { $1 >= $0 - 1e-8 * abs($0) })
// Bishop 2006, figure 10.6: two of six components survive.
precondition(survivors == 2 && fit.status.isConverged)
func alive(_ model: VariationalGaussianMixture) -> Int {
  model.expectedMixture.weights.count { $0 > 0.01 }
}
let counts = fit.trace.filter { $0.kind == .expectation }.compactMap { $0.model.map(alive) }
let secondLast = counts.firstIndex { $0 <= 3 }!, last = counts.firstIndex { $0 <= 2 }!

//| label: fig-survivors
//| caption: >-
//|   Variational Bayes with six components. Ellipses hold 80 percent of each component at the expected parameters, and fade with its expected weight. On the right the weights; those below one percent are not drawn on
//|   the left.
//| alt: >-
//|   Two clouds of points, at first covered by six ellipses. Step by step some of them shrink and disappear, until one ellipse is left on each cloud. Bars on the right show six weights, of which four fall to zero.
//| fold: true
func picture(_ model: VariationalGaussianMixture, _ shares: Matrix) -> Figure {
  let mixture = model.expectedMixture
  let drawn = mixture.weights.indices.filter { mixture.weights[$0] > 0.01 }
  return Figure(height: .inches(3)) {
    Row {
      Chart {
        PointMark(x: rows.column(0), y: rows.column(1)).foregroundStyle(.muted).symbolSize(2.6)
        for k in drawn {
          EllipseMark(
            mean: mixture.means.row(k), covariance: mixture.covariances.matrix(k, dimension: 2).nested,
            level: 0.8
          ).foregroundStyle(.series(k + 1)).lineStyle(width: 1.8)
            .opacity(min(1, 0.25 + 2 * mixture.weights[k]))
        }
      }
      .xAxis("duration, standardized", domain: -2.4...2.4).yAxis("wait, standardized", domain: -2.6...2.6)
      Chart {
        for k in 0..<components {
          BarMark(x: ["\(k + 1)"], y: [mixture.weights[k]]).foregroundStyle(.series(k + 1))
        }
      }
      .xAxis("component").yAxis("expected weight", domain: 0...0.7).bars(.overlaid)
    }
  }
}
let models = fit.trace.filter { $0.kind == .expectation }.map { $0.model! }
let chosen = Set((0..<24).map { Int(pow(Double(models.count), Double($0) / 23)) - 1 } + [models.count - 1])
let moments = chosen.sorted()
try Steps(moments, names: moments.map { "iteration \($0)" }) { t in
  picture(models[t], Matrix(rows: 0, columns: 0))
}

//: It \(fit.status). After \(secondLast) iterations three components are left and after \(last) two; in between little seems to happen, as a component has to starve slowly before it
//: falls off the edge of @fig-digamma. The bound never fell. Maximum likelihood with six components, from the same clusters, uses them all:

var again = SplitMix64(seed: 4)
let greedy = try fitByEM(
  MultivariateGaussianMixture.initialized(
    components: components, from: rows, using: &again), to: rows,
  options: EMOptions(tolerance: .remaining(1e-4)))

//| include: false
precondition(greedy.model.weights.allSatisfy { $0 > 0.01 })

//| label: tbl-weights
//| caption: The weights of six components, sorted, in percent.
//| fold: true
func percentages(_ weights: [Double]) -> [String] {
  weights.sorted(by: >).map { "\(100 * $0, decimals: 1)" }
}
Table(titles: ["method", "1", "2", "3", "4", "5", "6"], rows: [
  ["maximum likelihood"] + percentages(greedy.model.weights),
  ["variational Bayes"] + percentages(mixture.weights),
])

//: # How much does the prior decide? {#sec-concentration}
//:
//: $\alpha_0$ is what the prior adds to each count. Small values say that few components are needed, large ones that all are about as heavy. Twenty starts for each of several values:

let concentrations = [1e-3, 0.1, 1, 2, 3, 5, 10]
let survival = try concentrations.map { concentration in
  try (0..<20).map { seed in
    var own = SplitMix64(seed: UInt64(seed))
    let fit = try fitByEM(
      start(components, concentration, &own), to: rows,
      options: EMOptions(tolerance: .absolute(1e-4), iterationLimit: 800))
    return fit.model.expectedMixture.weights.count { $0 > 0.03 }
  }
}

//| label: fig-survival
//| caption: >-
//|   How many of six components end with a weight above three percent, in twenty runs, for seven values of $\alpha_0$. Numbers in the cells are runs.
//| alt: >-
//|   A table of colored cells. For small values of the concentration nearly all runs are at two, for large ones at six.
//| fold: true
let survivorCounts = (1...6).reversed().map { size in
  survival.map { runs in Double(runs.count { $0 == size }) }
}
Figure(
  Chart {
    HeatMapMark(
      columns: ["0.001", "0.1", "1", "2", "3", "5", "10"], rows: (1...6).reversed().map { "\($0)" },
      values: survivorCounts
    ).colormap(.blues, domain: 0...20).annotated(decimals: 0).withoutColorBar()
  }
  .xAxis(#"concentration $\alpha_0$"#, grid: false).yAxis("survivors", grid: false),
  height: .inches(2.6))

//| include: false
func share(_ index: Int, _ size: Int) -> Int { survival[index].count { $0 == size } }

//| include: false
precondition(share(0, 2) == 20 && share(3, 2) == 20 && share(4, 3) == 20 && share(6, 6) == 20)

//: Up to $\alpha_0 = 2$ all twenty runs end with two components, at 3 with three, from 5 on with all six. Within a column the starts make no difference; between columns the prior decides. And it is no weak one: with $\alpha_0 = 5$ it is worth thirty
//: eruptions, spread evenly over the six. Pruning is not a discovery that the data make alone.

//: # The bound as a judge {#sec-judge}
//:
//: The bound is a bound on $\log P(X)$ with *all* unknowns integrated out, so it can compare numbers of components without a penalty bolted on. One correction is due. $Q$ sits on one of several equivalent modes, and the true integral covers them all. If all components are alive
//: there are $K!$ of them, and Bishop adds $\log K!$ [-@bishop2006, section 10.2.4]. Dead components are all alike, so with $S$ survivors we add $\log \frac{K!}{(K - S)!}$.

let verdicts = try (1...6).map { size in
  try (0..<15).map { seed in
    var own = SplitMix64(seed: UInt64(100 + seed))
    let fit = try fitByEM(
      start(size, 1, &own), to: rows,
      options: EMOptions(tolerance: .absolute(1e-4), iterationLimit: 800))
    let dead = size - fit.model.expectedMixture.weights.count { $0 > 0.03 }
    let copies = logGamma(Double(size) + 1) - logGamma(Double(dead) + 1)
    return (
      value: fit.objective + copies,
      bishop: fit.objective + logGamma(Double(size) + 1))
  }
}
let tops = verdicts.map { $0.map(\.value).max()! }

//| include: false
// Bishop 2006, figure 10.7: a distinct peak at two.
precondition(tops.indices.max { tops[$0] < tops[$1] } == 1)
let bishops = verdicts.map { $0.map(\.bishop).max()! }
precondition(bishops.indices.max { bishops[$0] < bishops[$1] } == 1)

//| label: fig-judge
//| caption: >-
//|   The corrected bound over the number of components, fifteen starts each. The line joins the best of them; the right panel leaves out $K = 1$.
//| alt: >-
//|   Two panels with dots in columns over the number of components. The highest is at two; one component is more than a hundred nats lower, and from three on the best fall by a few nats each.
//| fold: true
func judgement(from first: Int) -> Chart {
  Chart {
    LineMark(x: (first...6).map(Double.init), y: tops.dropFirst(first - 1)).foregroundStyle(.muted)
    for (k, values) in verdicts.enumerated().dropFirst(first - 1) {
      PointMark(
        x: values.indices.map { Double(k + 1) + 0.012 * (Double($0) - 7) }, y: values.map(\.value)
      ).foregroundStyle(.series(1)).symbolSize(4)
    }
  }
  .xAxis("components $K$", ticks: .values((first...6).map(Double.init)))
  .yAxis("corrected bound in nats")
}
Figure(height: .inches(2.5)) {
  Row {
    judgement(from: 1)
    judgement(from: 2)
  }
}

//: The peak is at two, where Bishop has it. BIC is the large-sample shadow of this curve; here no sample has to be large. Both the pruning and the curve depend on the prior, and say so openly.

//: # Exercises {#sec-exercises}

//: **1.** Derive $Q(\mu)$ of @eq-updates from @eq-factor.

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\log P(X, \mu, \tau)$ contains $\mu$ in $-\frac{\tau}{2} \bigl( \sum_n (x_n - \mu)^2 + \lambda_0 \mu^2 \bigr)$. The expectation over $\tau$ replaces $\tau$ by $\mathbb{E}[\tau]$; completing the square gives the precision $(\lambda_0 + N)\, \mathbb{E}[\tau]$ and the mean
//: $\sum_n x_n / (\lambda_0 + N)$. That the factor is normal was not assumed. It came out.
//: :::

//: **2.** In @fig-factors, why is the variance of the nearest product $1 - \rho^2$?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: By @eq-factor $\log Q_1(z_1)$ is quadratic in $z_1$ with the coefficient of $z_1^2$ of the joint log-density, $-\frac12 \Lambda_{11}$. So the variance is $1 / \Lambda_{11}$, which is the *conditional* variance of $z_1$ given $z_2$, and for correlation $\rho$ that is $1 - \rho^2$.
//: :::

//: **3.** With $\alpha_0 = 10^{-3}$ and 272 points, what is the expected weight of a component that has lost all its points? Why is it never drawn upon again?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\alpha_0 / (6 \alpha_0 + 272)$, about $\(1e-3 / 272.006, digits: 2)$. But what the E-step uses is $\exp \psi(\alpha_0) \approx e^{-1000}$, which no point can outbid.
//: :::

//: **4.** A colleague says that variational Bayes found two components and therefore there are two kinds of eruption. What do you ask?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Which $\alpha_0$, how many starts, and what the components were allowed to look like. @fig-survival answers the first, and the report *When EM misleads* has an answer for the last: with one shared covariance, BIC wants three.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-factors: which error would you rather make? Left is what variational EM makes.
//: - @fig-updates: horizontal, vertical, horizontal: coordinate ascent that one can see.
//: - @fig-digamma: the cliff on the left is all of automatic pruning.
//: - @fig-survivors: ask which ellipse will go next.
//: - @fig-survival: the same data and the same method in every column.
//: - @fig-judge: a curve with a peak, and no penalty was added by hand.
