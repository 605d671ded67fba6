//: ---
//: title: Networks with holes
//: ---

//| include: false
import EMFigures
import ExpectationMaximization
import Foundation
import Notebook
import Plotting
import Statistics

//: In a mixture the same variable is hidden in every row. Real tables have holes wherever they like: here an age, there a
//: test result, and in the next row neither. Nothing in the derivation cares. $Z$ is whatever was not written down, row by
//: row, and @eq-e-step and @eq-m-step hold as they stand [@lauritzen1995].
//:
//: # A network is a product of tables {#sec-network}
//:
//: A **directed network** over discrete variables $x_1, \dots, x_V$ gives every variable its parents and factors the joint
//: distribution into one conditional probability for each,
//:
//: $$ P(x \mid \theta) = \prod_{v=1}^{V} P(x_v \mid x_{\text{parents of } v}) , $$ {#eq-network}
//:
//: and $\theta$ is all the tables together. With complete data the maximum of the likelihood is a matter of counting: the
//: probability of a state, given its parents' states, is the share of rows that have it among the rows that have those parents.
//: With holes we count fractions.
//:
//: # Two variables, by hand {#sec-by-hand}
//:
//: Let $A$ and $B$ be binary, with an arrow from $A$ to $B$. There are four rows. In the third we do not know $B$, in the
//: fourth we do not know $A$:

let rows: [(a: Int?, b: Int?)] = [(1, 1), (0, 1), (0, nil), (nil, 0)]

//: We start EM from $P(A{=}1) = 0.5$, $P(B{=}1 \mid A{=}0) = 0.2$ and $P(B{=}1 \mid A{=}1) = 0.6$:

var pA = [0.5, 0.5]
var pB = [[0.8, 0.2], [0.4, 0.6]]

//: **The E-step** completes each row in all the ways that agree with what is known, and gives each completion its posterior
//: probability. That is Bayes' rule: the joint probability of the completion over the sum for its row.

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
    let total = ways.reduce(0) { $0 + $1.joint }
    for w in ways.indices { ways[w].weight = ways[w].joint / total }
    return ways
  }
}

//| label: tbl-completions
//| fold: true
//| caption: >-
//|   Every completion of the four rows. The last column is $Q(z) = P(z \mid X, \theta)$; within a row of
//|   the data it sums to one.
let ways = complete()
Table("row", "seen", "completed", "$P(A, B)$", "weight") {
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

//: Row three splits $0.8$ to $0.2$, because all that is left to guess is $B$ given $A = 0$. Row four splits two to one:
//: $A = 0$ explains a $B$ of zero twice as well as $A = 1$ does.
//:
//: **The M-step** counts, and a completion counts as much as its weight says.

var counts = [[0.0, 0.0], [0.0, 0.0]]
for way in ways { counts[way.a][way.b] += way.weight }

//| label: tbl-counts
//| fold: true
//| caption: >-
//|   Fractional counts, and the tables they make. No one in this world has $\tfrac{22}{15}$ rows, but the estimate is the
//|   ordinary one, a share of a total.
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
  rows.indices.reduce(0) { sum, n in
    sum + log(complete().filter { $0.row == n }.reduce(0) { $0 + $1.joint })
  }
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

//: You can check it on paper: $P(A{=}0) = \tfrac{2}{3}$, $P(B{=}0 \mid A{=}0) = 0.55$, $P(B{=}0 \mid A{=}1) = 0.25$. The log-likelihood of what
//: we saw was $\log(0.3 \cdot 0.1 \cdot 0.5 \cdot 0.6) = \(before, decimals: 4)$ and is now
//: $\log(0.25 \cdot 0.3 \cdot \tfrac{2}{3} \cdot 0.45) = \(after, decimals: 4)$.
//:
//: The library does the same for any network. It must agree with our four rows, and does:

let nodes = [
  NetworkNode("A", states: 2),
  NetworkNode("B", states: 2, parents: ["A"]),
]
let start = try BayesianNetwork(
  nodes, tables: [[0.5, 0.5], [0.8, 0.2, 0.4, 0.6]])
let small = try fitByEM(
  start, to: rows.map { [$0.a, $0.b] },
  options: EMOptions(
    tolerance: .absolute(1e-12), iterationLimit: 200, record: .models))
let learned = small.maximizations[0].model!.tables[1]
let byHand = pB.flatMap(\.self)
precondition(zip(learned, byHand).allSatisfy { abs($0 - $1) < 1e-14 })

//: Let it run on and it reaches $P(A{=}0) = \(small.model.tables[0][0], decimals: 4)$,
//: $P(B{=}0 \mid A{=}0) = \(small.model.tables[1][0], decimals: 4)$ and
//: $P(B{=}1 \mid A{=}1) = \(small.model.tables[1][3], decimals: 4)$ (@fig-small). The last one is worth a thought. Only one row surely has $A = 1$, and it has
//: $B = 1$; that row persuades EM bit by bit that row four, which has $B = 0$, belongs to the others. Four rows make bold estimates.

//| label: fig-small
//| caption: >-
//|   Each half-step on the four rows. The E-step turns the divergence into bound, the M-step lifts both.
//| alt: >-
//|   Bars for the half-steps of four iterations. After every E-step a bar is all bound; after every
//|   M-step a divergence stands on top of it, smaller each time.
//| height: 2.6
boundAndDivergence(of: small, iterations: 0...4)

//: # Five variables, one cell in five lost {#sec-five}
//:
//: Here is an invented clinic. Smoking and age influence the state of the lung, and the lung shows itself by a cough and on an X-ray.

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

//: We draw a thousand patients, and then lose each of the five thousand cells with probability one fifth, without
//: looking at what it says. That the loss does not depend on what was lost is an assumption, called *missing completely at random*; if
//: the ill had stayed away from the X-ray, the holes themselves would be data.

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

//: \(holes) cells are gone. Only \(whole) rows are still whole, and whoever deletes the others throws away two thirds
//: of the patients. EM keeps them all. Where a combination of parents is rare, a table's row rests on a handful of fractions, so we give
//: every cell half a patient beforehand, a prior in the sense of the remark after @thm-monotone.

let guess = try BayesianNetwork(clinic, seed: 1, pseudoCount: 0.5)
let fit = try fitByEM(guess, to: table)

//| label: fig-lung
//| fold: true
//| caption: >-
//|   The largest table of the network, $P(\text{lung} \mid \text{smoker}, \text{age})$: the truth, and what EM learned
//|   from \(table.count) rows with \(holes) holes.
//| alt: >-
//|   Two heat maps of six rows and three columns with a number in each cell. They agree to a few hundredths in
//|   most cells; the largest difference is \(largest, decimals: 2).
//| column: page
//| width: 8.4
//| height: 3
let largest = zip(truth.table(of: "lung"), fit.model.table(of: "lung"))
  .map { abs($0 - $1) }.max()!
Figure {
  Row {
    var left = probabilityTable(of: truth, node: "lung", states: states)
    let _ = left.title = "truth"
    left
    var right = probabilityTable(of: fit.model, node: "lung", states: states)
    let _ = right.title = "learned"
    right
  }
}

//| include: false
let counted = try fitByEM(guess, to: patients(1000, missing: 0, seed: 20)).model
let largestComplete = zip(truth.table(of: "lung"), counted.table(of: "lung"))
  .map { abs($0 - $1) }.max()!

//: EM stopped because it \(fit.status). The numbers in @fig-lung are off by up to \(largest, decimals: 2), which is about what a sample of this size allows: the
//: estimate from the same thousand patients with *nothing* missing, by plain counting, is off by up to \(largestComplete, decimals: 2).

//: # Half gone, four fifths gone {#sec-more-holes}
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
  zip(trueJoint, try joint(learned)).reduce(0) { $0 + $1.0 * log($1.0 / $1.1) }
}

