//: ---
//: title: Local maxima
//: ---

//| include: false
import DataSets
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: Nine well-separated clusters, easy to see. We give EM the right number of components, start it two hundred times, and look at where it ends.
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - how often EM ends at a local maximum, and how many starts are enough;
//: - why component numbers must not be compared between runs;
//: - what to do about spikes, slow convergence, and the number of components (next chapters).
//:
//: Read chapters 1 and 2 of [*The EM algorithm*](../em-algorithm/index.html) first. Symbols are listed in [*Notation*](../notation/index.html).
//: :::

var random = SplitMix64(seed: 5)
var points: [[Double]] = []
for cluster in 0..<9 {
  let center = (x: 3 * Double(cluster % 3), y: 3 * Double(cluster / 3))
  for _ in 0..<30 {
    points.append([
      center.x + 0.6 * random.standardNormal(),
      center.y + 0.6 * random.standardNormal(),
    ])
  }
}
let rows = try Matrix(points)

func climb(_ shape: CovarianceStructure, from method: StartMethod)
  -> Restarts<GaussianMixture>
{
  fitByEM(
    restarts: 200, seed: 3, to: rows,
    options: EMOptions(tolerance: .remaining(1e-3))
  ) { random in
    try GaussianMixture.initialized(
      components: 9, from: rows, covariance: shape, method: method, using: &random)
  }
}
let restarts = climb(.full, from: .randomRows)

//| include: false
let sound = restarts.fits.filter(\.isSound).sorted { $0.logLikelihood > $1.logLikelihood }
let best = sound[0].logLikelihood
func atTheTop<M>(_ fits: [Fit<M>]) -> Int {
  let top = fits.map(\.logLikelihood).max()!
  return fits.count { $0.logLikelihood > top - 0.1 }
}
let hits = atTheTop(sound)
let median = sound[sound.count / 2].logLikelihood
let peaks = Set(sound.map { ($0.logLikelihood * 5).rounded() }).count

//| label: fig-fits
//| caption: >-
//|   Four of the two hundred runs: the best, and those at the ends of the first, the second and the fourth quarter of the ranking. Each is a local
//|   maximum. Ellipses contain 80 % of a component.
//| alt: >-
//|   Four panels with nine clusters of points in a grid. In the first each cluster has its own ellipse. In the others some long
//|   ellipses cover two or three clusters, and other clusters are shared by two.
//| fold: true
func titled(_ title: String, _ chart: Chart) -> Chart {
  var chart = chart
  chart.title = title
  return chart
}
func certain(_ fit: Fit<GaussianMixture>) throws -> Matrix {
  try Matrix(fit.assignments(of: rows).map { k in (0..<9).map { $0 == k ? 1 : 0 } })
}
let chosen = [sound[0], sound[sound.count / 4], sound[sound.count / 2], sound[sound.count - 1]]
try Figure(height: .inches(6.2)) {
  try Grid(columns: 2) {
    for (rank, fit) in chosen.enumerated() {
      titled(
        rank == 0 ? "the best" : "\(best - fit.logLikelihood, decimals: 1) nats below",
        try mixtureFitChart(
          fit.model, to: rows, responsibilities: certain(fit), levels: [0.8]
        ).legend(.none)
          .xAxis("", domain: -2...8).yAxis("", domain: -2...8)
      )
    }
  }
}

//: \(sound.count) runs ended at a finite peak, and \(hits) of them at the highest one; together they found \(peaks) different peaks. None of these runs made a mistake. In all panels of @fig-fits but the first, some components cover
//: two or three clusters, and other clusters are shared. To repair this, a component would have to leave its cluster and cross a region
//: where the likelihood is lower. EM never does that.

//: # How many starts? {#sec-starts}

//| label: fig-ranking
//| caption: >-
//|   The final log-likelihood of each run, from best to worst, for three kinds of starts. A step is a peak that several runs found.
//| alt: >-
//|   Three falling staircases over 200 runs. Two start with a long level stretch, of about 180 and 120 runs; the third soon
//|   falls.
//| fold: true
let others = [
  ("spherical, k-means++", climb(.spherical, from: .kMeansPlusPlus)),
  ("spherical, random rows", climb(.spherical, from: .randomRows)),
]
let rankings = ([("full, random rows", restarts)] + others).map { name, runs in
  let fits = runs.fits.filter(\.isSound)
  return (name: name, hits: atTheTop(fits), fits: fits,
    values: fits.map(\.logLikelihood).sorted(by: >))
}
Figure(
  Chart {
    for ranking in rankings {
      LineMark(
        x: ranking.values.indices.map { Double($0 + 1) },
        y: ranking.values.map { $0 - ranking.values[0] }
      ).interpolation(.stepCenter).label(ranking.name)
    }
  }
  .xAxis("rank of the run").yAxis("nats below the best").legend(.inside(.bottomLeading)),
  height: .inches(2.6))

//: If a single start finds the maximum with probability $p$, then $s$ starts miss it with probability $(1 - p)^s$. For a probability of success of 99 % we need
//: $s = \log 0.01 / \log (1 - p)$ starts.

