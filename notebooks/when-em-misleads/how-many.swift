//: ---
//: title: How many components?
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: The likelihood alone cannot choose the number of components: every mixture is a special case of one with more components, whose maximum is therefore at least as high. A criterion must charge for
//: parameters.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - two criteria for the number of components, and the questions they answer;
//: - how many starts are needed before criteria can be compared.
//: :::
//:
//: # BIC and ICL {#sec-prices}
//:
//: Let $\hat\ell$ be the maximum of the log-likelihood and $p$ the number of free parameters. Schwarz's criterion [-@schwarz1978]
//:
//: $$ \operatorname{BIC} = -2 \hat\ell + p \log N $$ {#eq-bic}
//:
//: charges $\log N$ per parameter. It approximates $-2$ times the logarithm of the marginal likelihood and asks: *which density is this?* The integrated completed
//: likelihood [@biernacki2000] adds a charge for uncertain labels, twice the entropy of the responsibilities,
//:
//: $$ \operatorname{ICL} = \operatorname{BIC} - 2 \sum_n \sum_k r_{nk} \log r_{nk} , $$ {#eq-icl}
//:
//: and asks: *which clusters are these?* For both, smaller is better. When all components are far apart, the entropy is near zero and they agree.
//:
//: # First find the maxima {#sec-enough}
//:
//: A criterion compares *maxima*, so we need them first. For Old Faithful we use 300 starts for full covariances, which have many peaks, and 40 for tied ones (one covariance for
//: all components). We also exclude spikes. Durations were recorded to about a second, so we discard a run if some component has a standard deviation below 0.05 minutes in any direction.

let rows = OldFaithful.matrix
func narrowest(_ model: GaussianMixture) -> Double {
  (0..<model.componentCount).map { k in
    let covariance = model.covariances.matrix(k, dimension: 2)
    let variances = SymmetricEigen(covariance).values
    return variances.min()!.squareRoot()
  }.min()!
}
func search(_ components: Int, _ shape: CovarianceStructure, starts: Int)
  -> [Fit<GaussianMixture>]
{
  var options = EMOptions(tolerance: .remaining(1e-4), iterationLimit: 2000)
  options.acceleration = .squarem
  return fitByEM(
    restarts: starts, seed: 0, to: rows, options: options
  ) { random in
    try GaussianMixture.initialized(
      components: components, from: rows, covariance: shape, using: &random)
  }.fits
}
let fullRuns = (1...5).map { search($0, .full, starts: 300) }
let tiedRuns = (1...5).map { search($0, .tied, starts: 40) }

//| fold: true
func isSpike(_ fit: Fit<GaussianMixture>) -> Bool {
  !fit.isSound || narrowest(fit.model) < 0.05
}
func best(_ fits: [Fit<GaussianMixture>]) -> Fit<GaussianMixture> {
  fits.filter { !isSpike($0) }.max { $0.logLikelihood < $1.logLikelihood }!
}
typealias Candidate = (components: Int, shape: CovarianceStructure)
let scores = try [(CovarianceStructure.full, fullRuns), (.tied, tiedRuns)].flatMap { shape, runs in
  try runs.enumerated().map { index, fits in
    let fit = best(fits)
    return (
      candidate: Candidate(index + 1, shape), fit: fit, bic: fit.bic,
      icl: try fit.icl(of: rows))
  }
}

//| label: tbl-enough
//| fold: true
//| caption: >-
//|   Full covariances: the best log-likelihood of 300 starts without spikes, how many runs came within 0.05 nats of it, which run was the first, and what the first four starts alone
//|   would have given.
func hits(_ fits: [Fit<GaussianMixture>]) -> [Int] {
  fits.indices.filter { !isSpike(fits[$0]) && fits[$0].logLikelihood > best(fits).logLikelihood - 0.05 }
}
Table("$K$", "best $\\ell$", "BIC", "AIC", "reached by", "first run", "BIC from 4 starts") {
  for (index, fits) in fullRuns.enumerated() {
    let ofFour = best(Array(fits.prefix(4)))
    [
      "\(index + 1)", "\(best(fits).logLikelihood, decimals: 3)", "\(scores[index].bic, decimals: 1)",
      "\(scores[index].fit.aic, decimals: 1)", "\(hits(fits).count)", "\(hits(fits)[0] + 1)",
      "\(ofFour.bic, decimals: 1)",
    ]
  }
}

