import ExpectationMaximization
import Statistics
import Testing

@Suite struct `Components that do not fit together` {
  private func expectRefusal<Component: MixtureComponent>(
    _ components: [Component], _ values: [Component.Value], _ count: Int, _ expected: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      throws: InvalidStart.shape(parameter: "components[1]", count: count, expected: expected),
      sourceLocation: sourceLocation
    ) {
      try fitByEM(Mixture(weights: [0.5, 0.5], components: components), to: values)
    }
    #expect(
      throws: InvalidStart.shape(parameter: "emissions[1]", count: count, expected: expected),
      sourceLocation: sourceLocation
    ) {
      let chain = HiddenMarkovModel(
        initialProbabilities: [0.5, 0.5], transitions: .identity(2), emissions: components)
      return try fitByEM(chain, to: [values])
    }
  }

  @Test func `are refused in every family`() throws {
    let points: [[Double]] = [[0, 1], [2, 1], [3, 4]]
    let normals = try [2, 3].map {
      try MultivariateNormal(mean: Array(repeating: 0, count: $0), covariance: .identity($0))
    }
    expectRefusal(normals, points, 3, 2)
    expectRefusal(normals.map(Tied.init), points, 3, 2)
    expectRefusal(
      [[1, 1], [1]].map { DiagonalNormal(mean: $0, variances: $0) }, points, 1, 2)
    expectRefusal([[1, 1], [1]].map { SphericalNormal(mean: $0, variance: 1) }, points, 1, 2)
    expectRefusal(
      try [2, 3].map {
        StudentTComponent(
          try MultivariateStudentT(
            degreesOfFreedom: 3, location: Array(repeating: 0, count: $0), scale: .identity($0)))
      }, points, 3, 2)
    expectRefusal([[1, 1, 1], [1, 2]].map { Categorical(weights: $0) }, [0, 1, 2], 2, 3)
    expectRefusal(
      [[1, 1, 1], [1, 2]].map { Multinomial(trials: 2, weights: $0) }, [[0, 1, 1]], 2, 3)
    expectRefusal(
      [[0.5, 0.5], [0.2]].map { BernoulliVector(probabilities: $0) }, [[true, false]], 1, 2)
    expectRefusal(
      [[[1, 1], [1, 1, 1]], [[1, 2], [3, 4]]].map { CategoricalVector(weights: $0) }, [[0, 1]], 2, 3
    )
    expectRefusal(
      [[0, 1], [1]].map { LinearRegression(coefficients: $0, standardDeviation: 1) },
      [Response(x: 1, y: 2)], 1, 2)
    expectRefusal(
      [[1, 1, 1], [1, 2]].map { Product(Normal(), Categorical(weights: $0)) }, [(0, 1)], 2, 3)
  }

  @Test func `variances are as many as means`() {
    let uneven = DiagonalNormal(mean: [0, 0], variances: [1])
    #expect(throws: InvalidStart.outOfRange(parameter: "variances.count", index: 0, value: 1)) {
      try fitByEM(Mixture(weights: [1], components: [uneven]), to: [[0, 1]])
    }
  }

  @Test func `parameters of another number are those of no model`() throws {
    #expect(Normal(unconstrained: [], prototype: Normal()) == nil)
    #expect(Poisson(unconstrained: [1, 2], prototype: Poisson(rate: 1)) == nil)
    let sphere = SphericalNormal(mean: [0], variance: 1)
    #expect(SphericalNormal(unconstrained: [1], prototype: sphere) == nil)
    let columns = CategoricalVector(weights: [[], [1, 1]])
    #expect(
      CategoricalVector(unconstrained: [0], prototype: columns)?.probabilities[1] == [0.5, 0.5])
    let mixture = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 2)])
    #expect(Mixture(unconstrained: [1], prototype: mixture) == nil)
    #expect(Mixture(unconstrained: [0, 0, 0], prototype: mixture) != nil)
    let chain = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: .identity(2), emissions: mixture.components)
    #expect(HiddenMarkovModel(unconstrained: [], prototype: chain) == nil)
    let factors = FactorAnalysis(loadings: Matrix(rows: 2, columns: 1), noise: .isotropic(1))
    #expect(FactorAnalysis(unconstrained: [1], prototype: factors) == nil)
    let network = try BayesianNetwork([NetworkNode("a", states: 2)])
    #expect(BayesianNetwork(unconstrained: [], prototype: network) == nil)
  }

  @Test func `what is impossible has no posterior and no path`() throws {
    let never = HiddenMarkovModel(
      initialProbabilities: [0.5, 0.5], transitions: .identity(2),
      emissions: [Poisson(rate: 0), Poisson(rate: 0)])
    #expect(throws: InvalidData.impossible(row: 0)) { try never.mostProbablePath(of: [1, 2]) }
    #expect(throws: InvalidData.impossible(row: 0)) { try never.statePosteriors(of: [1, 2]) }
    let mixture = Mixture(weights: [1], components: [Poisson(rate: 0)])
    #expect(throws: InvalidData.impossible(row: 1)) { try mixture.responsibilities(of: [0, 3]) }
  }

  @Test func `responsibilities are probabilities, or zeros`() throws {
    let mixture = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 1), Poisson(rate: 2)])
    for bad in [[1.0, -1], [.nan, 1], [0.4, 0.4], [2, 3]] {
      #expect(throws: InvalidStart.notProbabilities(parameter: "responsibilities", index: 1)) {
        try mixture.fitted(toResponsibilities: try Matrix([[1, 0], bad, [0, 1]]), of: [1, 2, 3])
      }
    }
    // Two observations of known classes, and one of an unknown one.
    let start = try mixture.fitted(
      toResponsibilities: try Matrix([[1, 0], [0, 0], [0, 1]]), of: [1, 7, 3])
    #expect(start.components.map(\.rate) == [1, 3] && start.weights == [0.5, 0.5])
  }

  @Test func `beliefs are of values that there are`() {
    #expect(throws: InvalidData.weightCount(1, expected: 3)) {
      try ConjugatePrior([1, 2, 3], weights: [1], prototype: Poisson(rate: 1))
    }
    #expect(throws: InvalidData.outsideSupport(row: 1, column: 0, value: 5)) {
      try ConjugatePrior(matching: [0, 5], prototype: Categorical(weights: [1, 1]))
    }
    #expect(throws: InvalidData.weight(row: 0, value: -1)) {
      try ConjugatePrior(
        matching: [0, 1], pseudoCount: -1, prototype: Categorical(weights: [1, 1]))
    }
  }

  @Test func `without an iteration the gain is infinite`() {
    #expect(
      "\(Status.iterationLimit(0, lastGain: .infinity))" == "reached its limit of 0 iterations")
  }
}
