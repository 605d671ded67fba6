protocol Shape { var area: Double { get } }
struct Square: Shape { var side = 2.0; var area: Double { side * side } }
struct Disc: Shape { var area: Double { 3.14 } }
func unit() -> some Shape { Square(side: 1) }
let shapes: [any Shape] = [Square(), Disc(), unit()]
shapes.map(\.area)

//: The sum is \(shapes.map(\.area).reduce(0, +), decimals: 2).
