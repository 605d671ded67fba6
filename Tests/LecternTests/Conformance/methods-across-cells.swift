struct Walk {
  var steps: [Int]
}

// %% Its methods
extension Walk {
  mutating func step(_ by: Int) { steps.append((steps.last ?? 0) + by) }
  func callAsFunction(_ n: Int) -> Int { steps[n] }
  subscript(from end: Int) -> Int { steps[steps.count - end] }
  static func + (a: Walk, b: Walk) -> Walk { Walk(steps: a.steps + b.steps) }
}

// %% Used
var walk = Walk(steps: [0])
walk.step(2)
walk.step(-5)
(walk + walk).steps

// %% By call and by subscript
[walk(1), walk[from: 1]]
