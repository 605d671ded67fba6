//: Windows line ends
let a = 1

//: and \(a)
a
