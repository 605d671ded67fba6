func f() -> Int {
  //: This is a comment inside a function.
  return 1
}
f()
