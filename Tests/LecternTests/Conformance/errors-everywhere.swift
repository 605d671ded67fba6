//| capton: A
let a = 1

//: \(a
//| echo: perhaps
let b = 2
