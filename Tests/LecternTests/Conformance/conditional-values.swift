let n = 3
let word = if n % 2 == 0 { "even" } else { "odd" }
word

//: A `switch` gives a value as well.
let size = switch n {
case ..<0: "negative"
case 0: "zero"
default: "positive"
}
size

//: One that stands alone is a statement, and shows nothing.
if n > 2 { print("printed") } else { print("not") }

//: A ternary is an expression.
n > 2 ? "large" : "small"
