//| eval: false
let a: Int = "this would not compile"

//: But this runs.
1 + 1
