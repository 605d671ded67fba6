//: There is no \(count) yet.
let numbers = [1, 2, total]
let count = 3
//: \(numbers.map { count in count + 1 }) binds its own name.
let total = count
