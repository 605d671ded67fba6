//: ---
//: title: Layout
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

//: Arrange charts in rows, columns and grids. Their plots are aligned even if their labels differ in size, and legends and color
//: bars never cover anything.

//: # Direct labels {#sec-direct}
//:
//: Labels at the ends of the lines are often better than a legend. Labels that would overlap move apart.

//| label: fig-direct
//| caption: Four curves with their names at their ends.
//| alt: Four curves that rise toward one at different speeds, each named at its right end.
Chart {
  for (name, rate) in rates { LineMark(y: runs(rate)).label(name) }
}
.xAxis("round").yAxis("reached").legend(.direct)

//: # Legend positions {#sec-legend}

//| label: fig-legends
//| caption: A legend inside the plot where it covers least, above, below, and to the right.
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
//: Facets are one chart per group, with the same axes and one legend.

//| label: fig-facets
//| caption: Petals of three species of iris.
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
    .foregroundStyle(.series(1)).label("this species")
  }
  .xAxis("petal length in cm").yAxis("petal width in cm")
}

//: # Insets {#sec-inset}

//| label: fig-inset
//| caption: The inset shows the first rounds enlarged.
//| alt: A curve that rises quickly and flattens; a small chart inside shows its beginning.
Chart { LineMark(y: (0...200).map { 1 - exp(-0.2 * Double($0)) }) }
  .xAxis("round").yAxis("reached")
  .inset(
    Chart {
      LineMark(y: (0...15).map { 1 - exp(-0.2 * Double($0)) }).symbol(.circle)
    }.xAxis("round"),
    at: .bottomTrailing, width: 0.45, height: 0.55)

//: # A shared legend {#sec-column}

//| label: fig-column
//| caption: Two charts in a column with one legend.
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
//: The theme for reports follows the page, light or dark; the theme for lectures is for slides; the theme for print can also be printed in
//: gray.

//| label: fig-lecture
//| column: page
//| caption: A figure in the theme for lectures, 16:9.
//| alt: The four curves with large type and thick lines.
Figure(climbs.legend(.direct).xAxis("round").yAxis("reached"), theme: .lecture)

//| label: fig-print
//| caption: The same figure in the theme for print, in colors of different lightness.
//| alt: The four curves in colors whose lightness differs.
Figure(climbs.legend(.direct).xAxis("round").yAxis("reached"), theme: .print)

//: # Steps {#sec-steps-player}
//:
//: A sequence of figures becomes a player.

//| label: fig-steps
//| caption: The sum of the first odd harmonics approaches a square wave.
//| alt: A wave that becomes more and more rectangular as harmonics are added.
func harmonic(_ k: Int, _ x: Double) -> Double {
  let odd = Double(2 * k + 1)
  return 4 / Double.pi * sin(odd * x) / odd
}
try Steps(1...8, names: (1...8).map { "harmonics: \($0)" }) { count in
  Figure(
    Chart {
      FunctionMark(over: 0...(2 * Double.pi)) { x in
        (0..<count).reduce(0) { $0 + harmonic($1, x) }
      }
    }
    .xAxis("$x$").yAxis("sum", domain: -1.4...1.4), height: .inches(2.4))
}
