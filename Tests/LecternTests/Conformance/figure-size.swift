import Plotting

//| label: fig-small
//| caption: A small figure.
//| alt: A line.
//| width: 3in
//| height: 50mm
Chart { LineMark(x: [0, 1], y: [0, 1]) }

//: As it was made, without a label.
Chart { LineMark(x: [0, 1], y: [0, 1]) }
