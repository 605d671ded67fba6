//: ---
//: title: Marks
//: ---

//| include: false
import DataSets
import Foundation
import Notebook
import Plotting
import Statistics

let xs = Array(stride(from: 0.0, through: 10, by: 0.25))
var random = SplitMix64(seed: 11)
let noise = Normal(mean: 0, standardDeviation: 0.35)
func wave(_ x: Double) -> Double {
  2 + 1.5 * (x / 1.6 - 2.5) / (1 + (x / 1.6 - 2.5) * (x / 1.6 - 2.5))
}
let noisy = xs.map { wave($0) + noise.sample(using: &random) }

//: A chart is a list of **marks**. A mark draws columns of data as points, lines, bars or another shape. Marks are drawn in the
//: order in which you write them, and each takes the next color of the palette unless you give it one.

//: # Lines and points {#sec-lines}
//:
//: Use points for separate observations and a line for a continuous curve. Use both to show a curve that was fitted to data, as in
//: @fig-line.

//| label: fig-line
//| caption: Observations as points, and the expected curve as a line.
//| alt: Scattered points follow a curve that dips near two, rises steeply and falls off slowly.
Chart {
  PointMark(x: xs, y: noisy).foregroundStyle(.muted).opacity(0.7).label(
    "observed")
  LineMark(x: xs, y: xs.map(wave)).label("expected")
}
.xAxis("time $t$ in s").yAxis("response")

//: A function needs no data. It is evaluated at more points where it bends more.