let repeats = 12
let shares = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
var byEM: [Double] = []
var byDeleting: [Double] = []
for share in shares {
  var results = (em: 0.0, deleting: 0.0)
  for seed in 1...repeats {
    let table = patients(1000, missing: share, seed: UInt64(seed))
    let learned = try fitByEM(guess, to: table, options: EMOptions(tolerance: .relative(1e-7)))
    results.em += try divergence(from: learned.model)
    let whole = table.filter { !$0.contains(nil) }
    // Without a row there is nothing but the prior, which is uniform.
    let kept = whole.isEmpty
      ? try BayesianNetwork(clinic, tables: clinic.indices.map { node in
          truth.tables[node].map { _ in 1 / Double(clinic[node].states) } })
      : try guess.mStep(guess.eStep(whole).statistics)
    results.deleting += try divergence(from: kept)
  }
  byEM.append(results.em / Double(repeats))
  byDeleting.append(results.deleting / Double(repeats))
}

//: How far can this be pushed? To judge a whole network we compare joint distributions, by the divergence with which everything began:
//: $\operatorname{KL}(P_{\text{true}} \,\|\, P_{\text{learned}})$ over all \(cells) combinations of states, in nats. For each share of missing cells we draw
//: \(repeats) tables of a thousand rows, and learn each of them twice: by EM, and by counting the rows that happen to be whole.

//| label: fig-holes
//| caption: >-
//|   How far the learned network is from the true one, on average over \(repeats) tables of 1000 rows, against the share of
//|   missing cells. The vertical scale is logarithmic.
//| alt: >-
//|   Two rising curves that begin at the same point. Counting whole rows is worse at every share of
//|   missing cells and exceeds one nat at eighty per cent, where EM has just passed a tenth of a nat.
//| height: 2.8
let percents = shares.map { 100 * $0 }
Chart {
  LineMark(x: percents, y: byEM).symbol(.circle)
    .label("EM, all rows")
  LineMark(x: percents, y: byDeleting).symbol(.square)
    .label("counting whole rows")
}
.xAxis("missing cells in %").yAxis("divergence in nats", scale: .log)

//: With a fifth of the cells gone EM is \(byDeleting[2] / byEM[2], decimals: 1) times closer to the truth than deleting is; it loses \(byEM[2] - byEM[0], decimals: 3) nats
//: against complete data. At half of the cells missing a row is whole with probability $0.5^5 \approx 3\,\%$, and the \(byDeleting[5] / byEM[5], decimals: 0)-fold difference is the
//: price of throwing away what one has. At four fifths three rows of four hold one cell or none. Single variables are still well known, but what says how
//: they hang together are pairs and triples, and those have become rare. EM is now off by \(byEM[8], decimals: 2) nats; no algorithm can know what the data do not say.

//| include: false
precondition((2...4).contains(byDeleting[5] / byEM[5] / 2) && byDeleting[8] > 1 && byEM[7] < 0.1)
