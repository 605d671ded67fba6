//: ---
//: title: Axes
//: ---

//| include: false
import DataSets
import Foundation
import Notebook
import Plotting

//: Axes choose their own ticks: round numbers whose labels fit. `xAxis` and `yAxis` change an axis; what you leave out stays
//: as it was.

//: # Logarithmic axes {#sec-log}
//:
//: On a logarithmic axis equal ratios have equal lengths. For data of both signs, a symmetric logarithmic axis is linear below
//: a threshold and logarithmic above it.

//| label: fig-log
//| caption: Exponential growth is a straight line on a logarithmic axis. A symmetric logarithmic axis also shows negative values.
//| alt: A straight line over six powers of ten, and a curve that passes through zero between powers of ten.
let steps = Array(stride(from: -4.0, through: 4, by: 0.1))
Figure(height: .inches(2.4)) {
  Row {
    Chart { LineMark(x: 0...20, y: (0...20).map { exp(Double($0) * 0.7) }) }
      .xAxis("hours").yAxis("cells", scale: .log)
    Chart {
      LineMark(x: steps, y: steps.map { pow($0, 5) }).foregroundStyle(
        .series(2))
    }
    .xAxis("$x$").yAxis("$x^5$", scale: .symmetricLog(threshold: 1))
  }
}

//: # Dates {#sec-dates}
//:
//: Date axes have their ticks at the beginnings of weeks, months or years.

//| label: fig-dates
//| caption: Large earthquakes per year since 1900.
//| alt: A jagged line between six and forty earthquakes per year, highest around 1943.
Chart {
  LineMark(
    x: Earthquakes.years.map { CivilDate(year: $0) }, y: Earthquakes.counts
  )
  .interpolation(.stepCenter)
}
.xAxis(scale: .date).yAxis("earthquakes of magnitude ≥ 7")

//: # Minor ticks and grids {#sec-minor}

//| label: fig-minor
//| caption: No grid at all, minor ticks, and a minor grid.
//| alt: The same parabola three times, without a grid, with a grid, and with a finer grid.
let parabola = Chart { FunctionMark(over: -2...2) { $0 * $0 } }
Figure(height: .inches(2.1)) {
  Row {
    parabola.xAxis(grid: false).yAxis(grid: false)
    parabola.xAxis(minor: .ticks).yAxis(minor: .ticks)
    parabola.xAxis(minor: .grid).yAxis(minor: .grid)
  }
}

//: # Reversed axes, your own ticks, formats {#sec-ticks}

//| label: fig-ticks
//| caption: A reversed axis, percentages, and ticks with labels of their own.
//| alt: A temperature profile that falls with depth, a rising share, and a sine between named angles.
Figure(height: .inches(2.4)) {
  Row {
    Chart {
      LineMark(x: [18.0, 17, 9, 6, 5, 4.5], y: [0.0, 20, 60, 120, 200, 300])
    }
    .xAxis("°C").yAxis("depth in m", reversed: true)
    Chart {
      LineMark(x: 0...5, y: [0.02, 0.1, 0.32, 0.55, 0.7, 0.76]).symbol(.circle)
    }
    .xAxis("week").yAxis("share", format: .percent)
    Chart { FunctionMark(over: 0...(2 * Double.pi)) { sin($0) } }
      .xAxis(
        "angle",
        ticks: .values(
          [0, Double.pi, 2 * Double.pi], labels: ["0", #"$\pi$"#, #"$2\pi$"#])
      )
      .yAxis(ticks: .values([-1, 0, 1]))
  }
}

//: # A second vertical axis {#sec-second}
//:
//: Use a second axis only for another unit of the same data. Two different quantities in one plot mislead.

//| label: fig-second
//| caption: The entropy of a coin in bits and in nats.
//| alt: An arch over the probability of heads with its top at one bit, which is 0.69 nats.
Chart {
  FunctionMark(over: 0.0001...0.9999) { p in
    -(p * log2(p) + (1 - p) * log2(1 - p))
  }
}
.xAxis("probability of heads", domain: 0...1).yAxis(
  "entropy in bits", domain: 0...1.05
)
.secondaryYAxis("entropy in nats", multiplier: log(2))

//: # Mathematics {#sec-mathematics}
//:
//: Labels can contain formulas between dollar signs, in the same fonts as those of the page. A command that is not supported is an
//: error.

//| label: fig-mathematics
//| caption: Labels with fractions, roots, sums, accents and letters of all kinds.
//| alt: A bell curve whose axes and annotation are formulas.
Chart(
  #"$\mathcal{N}(x \mid \mu, \sigma^2)$ with $\hat\mu = \frac{1}{N}\sum_{n=1}^N x_n$"#
) {
  FunctionMark(over: -3.5...3.5) {
    exp(-$0 * $0 / 2) / (2 * Double.pi).squareRoot()
  }
  RuleMark(x: 1).lineStyle(dash: [4, 3])
  TextMark(
    #"$\frac{1}{\sqrt{2\pi}\,\sigma}\,e^{-\frac{(x-\mu)^2}{2\sigma^2}}$"#,
    x: 1.1, y: 0.33,
    anchor: .trailing)
}
.xAxis(#"$(x - \mu) / \sigma$"#).yAxis(#"$\sigma\,p(x)$"#)
