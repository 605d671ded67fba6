//: What a figure has no place for is said to its author, not to the reader.

import Notebook
import Plotting

//| label: fig-gap
//| caption: A line with a gap.
//| alt: Two strokes.
Chart { LineMark(x: [1, 2, 3, 4, 5], y: [1, 2, .nan, 4, 5]) }

//| label: fig-log
//| caption: A point that is not there.
//| alt: Two points.
Chart { PointMark(x: [1, 2, 3], y: [-1, 10, 100]) }.yAxis(scale: .log)
