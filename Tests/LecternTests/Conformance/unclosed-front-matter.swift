//: ---
//: title: Never closed
let a = 1
