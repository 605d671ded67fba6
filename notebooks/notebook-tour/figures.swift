//: ---
//: title: Figures
//: ---

//| include: false
import Foundation
import Notebook
import Plotting
import Statistics

//: # One figure {#sec-one}
//:
//: A chart that a cell shows becomes a figure. With a label it gets a number. Its caption appears below it; its alternative text is read to
//: people who cannot see it. Both are Markdown and can contain values.
//:
//: ```swift
//: //| label: fig-kepler
//: //| caption: >-
//: //|   Periods of the planets against their distances from the sun. The line
//: //|   $T = a^{3/2}$ is Kepler's.
//: //| alt: Eight points on a straight line.
//: ```

let planets = try DataTable(contentsOf: "planets.csv")
let distance = try planets.numbers("distance")
let period = try planets.numbers("period")

//| label: fig-kepler
//| caption: >-
//|   Periods of the planets against their distances from the sun. The line
//|   $T = a^{3/2}$ is Kepler's.
//| alt: Eight points on a straight line.
Chart {
  FunctionMark(over: 0.3...40) { $0 * $0.squareRoot() }
    .foregroundStyle(.muted)
  PointMark(x: distance, y: period).symbolSize(7)
}
.xAxis("distance in astronomical units", scale: .log)
.yAxis("period in years", scale: .log)

//: Below each figure are links to other formats: SVG, PNG and PDF for slides, CSV for its data, and an animation for a player. Colors follow the page, light
//: or dark. `lectern render --theme lecture` draws all figures with large type and thick strokes.

//: # Several panels {#sec-panels}
//:
//: `Row`, `Column` and `Grid` combine charts into one figure with aligned axes. A title names a panel.

//| label: fig-panels
//| caption: The sine, its square, and both. One figure, three panels.
//| alt: Three panels with a wave, a wave that is never negative, and both.
//| height: 2in
let blue = FunctionMark(over: 0...10) { sin($0) }
let orange = FunctionMark(over: 0...10) {
  sin($0) * sin($0)
}
Figure {
  Row {
    Chart("(a)") { blue }
    Chart("(b)") { orange.foregroundStyle(.series(2)) }
    Chart("(c)") {
      blue
      orange.foregroundStyle(.series(2))
    }
  }
}

//: If a cell shows several figures, each gets a letter.

//| label: fig-letters
//| caption: Two figures of one cell. Each can be referred to separately.
//| alt: A parabola, and beside it a curve that is flatter at the bottom.
//| width: 3in
//| height: 1.8in
show(Chart { FunctionMark(over: -1...1) { $0 * $0 } })
show(Chart { FunctionMark(over: -1...1) { $0 * $0 * $0 * $0 } })

//: @fig-letters-a is a parabola, @fig-letters-b is flatter at the bottom.

//: # Sizes and places {#sec-sizes}
//:
//: `width` and `height` are lengths. `column` takes `text`, `page`, `screen` or `margin`; this one is for the margin:
//:
//: ```swift
//: //| column: margin
//: //| width: 2.2in
//: //| height: 1.6in
//: ```

//| label: fig-margin
//| caption: A figure in the margin.
//| alt: A bell-shaped curve.
//| column: margin
//| width: 2.2in
//| height: 1.6in
Chart {
  FunctionMark(over: -4...4) { Normal().density($0) }
}

//: and this one uses the whole width of the page:

//| label: fig-page
//| caption: A random walk of 2000 steps.
//| alt: A jagged line.
//| column: page
//| width: 8.4in
//| height: 2in
var random = SplitMix64(seed: 1905)
var place = 0.0
let walk = (0..<2000).map { _ in
  place += random.standardNormal()
  return place
}
Chart { LineMark(y: walk).lineStyle(width: 0.8) }
  .xAxis("step").yAxis("place")

//: # Steps {#sec-steps}
//:
//: `Steps` draws a figure for each element of a list. On the page they become a player with buttons and a slider, which also follows the arrow keys. All steps share their axes.

//| label: fig-steps
//| caption: The posterior of a coin's probability of heads, toss by toss.
//| alt: A flat line that becomes a narrower and narrower peak near 0.65.
let tosses = Array("HHTHHHTTHHTHHHTHHTHH")
try Steps(0...tosses.count, names: nil) { n in
  let heads = tosses.prefix(n).count { $0 == "H" }
  let posterior = Dirichlet(
    concentrations: [Double(1 + heads), Double(1 + n - heads)])
  return Figure(
    Chart {
      FunctionMark(over: 0.001...0.999) {
        exp(posterior.logDensity([$0, 1 - $0]))
      }
    }.xAxis("probability of heads", domain: 0...1).yAxis("density"),
    height: .inches(2.2))
}

//: [*The gallery*](../gallery/index.html) shows all marks, and all figures of EM that take one line.
