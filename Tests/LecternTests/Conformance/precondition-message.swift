//: The words of a precondition reach the author.
func root(_ x: Double) -> Double {
  precondition(x >= 0, "there is no root of \(x)")
  return x.squareRoot()
}

//: Here it is violated.
root(-1)
