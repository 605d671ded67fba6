//: A figure that cannot be drawn can be what a cell shall show.
import Notebook
import Plotting

//| error: true
Chart { LineMark(y: [1.0, 2]) }.xAxis("日本語")

//: The next cell runs.
"after"
