//: A number is not a text.
let a: Int = 1
let b: String = a
