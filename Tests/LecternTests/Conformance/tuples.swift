let (mean, deviation) = (1.5, 0.25)
(mean, deviation)

//: With names:
let point = (x: 1, y: -2)
point

//: \(point.x) and \(point.y).
let (a, _) = (1, 2), b = 3
a + b
