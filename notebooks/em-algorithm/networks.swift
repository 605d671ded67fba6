//: ---
//: title: Bayesian networks with missing values
//: ---

//| include: false
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: In a mixture the same variable is hidden in every row. In real tables any cell can be missing: here an age, there a
//: test result, in the next row both. The derivation allows this. $Z$ now contains the missing cells of each
//: row, and @eq-e-step and @eq-m-step apply unchanged [@lauritzen1995].
//:
//: ::: {.callout-note title="What you will learn" icon="false"}
//: - EM on four rows, checked by hand;
//: - when missing cells may be ignored, and when not;
//: - what is lost by deleting incomplete rows.
//: :::
//:
//: # The model {#sec-network}
//:
//: A [Bayesian network]{.term} over discrete variables $x_1, \dots, x_D$ gives each variable a set of parents and writes the joint
//: distribution as a product of one conditional probability table per variable,
//:
//: $$ P(x \mid \theta) = \prod_{d=1}^{D} P(x_d \mid x_{\text{parents of } d}) . $$ {#eq-network}
//:
//: The parameters $\theta$ are the tables. With complete data, maximum likelihood is counting: the estimated
//: probability of a state, given the parents' states, is its proportion among the rows with these parents.
//: With missing values we count fractions.
//:
//: ::: {.proof title="Why counting maximizes the likelihood"}
//: Let $N_{dij}$ be the number of rows, possibly fractional, in which the parents of variable $d$ are in states $i$ and the variable is in state $j$. The expected complete-data log-likelihood is
//: $\sum_{d,i,j} N_{dij} \log \theta_{dij}$, a separate sum for each row $(d, i)$ of a table. As for the weights of a mixture (@sec-m-step), a Lagrange multiplier for
//: $\sum_j \theta_{dij} = 1$ gives $\theta_{dij} = N_{dij} \big/ \sum_{j'} N_{dij'}$.
//: :::
//:
//: # Two variables, by hand {#sec-by-hand}
//:
//: Let $A$ and $B$ be binary, with an arrow from $A$ to $B$. There are four rows. In the third, $B$ is missing; in the
//: fourth, $A$ is missing:

let rows: [(a: Int?, b: Int?)] = [(1, 1), (0, 1), (0, nil), (nil, 0)]

//: We start EM from $P(A{=}1) = 0.5$, $P(B{=}1 \mid A{=}0) = 0.2$ and $P(B{=}1 \mid A{=}1) = 0.6$:

var pA = [0.5, 0.5]
var pB = [[0.8, 0.2], [0.4, 0.6]]

//: **The E-step** completes each row in all ways that agree with what was observed, and weights each completion by its posterior
//: probability: its joint probability divided by the sum for the row.

//| fold: true
struct Completion { var row, a, b: Int; var joint, weight: Double }

func complete() -> [Completion] {
  rows.indices.flatMap { n in
    let (a, b) = rows[n]
    var ways: [Completion] = []
    for i in a.map({ [$0] }) ?? [0, 1] {
      for j in b.map({ [$0] }) ?? [0, 1] {
        ways.append(
          Completion(row: n, a: i, b: j, joint: pA[i] * pB[i][j], weight: 0))
      }
    }
    let total = ways.map(\.joint).reduce(0, +)
    for w in ways.indices { ways[w].weight = ways[w].joint / total }
    return ways
  }
}

//| label: tbl-completions
//| fold: true
//| caption: >-
//|   All completions of the four rows. The last column is $Q(z) = P(z \mid X, \theta)$; within each row of
//|   the data it sums to one.
let ways = complete()
Table("row", "observed", "completed", "$P(A, B)$", "weight") {
  for way in ways {
    let (a, b) = rows[way.row]
    let seen = [a, b].map { $0.map { "\($0)" } ?? "?" }
    [
      "\(way.row + 1)", seen.joined(separator: " "),
      "\(way.a) \(way.b)",
      "\(way.joint, decimals: 2)", "\(way.weight, decimals: 4)",
    ]
  }
}

//: Row three is divided $0.8$ to $0.2$, because only $B$ is uncertain and $A = 0$. Row four is divided two to one:
//: $A = 0$ makes $B = 0$ twice as probable as $A = 1$ does.
//:
//: **The M-step** counts each completion with its weight.

var counts = [[0.0, 0.0], [0.0, 0.0]]
for way in ways { counts[way.a][way.b] += way.weight }

//| label: tbl-counts
//| fold: true
//| caption: >-
//|   Fractional counts, and the tables that follow from them. A count of $\tfrac{22}{15}$ rows looks odd, but the estimates are
//|   ordinary proportions.
let totals = counts.map { $0[0] + $0[1] }
Table(
  "$A$", "rows with $B = 0$", "rows with $B = 1$", "both",
  "new $P(A)$", "new $P(B{=}0 \\mid A)$"
) {
  for a in 0...1 {
    [
      "\(a)", "\(counts[a][0], decimals: 4)",
      "\(counts[a][1], decimals: 4)", "\(totals[a], decimals: 4)",
      "\(totals[a] / 4, decimals: 4)",
      "\(counts[a][0] / totals[a], decimals: 4)",
    ]
  }
}

