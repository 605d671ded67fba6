import Notebook
import Plotting
let x = [0.0, 1]
Chart { LineMark(x: x, y: x) }
