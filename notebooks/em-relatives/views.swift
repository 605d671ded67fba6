//: ---
//: title: Other views of EM
//: ---

//| include: false
import DataSets
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: ::: {.callout-note title="What you will learn" icon="false"}
//: - EM as majorization–minimization;
//: - the M-step as moment matching in exponential families;
//: - Fisher's identity, which makes EM a kind of gradient ascent.
//: :::
//:
//: # Majorization–minimization {#sec-mm}
//:
//: To minimize a difficult function $f$, construct at the current point a simpler function that lies above $f$ everywhere and touches it there. Minimize that function, and repeat. Then $f$ can never
//: increase. Such methods are called *MM algorithms* [@hunter2004]. EM is one of them: $f = -\ell$, and the simpler function is minus the [lower bound](../em-algorithm/index.html#sec-em).
//:
//: MM needs no hidden variables. As an example, the median minimizes $\sum_n |x_n - m|$. Since $|y| \le \frac{y^2}{2 |y_t|} + \frac{|y_t|}{2}$ with equality at $y = \pm y_t$, each absolute
//: value lies below a parabola. Minimizing the sum of the parabolas gives a weighted mean:
//:
//: $$ m_{t+1} = \frac{\sum_n x_n / |x_n - m_t|}{\sum_n 1 / |x_n - m_t|} . $$ {#eq-median}

let differences: [Double] = [
  49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48,
]
var m = 20.0
for _ in 1...200 {
  let weights = differences.map { 1 / max(abs($0 - m), 1e-12) }
  let weighted = zip(weights, differences).map { w, x in w * x }
  m = weighted.reduce(0, +) / weights.reduce(0, +)
}

//| include: false
precondition(differences.sorted()[7] == 24 && abs(m - 24) < 1e-6)

//: For the fifteen differences of [*Outliers*](../robust-and-counts/index.html#sec-darwin) this gives \(m, decimals: 4), their median.
//:
//: # Exponential families {#sec-families}
//:
//: Most models for which EM is convenient are exponential families: with natural parameters $\eta$ and sufficient statistics $T(x, z)$,
//:
//: $$ \log P(x, z \mid \eta) = \eta^\top T(x, z) - \kappa(\eta) + \text{const} . $$ {#eq-family}
//:
//: The E-step then needs only the expected statistics $\bar T = \operatorname{E}[T(X, Z) \mid X, \eta_t]$. The M-step maximizes $\eta^\top \bar T - \kappa(\eta)$. Its derivative is zero where $\nabla \kappa(\eta) = \bar T$, and
//: $\nabla \kappa(\eta) = \operatorname{E}[T \mid \eta]$. So the M-step is **moment matching**: choose the parameters under which the expected statistics equal $\bar T$ [@sundberg1974].
//:
//: | model | expected statistics | M-step |
//: |:------|:--------------------|:-------|
//: | mixture of Gaussians | $\sum_n r_{nk}$, $\sum_n r_{nk} x_n$, $\sum_n r_{nk} x_n x_n^\top$ | weights, means, covariances |
//: | hidden Markov model | $r_{1k}$, $\sum_n \xi_{nij}$, $\sum_n r_{nk} T(x_n)$ | proportions, means |
//: | Bayesian network | expected counts of states | proportions |
//: | factor analysis | $\sum_n x_n \operatorname{E}[z_n]^\top$, $\sum_n \operatorname{E}[z_n z_n^\top]$ | regression |
//:
//: : Sufficient statistics and M-steps. {#tbl-statistics}
//:
//: One consequence is easy to check. For a mixture of Gaussians, the statistics summed over $k$ are $\sum_n x_n$ and $\sum_n x_n x_n^\top$, for all responsibilities. So after *every* M-step the mixture has exactly the mean and covariance of the data:

let data = OldFaithful.matrix
let moments = try SampleMoments(data)
var mixture = try GaussianMixture(
  weights: [0.5, 0.5], means: [[3, 80], [4, 62]],
  covariances: [[[1, 0], [0, 150]], [[1, 0], [0, 150]]])