//| include: false
func logLikelihood() -> Double {
  rows.indices.map { n in
    log(complete().filter { $0.row == n }.map(\.joint).reduce(0, +))
  }.reduce(0, +)
}
let before = logLikelihood()
pA = totals.map { $0 / 4 }
pB = counts.indices.map { a in counts[a].map { $0 / totals[a] } }
let after = logLikelihood()
// By hand: two thirds, and 0.55 and 0.25 of the rows with A = 0 and A = 1.
precondition(abs(pA[0] - 2.0 / 3) < 1e-15)
precondition(abs(pB[0][0] - 0.55) < 1e-15 && abs(pB[1][0] - 0.25) < 1e-15)
precondition(abs(before - log(0.3 * 0.1 * 0.5 * 0.6)) < 1e-14)
precondition(abs(after - log(0.25 * 0.3 * (2.0 / 3) * 0.45)) < 1e-14)

//: You can check it on paper: $P(A{=}0) = \tfrac{2}{3}$, $P(B{=}0 \mid A{=}0) = 0.55$, $P(B{=}0 \mid A{=}1) = 0.25$. The log-likelihood of the observed cells
//: was $\log(0.3 \cdot 0.1 \cdot 0.5 \cdot 0.6) = \(before, decimals: 4)$ and is now
//: $\log(0.25 \cdot 0.3 \cdot \tfrac{2}{3} \cdot 0.45) = \(after, decimals: 4)$.
//:
//: The library does the same for any network. A hidden check confirms that its first iteration agrees with ours.

let nodes = [
  NetworkNode("A", states: 2),
  NetworkNode("B", states: 2, parents: ["A"]),
]
let start = try BayesianNetwork(
  nodes, tables: [[0.5, 0.5], [0.8, 0.2, 0.4, 0.6]])
let small = try fitByEM(
  start, to: rows.map { [$0.a, $0.b] },
  options: EMOptions(
    tolerance: .absolute(1e-12), iterationLimit: 200))
let learned = small.maximizations[0].model!.tables[1]
let byHand = pB.flatMap(\.self)
precondition(zip(learned, byHand).allSatisfy { abs($0 - $1) < 1e-14 })

//: After many iterations it reaches $P(A{=}0) = \(small.model.tables[0][0], decimals: 4)$,
//: $P(B{=}0 \mid A{=}0) = \(small.model.tables[1][0], decimals: 4)$ and
//: $P(B{=}1 \mid A{=}1) = \(small.model.tables[1][3], decimals: 4)$ (@fig-small). The last value deserves attention. Only one row certainly has $A = 1$, and it has
//: $B = 1$. So EM gradually assigns row four, which has $B = 0$, to $A = 0$. Four rows cannot support such an extreme estimate.

//| label: fig-small
//| caption: >-
//|   Bound and divergence after each half-step on the four rows. The E-step makes the divergence zero; the M-step raises the log-likelihood.
//| alt: >-
//|   The bound rises over the half-steps of four iterations. After every E-step it equals the log-likelihood; after every
//|   M-step a divergence separates them, smaller each time.
//| height: 2.6
boundAndDivergenceChart(of: small, iterations: 0...4)

//: # Five variables, one fifth missing {#sec-five}
//:
//: A simulated clinic: smoking and age influence the state of the lung, and the lung influences cough and X-ray.

let states = [
  "smoker": ["no", "yes"], "age": ["young", "middle", "old"],
  "lung": ["well", "ill", "severe"], "cough": ["no", "yes"],
  "x-ray": ["clear", "shadow"],
]
let clinic = [
  NetworkNode("smoker", states: 2), NetworkNode("age", states: 3),
  NetworkNode("lung", states: 3, parents: ["smoker", "age"]),
  NetworkNode("cough", states: 2, parents: ["lung"]),
  NetworkNode("x-ray", states: 2, parents: ["lung"]),
]
let truth = try BayesianNetwork(
  clinic,
  tables: [
    [0.7, 0.3], [0.4, 0.35, 0.25],
    [
      0.92, 0.06, 0.02, 0.85, 0.11, 0.04, 0.7, 0.2, 0.1,
      0.75, 0.2, 0.05, 0.5, 0.35, 0.15, 0.3, 0.35, 0.35,
    ],
    [0.85, 0.15, 0.35, 0.65, 0.15, 0.85],
    [0.96, 0.04, 0.45, 0.55, 0.08, 0.92],
  ])

