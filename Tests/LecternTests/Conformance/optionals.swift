let some: Int? = 3
some

//: Nothing is shown as it is.
let none: Int? = nil
none

//: Nested, and in arrays.
let nested: Int?? = .some(.none)
nested

//: Chained:
["1", "x", "3"].map { Int($0) }