//| include: false
// Recomputed independently with 1500 starts: 2324.2 at ℓ = −1114.440 for three components, 2341.0 for four.
precondition(fullRuns.allSatisfy { $0.count == 300 } && tiedRuns.allSatisfy { $0.count == 40 })
precondition(abs(scores[1].fit.logLikelihood + 1130.264) < 0.001 && abs(scores[1].bic - 2322.19) < 0.01)
precondition(abs(scores[2].fit.logLikelihood + 1114.440) < 0.002 && abs(scores[2].bic - 2324.18) < 0.01)
precondition(abs(scores[3].fit.logLikelihood + 1106.030) < 0.002 && abs(scores[3].bic - 2340.99) < 0.01)
precondition(abs(scores[3].fit.aic - 2258.06) < 0.01)
let spiked = fullRuns[4].filter(\.isSound).max { $0.logLikelihood < $1.logLikelihood }!
precondition(isSpike(spiked) && spiked.logLikelihood > scores[4].fit.logLikelihood + 1)
precondition(spiked.bic > scores[2].bic + 20)
let smallest = spiked.model.weights.min()! * 272
// 1500 further starts from k-means++ and 1500 from random rows find no better admissible peak for five components. An
// independent search with a laxer rule for spikes found 2354.1, between the two values here.
precondition(scores[4].bic > 2354.1 && spiked.bic < 2354.1)
precondition(abs(scores[4].fit.logLikelihood + 1098.975) < 0.002)
let ofFour = best(Array(fullRuns[2].prefix(4)))
precondition(ofFour.bic > scores[2].bic + 5)

//: With three components, run \(hits(fullRuns[2])[0] + 1) was the first to find the best peak; four starts give a BIC that is too large by \(ofFour.bic - scores[2].bic, decimals: 1). With five components the
//: answer depends on what we call a spike. One of the 300 runs is \(spiked.logLikelihood - scores[4].fit.logLikelihood, decimals: 1) nats above the best admissible one (BIC \(spiked.bic, decimals: 1)), with a component of \(smallest, decimals: 0) eruptions
//: whose standard deviation is \(60 * narrowest(spiked.model), decimals: 0) second. More starts find more such peaks. Which of them count is a decision that the likelihood cannot make. Here BIC chooses the same number of components
//: either way.

//| include: false
let byBIC = scores.min { $0.bic < $1.bic }!
let byICL = scores.min { $0.icl < $1.icl }!
precondition(byBIC.candidate.components == 3 && byBIC.candidate.shape == .tied)
precondition(byICL.candidate.components == 2 && byICL.candidate.shape == .full)
// mclust 5 on the same data chooses EEE with three components: log-likelihood −1126.326, 11 parameters, and
// BIC −2314.316 in its sign (Scrucca et al. 2016). It stops a hundredth of a nat earlier.
precondition(abs(byBIC.fit.logLikelihood + 1126.326) < 0.02)
precondition(byBIC.fit.model.parameterCount == 11)
precondition(abs(byBIC.bic - 2314.316) < 0.04)

//: # Two answers {#sec-answers}

//| label: fig-verdicts
//| caption: >-
//|   Old Faithful according to BIC (left: three components with a common covariance) and ICL (right: two, each with its own). Ellipses contain 50 % and 95 % of a component.
//| alt: >-
//|   Two scatter plots of duration and waiting time with two clouds. Left, two overlapping ellipses divide the upper cloud and a third covers the lower one. Right, one ellipse for
//|   each cloud.
//| fold: true
func named(_ title: String, _ chart: Chart) -> Chart {
  var chart = chart.xAxis("duration in minutes").yAxis("wait in minutes").legend(.none)
  chart.title = title
  return chart
}
try Figure(height: .inches(3.1)) {
  try Row {
    named("BIC", try mixtureFitChart(byBIC.fit.model, to: rows, levels: [0.5, 0.95]))
    named("ICL", try mixtureFitChart(byICL.fit.model, to: rows, levels: [0.5, 0.95]))
  }
}

