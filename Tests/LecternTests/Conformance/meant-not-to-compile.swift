let a = [1, 2]

//| error: true
let b: String = a

//: The next cells run.
a.count
