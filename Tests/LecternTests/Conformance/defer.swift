//: At the top level a `defer` runs at the end of its scope.
do {
  defer { print("last") }
  print("first")
}
func f() -> Int {
  defer { print("leaving") }
  return 7
}
f()
