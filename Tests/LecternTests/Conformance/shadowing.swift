let x = 1
do {
  let x = 2
  print(x)
}
func f(x: Int) -> Int {
  let x = x + 10
  return x
}
f(x: x)

//: A name of the standard library, from here on.
let max = "not a function"
max.count
