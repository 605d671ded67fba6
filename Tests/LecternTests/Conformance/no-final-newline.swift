//: no final newline
let a = 1
a