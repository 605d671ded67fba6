//: ---
//: params: { stps: 12, rate: fast }
//: ---
import Notebook
let n = 5
let steps = parameter("steps", default: n)
let rate = parameter("rate", default: 0.5)