//| label: fig-criteria
//| caption: >-
//|   Both criteria against the number of components, for full and for tied covariances. Rings mark the smallest values.
//| alt: >-
//|   Two panels. For BIC the lowest point is at three components with tied covariances, a little below two with full ones. For ICL both lines are lowest at two and rise
//|   steeply after that.
//| fold: true
func lines(_ value: (Int) -> Double) -> [(label: String, scores: [(components: Int, score: Double)])] {
  [CovarianceStructure.full, .tied].map { shape in
    (shape.rawValue, scores.indices.filter { scores[$0].candidate.shape == shape }.map {
      (scores[$0].candidate.components, value($0))
    })
  }
}
Figure(height: .inches(2.7)) {
  Row {
    modelSelectionChart(of: lines { scores[$0].bic }, criterion: "BIC").legend(.bottom)
    modelSelectionChart(of: lines { scores[$0].icl }, criterion: "ICL").legend(.none)
  }
}

//: BIC prefers three components with a common covariance (\(byBIC.bic, decimals: 1)) to two with their own (\(scores[1].bic, decimals: 1)). The R package mclust reports the same [@scrucca2016]. The upper cloud does not quite
//: have the shape of the lower one, so BIC describes it by two overlapping ellipses. That is a better density. But "there are three kinds of eruption" would be a wrong conclusion: within the upper cloud, the
//: assignment to one ellipse or the other is nearly arbitrary. ICL charges for this and chooses two.
//:
//: # A comparison with known truth {#sec-trial}
//:
//: For real data the right answer is unknown. So we simulate thirty data sets from each of three distributions: two separate clusters; two normal components with the same center, which look like one cluster; and two
//: skewed clusters.

typealias World = (name: String, draw: (inout SplitMix64) -> [Double])
let worlds: [World] = [
  ("two clusters", { random in
    [random.uniform() < 0.5 ? 0 : 5, 0].map { $0 + random.standardNormal() }
  }),
  ("one cluster of two", { random in
    let spread = random.uniform() < 0.5 ? 0.6 : 1.6
    return [spread * random.standardNormal(), spread * random.standardNormal()]
  }),
  ("two skewed clusters", { random in
    let skewed = random.standardGamma(shape: 1.5)
    let along = random.uniform() < 0.5 ? skewed : 14 - skewed
    return [along, along / 2 + 0.7 * random.standardNormal()]
  }),
]
var random = SplitMix64(seed: 21)
let trials = try worlds.map { world in
  try (0..<30).map { _ in
    try Matrix((0..<200).map { _ in world.draw(&random) })
  }
}

//| label: fig-worlds
//| caption: One data set from each distribution.
//| alt: >-
//|   Three scatter plots: two round clouds side by side; one cloud with a dense core; two wedges with their dense ends far apart.
//| fold: true
Figure(height: .inches(2.2)) {
  Row {
    for (world, sets) in zip(worlds, trials) {
      Chart(world.name) {
        PointMark(x: sets[0].column(0), y: sets[0].column(1)).symbolSize(2.4).opacity(0.6)
      }.equalAspect()
    }
  }
}

//| fold: true
let choices = try trials.map { sets in
  try sets.enumerated().map { index, set in
    let fits = (1...5).map { size in
      fitByEM(
        restarts: 3, seed: UInt64(index), to: set, options: EMOptions(tolerance: .remaining(0.05))
      ) { random in
        try GaussianMixture.initialized(components: size, from: set, using: &random)
      }.best
    }
    let bic = fits.map { $0?.bic ?? .infinity }
    let icl = try fits.map { try $0?.icl(of: set) ?? .infinity }
    return (
      bic: 1 + bic.indices.min { bic[$0] < bic[$1] }!, icl: 1 + icl.indices.min { icl[$0] < icl[$1] }!)
  }
}