//| label: tbl-starts
//| caption: >-
//|   How many of 200 starts reached the highest peak that any of them found, and how many starts would find it with probability 99 %.
//| fold: true
func startsNeeded(_ share: Double) -> Double { (log(0.01) / log(1 - share)).rounded(.up) }
let order = [1, 2, 0]
Table("covariances, start", "reached the top", "starts needed", "iterations per run") {
  for index in order {
    let ranking = rankings[index]
    let share = Double(ranking.hits) / 200
    let iterations = ranking.fits.map { Double($0.iterations) }.reduce(0, +) / Double(ranking.fits.count)
    [
      ranking.name, "\(ranking.hits) of 200", "\(startsNeeded(share), decimals: 0)",
      "\(iterations, decimals: 0)",
    ]
  }
}

//| include: false
precondition(rankings[0].hits < rankings[1].hits && rankings[1].hits < rankings[2].hits)

//: Two lessons. First, flexible components have more local maxima: far more for full covariances than for spherical ones. Second, the elaborate start is not the better
//: one here. k-means++ [@arthur2007] begins with tight clusters, which fix the assignments early. Random rows begin with the covariance of *all* data, so every component covers every point, and
//: the assignments are decided late. On other data the opposite may be true: try both and count.
//:
//: We estimated $p$ from the runs themselves. A peak that was found once in two hundred starts may well not be the highest.

//: # Annealing {#sec-annealing}
//:
//: *Deterministic annealing* [@ueda1998] delays the assignments on purpose. It raises the joint probabilities in the E-step to a power $0 < \beta \le 1$,
//:
//: $$ r_{nk} \propto \bigl( \pi_k\, \mathcal{N}(x_n \mid \mu_k, \Sigma_k) \bigr)^{\beta} , $$ {#eq-tempered}
//:
//: begins with a small $\beta$, at which all responsibilities are similar, and increases it to one. We try it on the nine clusters with spherical components, from both kinds of start and for
//: several first values $\beta_0$ (inverse temperatures), each followed by thirty equal steps up to one.

func anneal(from beta: Double, _ method: StartMethod)
  -> Restarts<GaussianMixture>
{
  var options = EMOptions(tolerance: .remaining(1e-3), iterationLimit: 150)
  options.variant = .annealed(
    inverseTemperatures: (0..<30).map { beta + (1 - beta) * Double($0) / 30 })
  return fitByEM(restarts: 30, seed: 3, to: rows, options: options) { random in
    try GaussianMixture.initialized(
      components: 9, from: rows, covariance: .spherical, method: method,
      using: &random)
  }
}

//| label: fig-heat
//| caption: >-
//|   Of 30 annealed runs, the share that reaches the highest peak (left) and the share that ends with all nine components in the same place (right), against the first
//|   inverse temperature. The right edge, $\beta_0 = 1$, is plain EM.
//| alt: >-
//|   Two panels with two lines each. For k-means++ the share at the maximum is one half at $\beta_0 = 1$, seven tenths at one half, and zero at 0.3. For random rows it
//|   falls from 0.8 at once. The share of merged runs is zero down to 0.5 and then rises to six tenths and to one.
//| fold: true
let single = try fitByEM(
  GaussianMixture.initialized(
    components: 1, from: rows, covariance: .spherical, using: &random), to: rows)
