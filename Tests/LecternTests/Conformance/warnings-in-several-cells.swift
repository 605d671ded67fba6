func f() -> Int {
  var a = 1
  return a
}
f()

//: Another cell, another warning.
let unused: Int? = 4
print("value: \(unused)")