//| label: fig-network
//| fold: true
//| caption: The network of the clinic. An arrow leads from a parent to its child.
//| alt: >-
//|   Five circles with names. Arrows lead from smoker and from age to lung, and from lung to cough and to x-ray.
//| height: 2.4
let places = [
  "smoker": (1.0, 2.0), "age": (3.0, 2.0), "lung": (2.0, 1.0),
  "cough": (1.0, 0.0), "x-ray": (3.0, 0.0),
]
Chart {
  for node in clinic {
    let child = places[node.name]!
    for name in node.parents {
      let parent = places[name]!
      let (dx, dy) = (child.0 - parent.0, child.1 - parent.1)
      ArrowMark(
        from: (parent.0 + 0.29 * dx, parent.1 + 0.29 * dy),
        to: (child.0 - 0.29 * dx, child.1 - 0.29 * dy))
    }
  }
  for node in clinic {
    let (x, y) = places[node.name]!
    PointMark(x: [x], y: [y]).symbolSize(36).foregroundStyle(.series(1)).opacity(0.25)
    TextMark(node.name, x: x, y: y)
  }
}
.xAxis(domain: -0.6...4.6, hidden: true).yAxis(domain: -0.5...2.5, hidden: true)

//: We simulate a thousand patients and then delete each of the five thousand cells with probability one fifth, independently of all values.
//: Such cells are *missing completely at random*. EM needs less: it may ignore why cells are missing if, given the observed values, the
//: probability of what is missing does not depend on the missing values (*missing at random*). If ill patients
//: stayed away from the X-ray, ignoring it would be wrong. [*Missing data*](../missing-data/index.html) makes this precise.

func patients(
  _ count: Int, missing share: Double, seed: UInt64
) -> [[Int?]] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in
    truth.sample(using: &random).map {
      random.uniform() < share ? nil : $0
    }
  }
}
let table = patients(1000, missing: 0.2, seed: 20)
let holes = table.joined().count { $0 == nil }
let whole = table.count { !$0.contains(nil) }

//: \(holes) cells are gone, and only \(whole) rows are still complete: deleting the others would waste two thirds
//: of the patients. EM uses them all. Where a combination of parents is rare, its row of a table depends on a few fractional counts. We therefore add half a patient
//: to every cell, a prior in the sense of the remark after @thm-monotone. With it EM maximizes the log-posterior, and no estimated probability is zero.

let guess = try BayesianNetwork(clinic, seed: 1, pseudoCount: 0.5)
let fit = try fitByEM(
  guess, to: table, options: EMOptions(tolerance: .remaining(1e-6)))

//| label: fig-lung
//| fold: true
//| caption: >-
//|   The largest table of the network, $P(\text{lung} \mid \text{smoker}, \text{age})$: the truth, and the estimate
//|   from \(table.count) rows with \(holes) missing cells.
//| alt: >-
//|   Two heat maps of six rows and three columns with a number in each cell. They agree to a few hundredths in
//|   most cells; the largest difference is \(largest, decimals: 2).
//| column: page
//| width: 8.4
//| height: 3
let largest = zip(truth.table(of: "lung"), fit.model.table(of: "lung"))
  .map { abs($0 - $1) }.max()!
try Figure {
  try Row {
    var left = try probabilityTableChart(of: truth, node: "lung", states: states)
    let _ = left.title = "truth"
    left
    var right = try probabilityTableChart(of: fit.model, node: "lung", states: states)
    let _ = right.title = "learned"
    right
  }
}

//| include: false
let completeFit = try fitByEM(guess, to: patients(1000, missing: 0, seed: 20), options: EMOptions(tolerance: .remaining(1e-6)))
let counted = completeFit.model
precondition(abs(completeFit.objective - completeFit.trace[1].objective) < 1e-9)
let largestComplete = zip(truth.table(of: "lung"), counted.table(of: "lung"))
  .map { abs($0 - $1) }.max()!

//: EM stopped because it \(fit.status). The largest error in @fig-lung is \(largest, decimals: 2). That is about what a sample of this size allows: with the
//: same thousand patients and *nothing* missing, the largest error is \(largestComplete, decimals: 2).
//:
//: # How much can be missing? {#sec-more-holes}
//:
//| include: false
func joint(_ network: BayesianNetwork) throws -> [Double] {
  var rows: [[Int?]] = [[]]
  for node in clinic { rows = rows.flatMap { row in (0..<node.states).map { row + [$0] } } }
  return try rows.map { exp(try network.logProbability(of: $0)) }
}
let trueJoint = try joint(truth)
let cells = trueJoint.count
precondition(abs(trueJoint.reduce(0, +) - 1) < 1e-12)

func divergence(from learned: BayesianNetwork) throws -> Double {
  zip(trueJoint, try joint(learned)).map { p, q in p * log(p / q) }.reduce(0, +)
}