let summit = rankings.dropFirst().map { $0.values[0] }.max()!
let betas = [0.3, 0.4, 0.5, 0.6, 0.8, 1]
let heats = [("k-means++", StartMethod.kMeansPlusPlus), ("random rows", .randomRows)].map { name, method in
  let runs = betas.map { anneal(from: $0, method).fits.filter(\.isSound).map(\.logLikelihood) }
  return (
    name: name, top: runs.map { Double($0.count { $0 > summit - 0.1 }) / 30 },
    merged: runs.map { Double($0.count { $0 < single.logLikelihood + 0.1 }) / 30 })
}
func heatChart(_ label: String, _ shares: [(String, [Double])]) -> Chart {
  Chart {
    for (name, values) in shares {
      LineMark(x: betas, y: values).symbol(.circle).symbolSize(5).label(name)
    }
  }
  .xAxis(#"first inverse temperature $\beta_0$"#).yAxis(label, domain: 0...1)
}
Figure(height: .inches(2.5)) {
  Row {
    heatChart("reached the top", heats.map { ($0.name, $0.top) }).legend(.bottom)
    heatChart("merged", heats.map { ($0.name, $0.merged) }).legend(.none)
  }
}

//| include: false
precondition(heats[0].top[2] > heats[0].top[5] && heats[1].top[2] < heats[1].top[5])
precondition(heats[0].top[0] == 0 && heats[1].merged[0] == 1)

//: For k-means++ starts a little annealing helps: the success rate rises from \(percent: heats[0].top[5]) to \(percent: heats[0].top[2]) with $\beta_0 = 0.5$. For random rows, whose assignments are late anyway, it does harm. With $\beta_0 = 0.3$
//: all components become the same broad Gaussian, in \(percent: heats[0].merged[0]) of the runs from k-means++ and in all others. That is a stationary point of EM at every $\beta$, so raising $\beta$ does not separate them again. Annealing prevents early assignments and
//: nothing else. Before you use it, try more starts for the same computing time.

//: # Which one is component 1? {#sec-labels}
//:
//: Reordering the components changes nothing, so every peak has $K!$ copies with the same density and the same likelihood. For a single fit this does not matter. It matters when several fits are
//: *compared*: from different starts, on resampled data, along a Markov chain. As an example, we resample the durations of Old Faithful [@haerdle1991] two hundred times, fit two
//: components to each replicate from a k-means++ start, and ask for the standard error of the first mean.

let durations = OldFaithful.durations
let replicates = try (0..<200).map { _ in
  let resampled = durations.map { _ in
    durations[random.integer(below: durations.count)]
  }
  let start = try UnivariateGaussianMixture.initialized(
    components: 2, from: resampled, using: &random)
  return try fitByEM(
    start, to: resampled, options: EMOptions(tolerance: .remaining(1e-4))
  ).model
}
func deviation(_ values: [Double]) -> Double {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.map { ($0 - mean) * ($0 - mean) }
  return (squares.reduce(0, +) / Double(values.count - 1)).squareRoot()
}
let asTheyCome = deviation(replicates.map { $0.means[0] })
let ordered = deviation(replicates.map { $0.ordered.means[0] })

//| include: false
let reference = try fitByEM(
  UnivariateGaussianMixture(weights: [0.5, 0.5], means: [2, 4.3], standardDeviations: [0.5, 0.5]),
  to: durations, options: EMOptions(tolerance: .remaining(1e-6)))
let informationError = try reference.model.standardErrors(of: durations).first { $0.name == "mean[0]" }!.standardError
precondition(asTheyCome > 1 && ordered < 0.06)
precondition(abs(ordered / informationError - 1) < 0.35)
let swapped = replicates.count { $0.means[0] > $0.means[1] }
let average = replicates.map { $0.means[0] }.reduce(0, +) / 200
let near = durations.count { abs($0 - average) < 0.25 }

//| label: fig-labels
//| caption: >-
//|   The log-likelihood as a function of the two means, with equal weights and a common standard deviation, and the two hundred bootstrap estimates (orange). The two
//|   peaks are the same solution with the names exchanged.
//| alt: >-
//|   Contours that are symmetric about the diagonal with two peaks, at (2, 4.3) and (4.3, 2). A dense cloud of points is on each.
//| fold: true
let sigma = reference.model.standardDeviations.reduce(0, +) / 2
var surface = likelihoodSurfaceChart(
  x: 1...5.5, y: 1...5.5, path: [], resolution: 40, levels: 10, label: #"$\ell(\theta)$"#
) { a, b in
  let model = UnivariateGaussianMixture(
    weights: [0.5, 0.5], means: [a, b], standardDeviations: [sigma, sigma])
  return durations.reduce(0) { $0 + model.logDensity($1) }
}
  .xAxis(#"$\mu_1$ in minutes"#).yAxis(#"$\mu_2$ in minutes"#)
surface.marks.append(
  PointMark(x: replicates.map { $0.means[0] }, y: replicates.map { $0.means[1] })
    .foregroundStyle(.hex(0xE69F00)).symbolSize(4).opacity(0.8))
Figure(surface, height: .inches(3.4))

//: "Component 1" is the long eruptions in \(swapped) of the 200 replicates and the short ones in the others. Its mean is \(average, decimals: 2) minutes on average, a duration that
//: hardly any eruption has (\(near) of \(durations.count) are within a quarter of a minute), with a standard deviation of \(asTheyCome, decimals: 2). With the components ordered by their means the standard deviation is \(ordered, decimals: 3). The information matrix gives
//: \(informationError, decimals: 3); unlike the bootstrap, it assumes that the model is right. Order by something in which the components differ clearly, or match each replicate to one reference fit.
//: Best of all, report what does not depend on names, such as the density.
//:
//: # Summary {#sec-summary-1}
//:
//: A mixture with many components has many local maxima, so count how often the best one is found. Good starts decide the assignments late. Component numbers are arbitrary: order
//: the components before you compare fits.

//: # Exercises {#sec-exercises-1}

//: **1.** *Easy.* The likelihood of a mixture with nine components has a peak at which all components differ. How many such peaks does it have at least?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $9! = 362\,880$, one for each way to number the components. They all describe the same density, so this number of peaks does no harm.
//: :::

//: **2.** *Medium.* A single start finds the best peak with probability 0.02. How many starts are needed for a probability of 99 %? What if 0.02 was estimated from four successes in two hundred?

//: ::: {.callout-tip collapse="true" title="Answer"}
//: $\log 0.01 / \log 0.98 = \((log(0.01) / log(0.98)).rounded(.up), decimals: 0)$. Four successes are compatible with probabilities from about 0.5 % to 5 %, hence with 90 to 840 starts. And the estimate says nothing about a peak that none of the two hundred
//: starts has found.
//: :::
