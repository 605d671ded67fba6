//: A figure that cannot be drawn says why, where it is shown.
import Notebook
import Plotting

let x = [1.0, 2, 3]

//| label: fig-line
//| caption: A line.
//| alt: A line.
Chart { LineMark(x: x, y: [1.0, 2]) }
