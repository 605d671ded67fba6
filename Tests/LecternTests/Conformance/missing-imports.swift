//: Names of modules that are not imported: the message says which.
import Notebook
let chart = Chart { LineMark(x: [0, 1], y: [0, 1]) }
func f(_ model: UnivariateGaussianMixture) -> Double { exp(1) }
let start = try fitByEM(nothing)
var random = SplitMix64(seed: 1)
