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
//: **1. A chart that is not here.** A *dumbbell* joins what each of several people scored before and after. Which marks does it take?

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
//: A short line for each person, under the points of both rounds:
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
//: The lines come first, so that the points are painted over them.
//: :::
//:
//: **2. What a straight line says.** A curve is straight where the vertical axis alone is logarithmic. Which function is it, and what is its slope? And if both axes are?

//| include: false
// y = 3 e^(0.2 x): equal steps of x multiply y by the same factor.
func growth(_ x: Double) -> Double { 3 * exp(0.2 * x) }
precondition(
  (0..<5).allSatisfy { abs(growth(Double($0) + 1) / growth(Double($0)) - exp(0.2)) < 1e-12 })

//: ::: {.callout-tip collapse="true" title="Answer"}
//: With one logarithmic axis $\log y = \log a + bx$, an exponential $y = a e^{bx}$, which climbs $b / \log 10$ decades for each unit of $x$. With two, $\log y = \log a + b \log x$:
//: a power $y = a x^b$, whose slope is the exponent.
//: :::
//:
//: **3. How many bars?** Draw a thousand numbers from a Student distribution with two degrees of freedom. How many bins does each rule of `Binning` give, and which of them
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
//: `.sturges` counts the numbers only and gives \(sturges), of which three contain \(percent: tallest) of the numbers. `.scott` measures the spread by the standard deviation, which the tails blow up: \(scott).
//: `.freedmanDiaconis` measures it by the quartiles, which do not see the tails: \(freedman) bins, narrow enough for the middle, most of the outer ones empty.
//: :::
//:
//: # Figures for lectures {#sec-figures}
//:
//: `lectern render notebooks/gallery --theme lecture` draws all of them for slides, as in @fig-lecture. These need the fewest words:
//:
//: - @fig-log, with the axis switched in class: what looks like nothing on one scale is everything on the other.
//: - @fig-histograms: one sample, twice. Ask how many groups of eruptions there are, and how sure the audience is.
//: - @fig-simplex: a distribution over distributions.
//: - @fig-bound: E closes the gap, M lifts the bound.
//: - @fig-player, step by step; and @fig-surface, the same climb seen from above.
//: - @fig-selection: where more components stop paying.