//| label: fig-function
//| caption: A damped oscillation and its two envelopes, drawn from functions.
//| alt: A damped oscillation between its two envelopes.
Chart {
  FunctionMark(over: 0...12) { x in exp(-x / 4) * cos(3 * x) }
    .label(#"$e^{-t/4} \cos 3t$"#)
  FunctionMark(over: 0...12) { x in exp(-x / 4) }.foregroundStyle(.muted)
    .lineStyle(width: 1, dash: [4, 3]).label(#"$\pm e^{-t/4}$"#)
  FunctionMark(over: 0...12) { x in -exp(-x / 4) }.foregroundStyle(.muted)
    .lineStyle(width: 1, dash: [4, 3])
}
.xAxis("$t$").yAxis("displacement").legend(.inside(.topTrailing))

//: # Steps and stems {#sec-steps}
//:
//: Draw step functions as steps: an empirical distribution function is constant between observations. Stems show
//: values that exist only at whole numbers.

//| label: fig-step-stem
//| caption: Left, the distribution function of twelve waiting times; right, binomial probabilities.
//| alt: A staircase that rises from zero to one, and thirteen stems in the shape of a bell.
let waits = OldFaithful.waits.prefix(12).sorted()
let binomial = (0...12).map {
  Binomial(trials: 12, probability: 0.4).logDensity($0)
}
Figure(height: .inches(2.4)) {
  Row {
    Chart {
      LineMark(
        x: waits, y: waits.indices.map { Double($0 + 1) / Double(waits.count) }
      )
      .interpolation(.stepEnd)
    }
    .xAxis("wait in minutes").yAxis("fraction of waits", domain: 0...1)
    Chart {
      StemMark(x: 0...12, y: binomial.map(exp)).foregroundStyle(.series(2))
    }
    .xAxis("successes $k$").yAxis("$p(k)$")
  }
}

//: # Areas and bands {#sec-areas}
//:
//: An area starts at zero and shows an amount. A band lies between two curves and shows uncertainty.

//| label: fig-band
//| caption: Left, a line with a band of two standard errors. Right, an area.
//| alt: A curve inside a pale band that widens to the right, above a filled area that grows.
let errors = xs.map { 0.08 + 0.05 * $0 }
Figure(height: .inches(2.4)) {
  Row {
    Chart {
      AreaMark(x: xs, y: xs.map(wave), error: errors).foregroundStyle(
        .series(1)
      ).label("± 2 s.e.")
      LineMark(x: xs, y: xs.map(wave)).foregroundStyle(.series(1)).label(
        "mean")
    }
    .xAxis("$t$").yAxis("response")
    Chart {
      AreaMark(x: xs, y: xs.map { $0 * $0 / 20 }).foregroundStyle(.series(3))
    }
    .xAxis("$t$").yAxis("amount")
  }
}

//: # Bars {#sec-bars}
//:
//: Bars compare amounts of named categories. Grouped bars compare the series, stacked bars their
//: sums. Long names fit best beside horizontal bars.

//| label: fig-bars
//| caption: Two years as grouped and as stacked bars, and one year as horizontal bars.
//| alt: Three charts of bars for three houses and two years, side by side, stacked and horizontal.
let houses = ["north", "east", "south"]
let (first, second) = ([3.0, 5, 2], [4.0, 3, 4.5])
func yearly(_ arrangement: BarArrangement) -> Chart {
  Chart {
    BarMark(x: houses, y: first).label("2023")
    BarMark(x: houses, y: second).label("2024")
  }
  .yAxis("tonnes").bars(arrangement)
}
Figure(height: .inches(2.3)) {
  Row {
    yearly(.grouped)
    yearly(.stacked).yAxis("")
    Chart {
      BarMark(
        x: second,
        y: ["the northern house", "the eastern one", "the southern"])
    }
    .xAxis("tonnes")
  }
}
.sharedLegend(.top)

//: # Error bars {#sec-errors}

//| label: fig-errors
//| caption: Means of four groups with two standard errors.
//| alt: Four points with vertical intervals; the third is highest and its interval the longest.
let groups = ["control", "low", "middle", "high"]
Chart {
  ErrorBarMark(
    x: groups, y: [2.1, 2.6, 3.9, 3.1], error: [0.3, 0.35, 0.7, 0.4])
  PointMark(x: groups, y: [2.1, 2.6, 3.9, 3.1]).foregroundStyle(.series(1))
    .symbolSize(6)
}
.xAxis("dose").yAxis("response")

//: # Histograms and densities {#sec-histograms}
//:
//: All histograms in a chart use the same bins, so you can compare them. A kernel density needs no bins; its bandwidth is chosen
//: by the method of Sheather and Jones.

//| label: fig-histograms
//| caption: Eruptions of Old Faithful, counted in bins and as a kernel density.
//| alt: Two modes, a narrow one at two minutes and a broader one at four and a half.
Figure(height: .inches(2.4)) {
  Row {
    Chart { HistogramMark(OldFaithful.durations) }.xAxis("duration in minutes")
      .yAxis("eruptions")
    Chart {
      HistogramMark(OldFaithful.durations, normalization: .density)
        .foregroundStyle(.muted)
      DensityMark(OldFaithful.durations).foregroundStyle(.series(2))
    }
    .xAxis("duration in minutes").yAxis("density")
  }
}

//: # Boxes and violins {#sec-boxes}
//:
//: A box shows the quartiles; a violin shows the whole density.

//| label: fig-boxes
//| caption: The waits after short and long eruptions, as boxes and as violins.
//| alt: Two boxes and two violins; waits after long eruptions are longer by half an hour.
let pairs = zip(OldFaithful.durations, OldFaithful.waits)
let waitsAfter = [
  pairs.filter { $0.0 < 3 }.map(\.1), pairs.filter { $0.0 >= 3 }.map(\.1),
]
Figure(height: .inches(2.5)) {
  Row {
    Chart { BoxMark(x: ["short", "long"], samples: waitsAfter) }
      .xAxis("eruption").yAxis("wait in minutes")
    Chart {
      ViolinMark(x: ["short", "long"], samples: waitsAfter).foregroundStyle(
        .series(3))
    }
    .xAxis("eruption")
  }
}

//: # Rules, rectangles, text and arrows {#sec-annotations}
//:
//: Annotations are marks too. A rule or a rectangle extends across the whole plot in each direction in which you give it no ends.

//| label: fig-annotations
//| caption: A threshold, a shaded interval, a text and an arrow.
//| alt: A curve crosses a dashed threshold inside a shaded interval; an arrow points at the crossing.
Chart {
  RectangleMark(xStart: 2.6, xEnd: 4.6).foregroundStyle(.series(5)).opacity(
    0.15)
  RuleMark(y: 2.5).lineStyle(dash: [4, 3])
  LineMark(x: xs, y: xs.map(wave)).foregroundStyle(.series(1))
  TextMark("threshold", x: 0, y: 2.5, anchor: .topTrailing)
  ArrowMark("the jump", from: (6.4, 1.5), to: (4.1, 1.95))
}
.xAxis("$t$").yAxis("response")

//: # Symbols {#sec-symbols}
//:
//: Symbols distinguish series where colors do not: in gray print, and for color-blind readers.

//| label: fig-symbols
//| caption: All symbols.
//| alt: Seven short rows of points, each with another symbol.
Chart {
  for (row, symbol) in Symbol.allCases.enumerated() {
    PointMark(x: 0...6, y: (0...6).map { Double(row) + 0.08 * Double($0) })
      .symbol(symbol).symbolSize(6).label(symbol.rawValue)
  }
}
.xAxis(hidden: true).yAxis(hidden: true).legend(.trailing)

//: # Series from a column {#sec-series}
//:
//: If a column of the data names groups, `foregroundStyle(by:)` draws each group as a series. Bars and areas are
//: stacked unless you choose another arrangement.

//| label: fig-series
//| caption: Three species of iris as points, and how many of each have petals of a given length, as bars.
//| alt: Three groups of points with colors and shapes of their own; stacked bars in the same colors.
let lengths = Iris.petalLengths.map { ($0 * 2).rounded() / 2 }
Figure(height: .inches(2.6)) {
  Row {
    Chart {
      PointMark(x: Iris.petalLengths, y: Iris.petalWidths)
        .foregroundStyle(by: Iris.species).symbol(by: Iris.species).opacity(0.7)
    }
    .xAxis("petal length in cm").yAxis("petal width in cm")
    Chart {
      BarMark(x: lengths, y: lengths.map { _ in 1.0 }).foregroundStyle(
        by: Iris.species)
    }
    .xAxis("petal length in cm").yAxis("flowers")
  }
}
.sharedLegend(.top)

//: # A mark of your own {#sec-own-mark}
//:
//: A mark of your own has a style and a function that returns the shapes to draw; `plot.line`, `plot.polygon`, `plot.markers` and
//: `plot.text` make them. If it also returns its data, the axes include them, and so does the CSV file of the figure.

//| label: fig-own-mark
//| caption: A mark for the range and the mean of each day, defined in the notebook.
//| alt: Eight upright lines of different lengths, each with a short tick for its mean.
struct RangeMark: Mark {
  var style = MarkStyle()
  let day: Double, low: Double, mean: Double, high: Double

  func data(in survey: ChartSurvey) -> MarkData {
    MarkData().with("x", [day]).with("yStart", [low]).with("yEnd", [high])
  }

  func items(in plot: Plot) -> [DisplayItem] {
    let middle = plot.point(day, mean)
    return plot.line([
      [plot.point(day, low), plot.point(day, high)],
      [middle, Point(x: middle.x + 5, y: middle.y)],
    ])
  }
}
Chart {
  for day in 1...8 {
    let base = wave(Double(day))
    RangeMark(
      day: Double(day), low: base - 1, mean: base,
      high: base + Double(day % 3) / 2 + 0.4
    )
    .foregroundStyle(.series(1))
  }
}
.xAxis("day").yAxis("temperature")
