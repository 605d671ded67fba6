//: And so do those of an assertion.
let total = [1, 2].reduce(0, +)
assert(total == 4, "the total is \(total)")
