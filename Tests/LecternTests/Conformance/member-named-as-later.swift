//: A member is not the variable of the same name further down, wherever it is written.
struct Point {
  var x: Double
  var y = 2.0
}
let points = [Point(x: 1), Point(x: 3)]
let all = points.map(\.x) + points.map(\Point.y) + points.map { $0.x }
let x = points[0].x
let y = x
all
