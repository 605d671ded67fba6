struct Refusal: Error { var reason: String }
func ask(_ n: Int) throws -> Int {
  if n > 2 { throw Refusal(reason: "too large") }
  return n
}

//: The first is allowed.
let a = try ask(1)
let b = a + (try ask(3))
