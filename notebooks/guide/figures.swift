//: ---
//: title: Figures and themes
//: ---

//| include: false
import Notebook
import Plotting
import Statistics

//: # A figure and its label {#sec-label}
//:
//: A chart that is the last expression of a cell becomes a figure. With a label, a caption and an alternative text it gets a number, prose can refer to it as
//: @fig-bells, and its files are in `figures/`, named after the label: `bells.svg`, `bells.png`, `bells.pdf`, and its data as `bells.csv`.

//| label: fig-bells
//| caption: Two densities. The legend comes from the labels of the marks.
//| alt: A narrow bell-shaped curve around 0 and a wide one around 3.
let narrow = Normal(mean: 0, standardDeviation: 1)
let wide = Normal(mean: 3, standardDeviation: 2)
Chart {
  FunctionMark(over: -6...10) { narrow.density($0) }
    .label("narrow")
  FunctionMark(over: -6...10) { wide.density($0) }
    .label("wide")
}
.xAxis("x").yAxis("density")

//: # Sizes {#sec-sizes}
//:
//: Sizes are lengths in inches, millimeters, points or pixels. They can be set for a cell, a chapter or a report:
//:
//: | where | how |
//: |---|---|
//: | one cell | `//\| width: 6in` and `//\| height: 60mm` above the code |
//: | one chapter | `width: 6in` in its front matter |
//: | all chapters | `width: 6in` in `report.yml` |
//: | in code | `Figure(chart, width: .inches(6), height: .millimeters(60))` |
//:
//: # Themes {#sec-themes}
//:
//: A theme decides type sizes, strokes and colors. There are three:
//:
//: | theme | for | chosen by |
//: |---|---|---|
//: | report | pages; colors follow the light or dark page | the default |
//: | lecture | slides: large type, thick strokes | `lectern render --theme lecture --output slides` |
//: | print | paper: colors that differ in lightness | `lectern render --theme print --output paper` |
//:
//: In code, `.theme(.lecture)` gives one figure a theme, and the option above leaves that figure as it is. @fig-print is drawn for paper.

//| label: fig-print
//| caption: The same chart in the theme for print.
//| alt: The two bell-shaped curves of the figure above, with distinct line styles.
Figure(
  Chart {
    FunctionMark(over: -6...10) { narrow.density($0) }
      .label("narrow")
    FunctionMark(over: -6...10) { wide.density($0) }
      .label("wide").lineStyle(dash: [5, 3])
  }
  .xAxis("x").yAxis("density")
).theme(.print)

//: [The gallery](../gallery/index.html) has every mark, scale, color and layout.
