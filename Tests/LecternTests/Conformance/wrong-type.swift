//: A number is no text.
let a: Int = 1
let b: String = a
