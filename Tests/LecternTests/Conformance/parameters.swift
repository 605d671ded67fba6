//: ---
//: params: { steps: 12 }
//: ---
import Notebook
let steps = parameter("steps", default: 5, in: 1...20)
let rate = parameter("rate", default: 0.5)
Double(steps) * rate
