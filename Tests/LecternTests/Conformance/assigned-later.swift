//: A constant may get its value further down, in one of two ways.
let size: Int
let flag = [1, 2].count > 1
if flag { size = 3 } else { size = 4 }
size

//: A label, a loop that is left, and a value after it.
var n = 0
search: while true {
  n += 1
  if n == 5 { break search }
}
n

//: A statement that begins with a bracket or a brace.
(n, size)
[n].map { $0 }
do { n += 1 }
(n)