var largestError = 0.0
for _ in 1...5 {
  mixture = try fitByEM(
    mixture, to: data,
    options: EMOptions(tolerance: .never, iterationLimit: 1)
  ).model
  let (mean, covariance) = momentsOfMixture()
  for i in 0..<2 {
    largestError = max(largestError, abs(mean[i] / moments.mean[i] - 1))
    for j in 0..<2 {
      let ratio = covariance[i][j] / moments.covariance[i, j]
      largestError = max(largestError, abs(ratio - 1))
    }
  }
}
// snippet.hide
func momentsOfMixture() -> (mean: [Double], covariance: [[Double]]) {
  var mean = [0.0, 0]
  for k in 0..<2 { for i in 0..<2 { mean[i] += mixture.weights[k] * mixture.means[k, i] } }
  var covariance = [[0.0, 0], [0, 0]]
  for k in 0..<2 {
    let own = mixture.covariances.matrix(k, dimension: 2)
    for i in 0..<2 {
      for j in 0..<2 {
        let shift = (mixture.means[k, i] - mean[i]) * (mixture.means[k, j] - mean[j])
        covariance[i][j] += mixture.weights[k] * (own[i, j] + shift)
      }
    }
  }
  return (mean, covariance)
}
precondition(largestError < 1e-9)
// snippet.show

//: In five iterations on Old Faithful the largest relative difference was \(largestError, digits: 1).
//:
//: # Fisher's identity {#sec-fisher}
//:
//: ::: {.theorem #thm-fisher title="Fisher's identity"}
//: The gradient of the log-likelihood is the expected gradient of the complete-data log-likelihood:
//: $$ \nabla \ell(\theta) = \operatorname{E}\bigl[ \nabla \log P(X, Z \mid \theta) \mid X, \theta \bigr] . $$ {#eq-fisher}
//: :::
//:
//: ::: {.proof}
//: $\nabla \log \sum_z P(X, z \mid \theta) = \sum_z \frac{\nabla P(X, z \mid \theta)}{P(X \mid \theta)} = \sum_z \frac{P(X, z \mid \theta)}{P(X \mid \theta)}\, \nabla \log P(X, z \mid \theta)$, and the fraction is the posterior of $z$.
//: :::
//:
//: Geometrically: the bound touches $\ell$ without crossing it, so both have the same gradient there. The E-step therefore gives the exact gradient for free, and EM can stop only where it is zero.
//:
//: For a mixture of normal distributions with standard deviation one, @eq-fisher says $\partial \ell / \partial \mu_k = \sum_n r_{nk} (x_n - \mu_k)$. Numerical differentiation agrees:

var random = SplitMix64(seed: 3)
let x = (0..<200).map { n in
  (n < 100 ? -1.0 : 1.0) + random.standardNormal()
}
func density(_ x: Double, around mean: Double) -> Double {
  Normal(mean: mean).density(x)
}
func logLikelihood(_ first: Double, _ second: Double) -> Double {
  x.map { x -> Double in
    log(0.5 * density(x, around: first) + 0.5 * density(x, around: second))
  }.reduce(0, +)
}
let (first, second) = (-0.5, 0.8)
let byFisher = x.map { x -> Double in
  let (a, b) = (density(x, around: first), density(x, around: second))
  return a / (a + b) * (x - first)
}.reduce(0, +)
let step = 1e-5
let byDifference =
  (logLikelihood(first + step, second)
    - logLikelihood(first - step, second)) / (2 * step)

//| include: false
precondition(abs(byFisher - byDifference) < 1e-6)

//: Fisher's identity gives \(byFisher, decimals: 6), the difference quotient \(byDifference, decimals: 6).
//:
//: There is one more consequence. The M-step $\mu_k = \frac{1}{N_k} \sum_n r_{nk} x_n$ can be written
//:
//: $$ \mu_k^{(t+1)} = \mu_k^{(t)} + \frac{1}{N_k}\, \frac{\partial \ell}{\partial \mu_k} , $$ {#eq-ascent}
//:
//: so EM is gradient ascent with the step size $1 / N_k$, which needs no tuning.
//:
//: # Summary {#sec-summary-2}
//:
//: EM is an MM algorithm whose bound comes from hidden variables. In exponential families the E-step computes expected sufficient statistics, and the M-step matches moments. By Fisher's identity the E-step also gives the
//: gradient of the log-likelihood.
//:
//: # Exercises {#sec-exercises-2}
//:
//: **1.** *Easy.* Derive @eq-ascent.
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\frac{1}{N_k} \sum_n r_{nk} x_n = \mu_k + \frac{1}{N_k} \sum_n r_{nk} (x_n - \mu_k)$, because $\sum_n r_{nk} = N_k$. By @eq-fisher with $\sigma = 1$ the last sum is $\partial \ell / \partial \mu_k$.
//: :::
//:
//: **2.** *Medium.* Is a mixture of Gaussians an exponential family?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: The complete data $(X, Z)$ are; the observed data $X$ are not, because the logarithm of a sum is not linear in any statistics. EM works with the complete data.
//: :::
