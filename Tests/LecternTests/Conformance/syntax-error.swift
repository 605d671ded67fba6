//: A parenthesis is missing.
let a = (1 + 2
