//: The last expression of a cell is shown, assignments and Void are not.
var x = 0.1
x + 0.2

// %% assigned
x = 3

// %% void
x.negate()

// %% optional
Int("7")

// %% chain
[3, 1, 2]
  .sorted()
  .map { $0 * 2 }  // a comment after it

// %% ternary
x > 2 ? "large" : "small"
