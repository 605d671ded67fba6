//: ---
//: title: Exercises, and figures for lectures
//: ---

//| include: false
import DataSets
import ExpectationMaximization
import Foundation
import Notebook
import Statistics

//: # Exercises {#sec-exercises}
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
//:
//: **4. A second iteration by hand.** *Medium.* Continue @sec-by-hand: what is $P(A{=}0)$ after the second M-step?

//| include: false
let nodes = [NetworkNode("A", states: 2), NetworkNode("B", states: 2, parents: ["A"])]
let afterOne = try BayesianNetwork(nodes, tables: [[2.0 / 3, 1.0 / 3], [0.55, 0.45, 0.25, 0.75]])
let afterTwo = try afterOne.mStep(afterOne.eStep([[1, 1], [0, 1], [0, nil], [nil, 0]]).statistics)
precondition(abs(afterTwo.tables[0][0] - 76.0 / 108) < 1e-14)

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Only row four depends on $P(A)$. Its completions have joint probabilities $\tfrac23 \cdot 0.55$ and $\tfrac13 \cdot 0.25$, so $A = 0$ gets the weight $\tfrac{1.1}{1.35} = \tfrac{22}{27}$. Rows two and
//: three count fully, row one not at all: $P(A{=}0) = \tfrac14 \left(2 + \tfrac{22}{27}\right) = \tfrac{19}{27} \approx \(afterTwo.tables[0][0], decimals: 4)$.
//: :::
//:
//: **5. No finite maximum.** *Medium.* In a mixture of two Gaussians, put $\mu_1$ on a data point and let $\sigma_1$ shrink. What happens to the likelihood? Try it with the
//: durations of Old Faithful.

func logLikelihood(shrinkingTo sigma: Double) throws -> Double {
  let center = OldFaithful.durations[0]
  let mixture = UnivariateGaussianMixture(
    weights: [0.01, 0.99], means: [center, 3.5],
    standardDeviations: [sigma, 1.2])
  return try mixture.logDensities(of: OldFaithful.durations).reduce(0, +)
}
let spikes = [1e-2, 1e-4, 1e-6, 1e-8, 1e-10]
let heights = try spikes.map(logLikelihood)

//| include: false
precondition(zip(heights.dropFirst(2), heights.dropFirst()).allSatisfy { $0 > $1 })
let equal = OldFaithful.durations.count { $0 == OldFaithful.durations[0] }

//: ::: {.callout-tip collapse="true" title="Answer"}
//: The data point under the narrow component contributes about $\log \tfrac{1}{\sigma_1}$; the others lose almost nothing. For $\sigma_1 = 10^{-4}, 10^{-6}, 10^{-8}, 10^{-10}$ the log-likelihood is
//: \(heights[1], decimals: 1), \(heights[2], decimals: 1), \(heights[3], decimals: 1) and \(heights[4], decimals: 1). It rises without limit, by $\(equal) \log 100$ each time, because \(equal) eruptions have exactly this duration.
//: :::
//:
//: **6. How many components?** *Harder.* Download the notebook of the second chapter and fit three and five components instead of four. Which number has the smallest BIC? Is the answer the same with
//: a sample from another seed?

//| include: false
let truth = UnivariateGaussianMixture(
  weights: [0.25, 0.3, 0.35, 0.1], means: [-3, 0, 5, 10],
  standardDeviations: [2, 2, 5, 1])
var options = EMOptions(tolerance: .relative(1e-7), iterationLimit: 300)
options.acceleration = .squarem
/// The smallest BIC of twelve runs with three, four and five components.
func bics(seed: UInt64) throws -> [Double] {
  var random = SplitMix64(seed: seed)
  let samples = truth.sample(10_000, using: &random)
  return try [3, 4, 5].map { count in
    try (1...12).map { _ in
      let start = try UnivariateGaussianMixture.initialized(
        components: count, from: samples, method: .randomRows, using: &random)
      return try fitByEM(start, to: samples, options: options).bic
    }.min()!
  }
}
let (bicOfSeven, bicOfEight) = (try bics(seed: 7), try bics(seed: 8))
precondition(bicOfSeven.min() == bicOfSeven[0] && bicOfEight.min() == bicOfEight[0])

//: ::: {.callout-tip collapse="true" title="Answer"}
//: *Three*, if you use enough random starts: \(bicOfSeven[0], decimals: 1) against \(bicOfSeven[1], decimals: 1) for four and \(bicOfSeven[2], decimals: 1) for five. Seed 8 gives
//: \(bicOfEight[0], decimals: 1), \(bicOfEight[1], decimals: 1) and \(bicOfEight[2], decimals: 1). The two components that share a mode do not earn their three extra parameters. With few starts, or with
//: k-means++ starts only, the runs with three components may miss the narrow mode, and the answer changes.
//: :::
//:
//: # Figures for lectures {#sec-figures}
//:
//: The links below each figure lead to SVG, PNG and PDF files.
//:
//: - @fig-touch, step by step: the whole algorithm on one slide. Ask where the next parabola will touch.
//: - @fig-gains: the likelihood gains more than the bound. Ask what the distance from the diagonal means.
//: - @fig-truth and @fig-learned: the density is found, the components are not.
//: - @fig-climb: steep, then slow, and not every run reaches the same height.
//: - @fig-ridge: ask when to stop. Then show how far the means still move.
//: - @fig-half-steps: the E-step closes the gap, the M-step raises the bound.
//: - @fig-holes: what deleting incomplete rows costs. The scale is logarithmic.