let repeats = 12
let shares = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
var byEM: [Double] = []
var byDeleting: [Double] = []
for share in shares {
  var results = (em: 0.0, deleting: 0.0)
  for seed in 1...repeats {
    let table = patients(1000, missing: share, seed: UInt64(seed))
    let learned = try fitByEM(guess, to: table, options: EMOptions(tolerance: .remaining(1e-4)))
    results.em += try divergence(from: learned.model)
    let whole = table.filter { !$0.contains(nil) }
    // Without a complete row only the prior is left, which is uniform.
    let kept = whole.isEmpty
      ? try BayesianNetwork(clinic, tables: clinic.indices.map { node in
          truth.tables[node].map { _ in 1 / Double(clinic[node].states) } })
      : try guess.mStep(guess.eStep(whole).statistics)
    results.deleting += try divergence(from: kept)
  }
  byEM.append(results.em / Double(repeats))
  byDeleting.append(results.deleting / Double(repeats))
}

//: To judge a whole network we compare joint distributions by the divergence
//: $\operatorname{KL}(P_{\text{true}} \,\|\, P_{\text{learned}})$ over all \(cells) combinations of states. For each share of missing cells we simulate
//: \(repeats) tables of a thousand rows and estimate the network twice: by EM, and by counting only the complete rows. Both use the prior of half a patient per cell. It keeps the divergence
//: finite even at 80 %, where hardly any row is complete and the estimate is little more than the prior.

//| label: fig-holes
//| caption: >-
//|   Divergence of the learned network from the true one against the share of
//|   missing cells: averages over \(repeats) tables of 1000 rows, on a logarithmic scale.
//| alt: >-
//|   Two rising curves that begin at the same point. Counting complete rows is worse at every share of
//|   missing cells and exceeds one nat at 80 %, where EM has just passed a tenth of a nat.
//| height: 2.8
let percents = shares.map { 100 * $0 }
Chart {
  LineMark(x: percents, y: byEM).symbol(.circle)
    .label("EM, all rows")
  LineMark(x: percents, y: byDeleting).symbol(.square)
    .label("complete rows only")
}
.xAxis("missing cells in %").yAxis("divergence in nats", scale: .log)

//: With 20 % missing, the divergence of EM is smaller by a factor of \(byDeleting[2] / byEM[2], decimals: 1). It loses \(byEM[2] - byEM[0], decimals: 3) nats
//: compared with complete data. With 50 % missing, a row is complete with probability $0.5^5 \approx 3\,\%$, and the factor is \(byDeleting[5] / byEM[5], decimals: 0).
//: With 80 % missing, three rows of four have at most one observed cell. Such rows say much about single variables but nothing about
//: how variables depend on each other. EM is now \(byEM[8], decimals: 2) nats from the truth.
//:
//: # Summary {#sec-summary-3}
//:
//: Missing cells are hidden variables, so EM completes each row in all possible ways and counts fractions. This uses every observed cell. It is justified
//: when cells are missing at random.

//| include: false
precondition((2...4).contains(byDeleting[5] / byEM[5] / 2) && byDeleting[8] > 1 && byEM[7] < 0.1)

//: # Exercises {#sec-exercises-3}
//:
//: **1. Nothing missing, everything missing.** *Easy.* What does EM do if no cell is missing? And if a column has no observed cell?
//:
//: ::: {.callout-tip collapse="true" title="Answer"}
//: Without missing cells each row has one completion, of weight one. The first M-step counts rows, and later iterations change nothing. A column without observed cells is a hidden
//: variable, as in a mixture. The data may determine its table, but not the names of its states.
//: :::
//:
//: **2. A second iteration by hand.** *Medium.* Continue @sec-by-hand: what is $P(A{=}0)$ after the second M-step?

//| include: false
let afterOne = try BayesianNetwork(nodes, tables: [[2.0 / 3, 1.0 / 3], [0.55, 0.45, 0.25, 0.75]])
let afterTwo = try afterOne.mStep(afterOne.eStep([[1, 1], [0, 1], [0, nil], [nil, 0]]).statistics)
precondition(abs(afterTwo.tables[0][0] - 76.0 / 108) < 1e-14)

//: ::: {.callout-tip collapse="true" title="Answer"}
//: Only row four depends on $P(A)$. Its completions have joint probabilities $\tfrac23 \cdot 0.55$ and $\tfrac13 \cdot 0.25$, so $A = 0$ gets the weight $\tfrac{1.1}{1.35} = \tfrac{22}{27}$. Rows two and
//: three count fully, row one not at all: $P(A{=}0) = \tfrac14 \left(2 + \tfrac{22}{27}\right) = \tfrac{19}{27} \approx \(afterTwo.tables[0][0], decimals: 4)$.
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
