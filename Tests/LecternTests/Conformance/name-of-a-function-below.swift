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

//: Names like those of the standard library.
let print = "not a function"
let count = print.count
count
