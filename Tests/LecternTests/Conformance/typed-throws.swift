enum Mistake: Error { case tooSmall(Int), empty }
func check(_ n: Int) throws(Mistake) -> Int {
  guard n > 3 else { throw .tooSmall(n) }
  return n
}
do {
  _ = try check(2)
} catch .tooSmall(let n) {
  print("too small: \(n)")
}
try? check(1)

// %% And one that nobody catches
try check(3)
