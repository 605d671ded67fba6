//: ---
//: title: A first chapter
//: ---

//| include: false
import Notebook
import Plotting
import Statistics

//: This file is a Swift program; its prose is Markdown in comments. We draw from a standard normal distribution and
//: look at the running mean, which tends to
//:
//: $$ \mu = \int x\, p(x)\, dx = 0 . $$ {#eq-mean}

var random = SplitMix64(seed: 7)
let draws = Normal(mean: 0, standardDeviation: 1)
  .sample(500, using: &random)
let means = draws.indices.map { n in
  draws[...n].reduce(0, +) / Double(n + 1)
}

//: After \(draws.count) draws it is \(means.last!, decimals: 3). @fig-mean shows how it approaches @eq-mean.

//| label: fig-mean
//| caption: The running mean of \(draws.count) draws.
//| alt: A line that swings widely at first and then settles near zero.
Chart {
  RuleMark(y: 0).lineStyle(dash: [4, 3])
  LineMark(x: means.indices.map { Double($0 + 1) }, y: means)
}
.xAxis("draws").yAxis("mean so far")
