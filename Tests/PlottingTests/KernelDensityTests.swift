import TestSupport
import Testing

@testable import Plotting

struct KernelDensityTests {
  // Reference/ticks-and-bandwidths.R, R 4.2.2. R's bins start at another origin, hence 0.5 %.
  @Test func `bandwidths agree with R's bw.SJ and bw.nrd0`() {
    let estimate = KernelDensity(goldenRatioSamples)
    #expect(isClose(estimate.bandwidth, 0.1924400278, relative: 5e-3))
    #expect(!estimate.usesFallback)
    let silverman = KernelDensity(goldenRatioSamples, bandwidth: .silverman)
    #expect(isClose(silverman.bandwidth, 0.7642099097, relative: 1e-9))
  }

  @Test func `a density has area one`() {
    let estimate = KernelDensity(goldenRatioSamples)
    let step = estimate.x[1] - estimate.x[0]
    // Three bandwidths leave 2 · 1.3e-3 of the outermost kernels outside.
    #expect(isClose(estimate.density.reduce(0, +) * step, 1, absolute: 1e-3))
  }

  @Test func `ties fall back to Silverman's rule, and nothing gives nothing`() {
    #expect(KernelDensity([1, 1, 1, 1, 1]).usesFallback)
    #expect(KernelDensity([.nan]).x.isEmpty)
  }

  @Test func `on a logarithmic axis the estimate is that of the logarithms`() throws {
    let logarithms = (0..<200).map { sin(Double($0)) + Double($0 % 2) * 3 }
    let samples = logarithms.map { pow(10, $0) }
    let (own, expected) = (KernelDensity(samples, on: .log), KernelDensity(logarithms))
    #expect(abs(own.bandwidth / expected.bandwidth - 1) < 1e-9)
    #expect(zip(own.x, expected.x).allSatisfy { abs(log10($0) - $1) < 1e-9 })
    #expect(zip(own.density, expected.density).allSatisfy { abs($0 - $1) < 1e-9 })
    let violin = Chart { ViolinMark(x: ["a"], samples: [samples]) }.yAxis(scale: .log)
    let domain = try ChartPlan(violin, theme: .report).yDomain
    #expect(domain.lowerBound > 1e-4 && domain.upperBound < 1e8)
    let plan = try ChartPlan(
      Chart { DensityMark(samples + [-1]) }.xAxis(scale: .log), theme: .report)
    #expect(plan.survey.notices == [.notPositive(mark: "density", count: 1)])
  }
}
