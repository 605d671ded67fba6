//: See @fig-nowhere for more.
let a = 1
