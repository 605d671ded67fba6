//: ---
//: title: Square roots without Foundation
//: ---

//: A member of the standard library that calls the C library's mathematics needs no import.

import Notebook

let sides = (1...3).map(Double.init)
let diagonals = sides.map { (2 * $0 * $0).squareRoot() }
show(diagonals)

let remainder = sides.map { $0.truncatingRemainder(dividingBy: 2) + $0.remainder(dividingBy: 3) }
remainder
