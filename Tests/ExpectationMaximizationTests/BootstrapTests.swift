import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `The bootstrap` {
  private let values = (0..<50).map { Double(($0 * 37) % 50) / 5 }

  /// The standard errors of a normal distribution are σ/√N and σ/√2N; 400 samples give them to 3.5 %.
  @Test func `standard errors of a closed form`() throws {
    let start = Mixture(weights: [1], components: [Normal(mean: 0, standardDeviation: 1)])
    let model = try fitByEM(start, to: values).model
    let deviation = model.components[0].standardDeviation
    let parametric = try model.bootstrap(samples: 400, seed: 4) { model, random in
      model.sample(values.count, using: &random)
    }
    let resampled = try model.bootstrap(samples: 400, seed: 5) { _, random in
      values.map { _ in values[random.integer(below: values.count)] }
    }
    for bootstrap in [parametric, resampled] {
      let mean = try #require(bootstrap.estimates.first { $0.name == "component[0].mean" })
      #expect(mean.value == model.components[0].mean)
      #expect(isClose(mean.standardError, deviation / 50.0.squareRoot(), relative: 0.14))
      let interval = try #require(bootstrap.interval(of: mean.name))
      #expect(interval.contains(mean.value))
      let width = interval.upperBound - interval.lowerBound
      #expect(isClose(width, 2 * 1.96 * mean.standardError, relative: 0.2))
      #expect(bootstrap.failures == 0 && bootstrap.replicates.count == 400)
    }
    let spread = try #require(
      parametric.estimates.first { $0.name == "component[0].standardDeviation" })
    #expect(isClose(spread.standardError, deviation / 10, relative: 0.14))
  }

  /// Near a sharp maximum the bootstrap is what the observed information says.
  @Test func `standard errors of a mixture`() throws {
    var random = SplitMix64(seed: 9)
    let truth = Mixture(weights: [0.4, 0.6], components: [Poisson(rate: 2), Poisson(rate: 15)])
    let counts = truth.sample(300, using: &random)
    let model = try fitByEM(truth, to: counts, options: EMOptions(tolerance: .relative(1e-12)))
      .model
    let theory = try model.standardErrors(of: counts).map(\.standardError)
    let bootstrap = try model.bootstrap(samples: 200, seed: 1) {
      $0.sample(300, using: &$1)
    }
    #expect(isClose(bootstrap.estimates.map(\.standardError), theory, relative: 0.2))
    let again = try model.bootstrap(samples: 5, seed: 1) { $0.sample(300, using: &$1) }
    #expect(again.replicates == Array(bootstrap.replicates.prefix(5)))
    let other = try model.bootstrap(samples: 5, seed: 2) { $0.sample(300, using: &$1) }
    #expect(other.replicates != Array(bootstrap.replicates.prefix(5)))
  }

  @Test func `samples that cannot be fitted are counted`() throws {
    let model = Mixture(weights: [0.5, 0.5], components: [Normal(mean: 0), Normal(mean: 5)])
    let bootstrap = try model.bootstrap(samples: 4) { _, _ in [1, 1, 1] }
    #expect(bootstrap.failures == 4 && bootstrap.estimates.allSatisfy { $0.standardError.isNaN })
    #expect(bootstrap.interval(of: "weight[0]") == nil)
    #expect(throws: InvalidStart.outOfRange(parameter: "samples", index: 0, value: 1)) {
      try model.bootstrap(samples: 1) { _, _ in [1, 2, 3] }
    }
  }

  /// `Reference/extensions.py`: the statistic by direct maximization, its p-value by 1000 samples.
  ///
  /// 79 samples give it to four standard errors of 0.033.
  @Test func `the likelihood ratio of one and two components`() throws {
    let reference = try ReferenceCase("extensions").likelihood_ratio
    let counts = reference.counts.numbers.map { Int($0) }
    let mean = Double(counts.reduce(0, +)) / Double(counts.count)
    let test = { (samples: Int) in
      try LikelihoodRatioTest(
        of: counts, samples: samples, seed: 1,
        drawing: { $0.sample(counts.count, using: &$1) },
        null: { try fitByEM(Mixture(weights: [1], components: [Poisson(rate: 1)]), to: $0) },
        alternative: {
          var options = EMOptions(tolerance: .relative(1e-10), record: [])
          options.acceleration = .squarem
          return try fitByEM(
            Mixture(
              weights: [0.5, 0.5],
              components: [Poisson(rate: 0.75 * mean), Poisson(rate: 1.25 * mean)]),
            to: $0, options: options)
        })
    }
    let result = try test(79)
    #expect(isClose(result.statistic, reference.statistic.number, absolute: 1e-5))
    #expect(isClose(result.pValue, reference.p.number, absolute: 0.132))
    #expect(result.failures == 0 && result.replicates.count == 79)
    #expect(result.replicates.allSatisfy { $0 > -1e-6 })
    #expect(try test(5).replicates == Array(result.replicates.prefix(5)))
  }

  /// Data far from one component: no sample reaches the statistic, and p is as small as it can be.
  @Test func `two distant components are found`() throws {
    let counts = Array(repeating: 1, count: 30) + Array(repeating: 20, count: 30)
    let test = try LikelihoodRatioTest(
      of: counts, samples: 19, drawing: { $0.sample(counts.count, using: &$1) },
      null: { try Mixture.fit(to: $0, components: 1, prototype: Poisson(rate: 1), restarts: 1) },
      alternative: {
        try Mixture.fit(to: $0, components: 2, prototype: Poisson(rate: 1), restarts: 2)
      })
    #expect(test.pValue == 1 / 20.0)
  }
}