//| label: fig-choices
//| caption: >-
//|   The number of components chosen by each criterion, for thirty data sets from each distribution.
//| alt: >-
//|   Three bar charts with bars for BIC and ICL. Two clusters: both always at two. One cluster of two components: BIC at two, ICL at one. Two skewed clusters: BIC mostly at three and four, ICL mostly
//|   at two.
//| fold: true
func tally(_ values: [Int]) -> [Double] { (1...5).map { k in Double(values.count { $0 == k }) } }
let sizes = (1...5).map { "\($0)" }
Figure(height: .inches(2.4)) {
  Row {
    for (world, chosen) in zip(worlds, choices) {
      Chart(world.name) {
        BarMark(x: sizes, y: tally(chosen.map(\.bic))).label("BIC")
        BarMark(x: sizes, y: tally(chosen.map(\.icl))).label("ICL")
      }
      .xAxis("components").yAxis("data sets", domain: 0...31)
      .legend(world.name == worlds[0].name ? .bottom : .none)
    }
  }
}

//| include: false
func count(_ world: Int, _ size: Int, _ criterion: KeyPath<(bic: Int, icl: Int), Int>) -> Int {
  choices[world].count { $0[keyPath: criterion] == size }
}
precondition(count(0, 2, \.bic) == 30 && count(0, 2, \.icl) == 30)
precondition(count(1, 2, \.bic) > 25 && count(1, 1, \.icl) > 25)
precondition(choices[2].count { $0.bic > 2 } > 25 && count(2, 2, \.icl) > 20)

//: Where clusters and components coincide, both criteria always find two. For the second distribution BIC finds the two components in \(count(1, 2, \.bic)) of 30 data sets; ICL says "one cluster" in \(count(1, 1, \.icl)). The
//: third has two clusters. BIC uses a third and a fourth Gaussian to describe their shape; ICL chooses two in \(count(2, 2, \.icl)) of 30. Neither is wrong: they answer the two different questions of @sec-prices.
//:
//: # Summary {#sec-summary-3}
//:
//: Find the maxima before you compare them, and decide first which peaks are spikes. BIC chooses a density; ICL chooses clusters. When the two disagree, the clusters are not normal, or they overlap.

//: # Exercises {#sec-exercises-3}

//| include: false
let oneStart = try (0..<20).map { seed in
  var own = SplitMix64(seed: UInt64(seed))
  let fits = try (1...5).map { size in
    try fitByEM(
      GaussianMixture.initialized(
        components: size, from: rows, covariance: .tied, method: .randomRows, using: &own),
      to: rows, options: EMOptions(tolerance: .remaining(1e-6)))
  }
  let bic = fits.map { $0.bic }
  return (choice: 1 + bic.indices.min { bic[$0] < bic[$1] }!, three: fits[2].logLikelihood)
}
// Where it does not choose three, the single start has missed the best peak of three components.
let missed = oneStart.filter { $0.choice != 3 }
precondition(missed.allSatisfy { $0.three < byBIC.fit.logLikelihood - 0.5 })
let aicBest = scores.min { $0.fit.aic < $1.fit.aic }!
precondition(aicBest.candidate.components == 5 && aicBest.candidate.shape == .full)
precondition(abs(aicBest.fit.aic - 2255.95) < 0.05)

//: **1.** *Easy.* AIC charges $2$ per parameter instead of $\log 272 = \(log(272.0), decimals: 1)$. Which model of Old Faithful does it choose?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: \(aicBest.candidate.components) components with full covariances, the largest model that we tried: \(aicBest.fit.aic, decimals: 1) against \(scores[3].fit.aic, decimals: 1) for four. Its charge is too small to
//: stop the addition of components.
//: :::

//: **2.** *Medium.* Give each number of tied components a single random start. How often does BIC choose three?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: In \(20 - missed.count) of 20 attempts. In the others the run with three components ended at a lower peak.
//: :::

//: # Figures for lectures {#sec-lectures}
//:
//: - @fig-fits: show the three wrong ones first and ask what EM would have to do to improve them.
//: - @fig-ranking: the length of the first step is the success rate.
//: - @fig-heat: annealing helps only in the right dose.
//: - @fig-labels: two peaks, one answer. Ask for the average of the orange points.
//: - @fig-comb: ask what happens to each tooth if $\sigma_2$ becomes ten times smaller.
//: - @fig-crawl: the dashed line was not fitted.
//: - @fig-verdicts: which of the two would you tell a ranger?
//: - @fig-choices: three panels, three kinds of agreement.
