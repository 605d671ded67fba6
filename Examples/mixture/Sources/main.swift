// Fits a mixture of two normal distributions to simulated data, and draws how EM converged.
import CairoRendering
import EMFigures
import ExpectationMaximization
import Foundation
import Plotting
import Statistics

var random = SplitMix64(seed: 7)
let truth = UnivariateGaussianMixture(
  weights: [0.4, 0.6], means: [-2, 3], standardDeviations: [1, 1.5])
let samples = truth.sample(500, using: &random)

let fit = try UnivariateGaussianMixture.fit(to: samples, components: 2, seed: 1)
print(fit.model)
print("EM \(fit.status)")

let figure = Figure(fit.convergenceChart())
try Data(figure.svg().utf8).write(to: URL(filePath: "mixture.svg"))
print("The figure is in mixture.svg")
