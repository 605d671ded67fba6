//: A figure that cannot be drawn can be what a cell should show.
import Notebook
import Plotting

//| error: true
Chart { LineMark(y: [1.0, 2]) }.xAxis("$\\nosuch$")

//: The next cell runs.
"after"
