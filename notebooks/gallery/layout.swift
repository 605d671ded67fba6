//: ---
//: title: Charts together
//: ---

//| include: false
import DataSets
import Foundation
import Notebook
import Plotting

func runs(_ rate: Double) -> [Double] {
  (0...30).map { 1 - exp(-rate * Double($0)) }
}
let rates = [
  ("cautious", 0.05), ("steady", 0.1), ("bold", 0.2), ("rash", 0.5),
]

//: Charts are in rows, columns and grids whose plots line up however much room their labels need. Legends and color
//: bars take part in the layout, so nothing lies on anything else.

//: # Direct labels {#sec-direct}
//:
//: The best legend is none: a name at the end of its line. Names that would overlap move apart.

//| label: fig-direct
//| caption: Four climbs with their names at their ends.
//| alt: Four curves that rise towards one at different speeds, each named at its right end.
Chart {
  for (name, rate) in rates { LineMark(y: runs(rate)).label(name) }
}
.xAxis("round").yAxis("reached").legend(.direct)

//: # Places of a legend {#sec-legend}

//| label: fig-legends
//| caption: A legend where it covers least, above, below, and to the right.
//| alt: The same four curves four times, with the legend in four places.
let climbs = Chart {
  for (name, rate) in rates { LineMark(y: runs(rate)).label(name) }
}
Figure(height: .inches(4.6)) {
  Grid(columns: 2) {
    climbs.legend(.inside(.best))
    climbs.legend(.top)
    climbs.legend(.bottom)
    climbs.legend(.trailing)
  }
}

//: # Facets {#sec-facets}
//:
//: One chart for each group, with the same axes and one legend.

//| label: fig-facets
//| caption: Petals of three kinds of iris.
//| alt: Three scatter plots on equal axes; setosa has small petals, virginica the largest.
try Figure.facets(of: ["setosa", "versicolor", "virginica"], columns: 3) {
  name in
  let members = Iris.species.indices.filter { Iris.species[$0] == name }
  return Chart(name) {
    PointMark(x: Iris.petalLengths, y: Iris.petalWidths).foregroundStyle(.grid)
      .label("all")
    PointMark(
      x: members.map { Iris.petalLengths[$0] },
      y: members.map { Iris.petalWidths[$0] }
    )
    .foregroundStyle(.series(1)).label("this kind")
  }
  .xAxis("petal length in cm").yAxis("petal width in cm")
}

//: # Insets {#sec-inset}

//| label: fig-inset
//| caption: The first rounds of the climb, enlarged.
//| alt: A curve that rises quickly and flattens; a small chart inside shows its beginning.
Chart { LineMark(y: (0...200).map { 1 - exp(-0.2 * Double($0)) }) }
  .xAxis("round").yAxis("reached")
  .inset(
    Chart {
      LineMark(y: (0...15).map { 1 - exp(-0.2 * Double($0)) }).symbol(.circle)
    }.xAxis("round"),
    at: .bottomTrailing, width: 0.45, height: 0.55)

//: # One legend, one column {#sec-column}

//| label: fig-column
//| caption: Two charts below each other with one legend.
//| alt: A line and its logarithm below it, both in two series with a shared legend at the right.
Figure(height: .inches(3.4)) {
  Chart {
    LineMark(y: runs(0.1)).label("steady")
    LineMark(y: runs(0.2)).label("bold")
  }
  .yAxis("reached")
  Chart {
    LineMark(y: runs(0.1).map { 1 - $0 }).label("steady")
    LineMark(y: runs(0.2).map { 1 - $0 }).label("bold")
  }
  .xAxis("round").yAxis("missing", scale: .log)
}
.sharedLegend(.trailing)

//: # Themes {#sec-themes}
//:
//: The report's theme follows the page, the lecture's is made for slides, the one for print survives a gray
//: printer. Sizes are final points in each of them.

//| label: fig-lecture
//| column: page
//| caption: A figure in the theme for lectures, 16:9.
//| alt: The four climbs with large type and thick lines.
Figure(climbs.legend(.direct).xAxis("round").yAxis("reached"), theme: .lecture)

//| label: fig-print
//| caption: The same for print, in colors of different lightness.
//| alt: The four climbs in colors whose lightness differs.
Figure(climbs.legend(.direct).xAxis("round").yAxis("reached"), theme: .print)

//: # Steps {#sec-steps-player}
//:
//: A sequence of figures becomes a player, whose parts that do not change are stored once.

//| label: fig-steps
//| caption: The sum of the first odd harmonics approaches a square wave.
//| alt: A wave that becomes more and more rectangular as harmonics are added.
func harmonic(_ k: Int, _ x: Double) -> Double {
  let odd = Double(2 * k + 1)
  return 4 / Double.pi * sin(odd * x) / odd
}
try Steps(1...8, names: (1...8).map { "\($0) harmonics" }) { count in
  Figure(
    Chart {
      FunctionMark(over: 0...(2 * Double.pi)) { x in
        (0..<count).reduce(0) { $0 + harmonic($1, x) }
      }
    }
    .xAxis("$x$").yAxis("sum", domain: -1.4...1.4), height: .inches(2.4))
}
