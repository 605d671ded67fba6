//: ---
//: title: Exercises, and figures for lectures
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: # Exercises {#sec-exercises}
//:
//: **1. A dumbbell chart.** *Easy.* Several people took a test twice. A *dumbbell chart* connects the two scores of each person by a line. Which marks do you need?

//| include: false
let people = ["Ada", "Bob", "Cy", "Dee"]
let before = [52.0, 61, 70, 58]
let after = [71.0, 64, 68, 83]
_ = Chart {
  for (row, pair) in zip(before, after).enumerated() {
    LineMark(x: [pair.0, pair.1], y: [Double(row), Double(row)]).foregroundStyle(.muted)
  }
  PointMark(x: before, y: [0, 1, 2, 3]).label("before")
  PointMark(x: after, y: [0, 1, 2, 3]).label("after")
}

//: ::: {.callout-tip collapse="true" title="Answer"}
//: A line for each person, and points for both tests:
//:
//: ```swift
//: Chart {
//:   for (row, pair) in zip(before, after).enumerated() {
//:     LineMark(x: [pair.0, pair.1], y: [Double(row), Double(row)]).foregroundStyle(.muted)
//:   }
//:   PointMark(x: before, y: [0, 1, 2, 3]).label("before")
//:   PointMark(x: after, y: [0, 1, 2, 3]).label("after")
//: }
//: ```
//:
//: The lines come first, so the points are drawn over them.
//: :::
//:
//: **2. Straight lines.** *Easy.* A curve is a straight line when only the vertical axis is logarithmic. Which function is it, and what is the slope? And if both axes are logarithmic?

//| include: false
// y = 3 e^(0.2 x): equal steps of x multiply y by the same factor.
func growth(_ x: Double) -> Double { 3 * exp(0.2 * x) }
precondition(
  (0..<5).allSatisfy { abs(growth(Double($0) + 1) / growth(Double($0)) - exp(0.2)) < 1e-12 })

//: ::: {.callout-tip collapse="true" title="Answer"}
//: With one logarithmic axis, $\log y = \log a + bx$: an exponential $y = a e^{bx}$, which rises by $b / \log 10$ powers of ten per unit of $x$. With two, $\log y = \log a + b \log x$:
//: a power $y = a x^b$, and the slope is its exponent.
//: :::
//:
//: **3. How many bins?** *Medium.* Draw a thousand numbers from Student's distribution with two degrees of freedom. How many bins does each rule of `Binning` choose, and which rule
//: shows the middle of the distribution?

//| include: false
var random = SplitMix64(seed: 1908)
let heavy = (0..<1000).map { _ in
  let chiSquared = -2 * log(1 - random.uniform())  // two degrees of freedom
  return random.standardNormal() / (chiSquared / 2).squareRoot()
}
func bins(_ binning: Binning) -> Int { binning.edges(for: heavy).count - 1 }
let (sturges, scott, freedman) = (bins(.sturges), bins(.scott), bins(.freedmanDiaconis))
precondition(sturges < scott && scott < freedman)
let bars = Binning.sturges.densities(of: heavy)
let shares = zip(bars.heights, zip(bars.edges, bars.edges.dropFirst())).map { $0 * ($1.1 - $1.0) }
let tallest = shares.sorted().suffix(3).reduce(0, +)
precondition(tallest > 0.8)

//: ::: {.callout-tip collapse="true" title="Answer"}
//: `.sturges` depends only on the number of values and chooses \(sturges) bins, three of which contain \(percent: tallest) of the values. `.scott` uses the standard deviation, which the tails make large: \(scott) bins.
//: `.freedmanDiaconis` uses the quartiles, which the tails do not affect: \(freedman) bins. They are narrow enough for the middle, and most of the outer ones are empty.
//: :::
//:
//: # Figures for lectures {#sec-figures}
//:
//: `lectern render notebooks/gallery --theme lecture` draws all figures for slides, as in @fig-lecture. From this report:
//:
//: - @fig-log: show the same data with a linear axis first.
//: - @fig-histograms: ask how many kinds of eruptions there are, and how certain the audience is.
//: - @fig-simplex: a distribution over distributions.
//: - @fig-bound: the E-step closes the gap, the M-step raises the bound.
//: - @fig-player, step by step; and @fig-surface, a path of EM on the likelihood.
//: - @fig-selection: how many components are worth their parameters?
