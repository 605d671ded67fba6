import ExpectationMaximization
import Statistics
import TestSupport
import Testing

/// One value x in other units: scale·x + shift.
struct Units {
  var shift = 0.0
  var scale = 1.0

  func place(_ x: Double) -> Double { scale * x + shift }
  func length(_ x: Double) -> Double { scale * x }
  func square(_ x: Double) -> Double { scale * scale * x }

  /// A parameter in these units, by what its name says that it is.
  func converted(_ parameter: ModelParameter) -> Double {
    let name = parameter.name
    let value = parameter.value
    if name.contains("mean") || name.contains("location") { return place(value) }
    if name.contains("standardDeviation") || name.contains("loading") { return length(value) }
    if ["variance", "covariance", "scale", "noise"].contains(where: name.contains) {
      return square(value)
    }
    return name.contains("rate") ? value / scale : value
  }
}

/// Data in other units: a shift by 10⁸ moves what is a place, a scale of 10⁻⁶ scales what is a length,
/// and nothing else changes.
///
/// Gaussian mixtures are in `LawsTests`. The data lie on a grid of 2⁻²⁰, so that a shifted cell is exact;
/// a place at 10⁸ is then known to 10⁻⁸, and everything else to about as many digits.
@Suite struct `Other units change nothing else` {
  /// A small even number near 10⁻⁶ scales exactly, and 10⁻⁶ itself to rounding.
  static let changes = [
    Units(shift: 1e8), Units(scale: 0x1p-20), Units(scale: 1e-6), Units(shift: 1e8, scale: 0x1p10),
  ]

  static let samples: [Double] = {
    var random = SplitMix64(seed: 17)
    return (0..<180).map { onGrid(6 * Double($0 % 2) + random.standardNormal()) }
  }()

  static let points: [[Double]] = {
    var random = SplitMix64(seed: 18)
    return (0..<180).map { n in
      let x = random.standardNormal()
      return [onGrid(6 * Double(n % 2) + x), onGrid(0.5 * x + random.standardNormal())]
    }
  }()

  /// Fits in plain units and in others, and compares every parameter and the log-likelihood.
  private func expectInvariance<Model: ParameterizedModel>(
    _ units: Units, cells: Int, sourceLocation: SourceLocation = #_sourceLocation,
    parameters: (Model) -> [ModelParameter] = { $0.parameters },
    problem: (Units) throws -> (Model, Model.Observations)
  ) throws {
    let options = EMOptions(tolerance: .never, iterationLimit: 8)
    let (start, observations) = try problem(Units())
    let plain = try fitByEM(start, to: observations, options: options)
    let (otherStart, otherObservations) = try problem(units)
    let other = try fitByEM(otherStart, to: otherObservations, options: options)
    let isSound = other.isSound && other.iterations == plain.iterations
    #expect(isSound, "\(units): \(other.status)", sourceLocation: sourceLocation)
    let tolerance = units.shift == 0 ? 1e-9 : 1e-6
    let expected = plain.objective - Double(cells) * Elementary.log(units.scale)
    #expect(
      isClose(other.objective, expected, relative: tolerance), "\(units)",
      sourceLocation: sourceLocation)
    for (a, b) in zip(parameters(plain.model), parameters(other.model)) {
      let floor = tolerance * (a.name.contains("mean") ? units.scale : 0)
      #expect(
        isClose(
          b.value, units.converted(a), relative: 10 * tolerance, absolute: floor),
        "\(a.name) in \(units)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: changes.indices) func `normal components`(change: Int) throws {
    try expectInvariance(Self.changes[change], cells: 180) { units in
      (
        Mixture(
          weights: [0.3, 0.7],
          components: [-1.0, 4].map {
            Normal(mean: units.place($0), standardDeviation: units.length(2))
          }), Self.samples.map(units.place)
      )
    }
    try expectInvariance(Self.changes[change], cells: 180) { units in
      (
        UnivariateGaussianMixture(
          weights: [0.3, 0.7], means: [-1, 4].map(units.place),
          standardDeviations: [2, 2].map(units.length)), Self.samples.map(units.place)
      )
    }
  }

  @Test(arguments: changes.indices) func `components of two columns`(change: Int) throws {
    let units = Self.changes[change]
    let cells = 360
    try expectInvariance(units, cells: cells) { units in
      (
        Mixture(
          weights: [0.3, 0.7],
          components: try [-1.0, 4].map {
            try MultivariateNormal(
              mean: [$0, 0].map(units.place),
              covariance: Matrix(diagonal: [2, 1].map(units.square)))
          }), Self.points.map { $0.map(units.place) }
      )
    }
    for estimates in [false, true] {
      try expectInvariance(units, cells: cells) { units in
        (
          Mixture(
            weights: [0.3, 0.7],
            components: try [-1.0, 4].map {
              StudentTComponent(
                try MultivariateStudentT(
                  degreesOfFreedom: 5, location: [$0, 0].map(units.place),
                  scale: Matrix(diagonal: [2, 1].map(units.square))),
                estimatesDegreesOfFreedom: estimates)
            }), Self.points.map { $0.map(units.place) }
        )
      }
    }
  }

  @Test(arguments: changes.indices) func `rows with missing cells`(change: Int) throws {
    let rows: [[Double?]] = Self.points.enumerated().map { n, row in
      [n % 3 == 0 ? nil : row[0], n % 5 == 1 ? nil : row[1]]
    }
    let cells = rows.reduce(0) { $0 + $1.count { $0 != nil } }
    try expectInvariance(Self.changes[change], cells: cells) { units in
      (
        IncompleteGaussianMixture(
          GaussianMixture(
            weights: [0.3, 0.7],
            means: try Matrix([[-1, 0], [4, 0]].map { $0.map(units.place) }),
            covariances: .full([1, 2].map { Matrix(diagonal: [$0, $0].map(units.square)) }))),
        try IncompleteMatrix(rows.map { $0.map { $0.map(units.place) } })
      )
    }
  }

  @Test(arguments: changes.indices) func `latent factors`(change: Int) throws {
    for isIsotropic in [false, true] {
      let (start, rows) = `Laws of EM on latent factors`.problem(2, isIsotropic: isIsotropic)
      try expectInvariance(Self.changes[change], cells: rows.elements.count) { units in
        let noise: FactorAnalysis.Noise =
          isIsotropic
          ? .isotropic(units.square(1)) : .diagonal(start.uniquenesses.map(units.square))
        return (
          FactorAnalysis(loadings: units.scale * start.loadings, noise: noise),
          try SampleMoments(
            Matrix(
              rows: rows.rows, columns: rows.columns,
              elements: rows.elements.map { units.place(onGrid($0)) }))
        )
      }
    }
  }

  @Test(arguments: changes.indices) func `hidden Markov models`(change: Int) throws {
    try expectInvariance(Self.changes[change], cells: 180) { units in
      (
        HiddenMarkovModel(
          initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.6, 0.4], [0.3, 0.7]]),
          emissions: [-1.0, 4].map {
            Normal(mean: units.place($0), standardDeviation: units.length(2))
          }), [Self.samples.prefix(100), Self.samples.suffix(80)].map { $0.map(units.place) }
      )
    }
  }

  /// The objective is a bound on the evidence, which has the units of the data's density too.
  @Test(arguments: changes.indices) func `variational Bayes`(change: Int) throws {
    let responsibilities = try Matrix(Self.points.map { $0[0] > 3 ? [0.9, 0.1] : [0.2, 0.8] })
    let expected = { (model: VariationalGaussianMixture) in model.expectedMixture.parameters }
    try expectInvariance(
      Self.changes[change], cells: 360, parameters: expected,
      problem: { units in
        let rows = try Matrix(Self.points.map { $0.map(units.place) })
        return (
          try VariationalGaussianMixture(
            prior: VariationalGaussianMixture.Prior(matching: rows, components: 2),
            responsibilities: responsibilities, of: rows), rows
        )
      })
  }

  /// Waiting times have a unit, but no shift.
  @Test(arguments: [0x1p-20, 1e-6, 1e6]) func `exponential times`(scale: Double) throws {
    var random = SplitMix64(seed: 4)
    let times = Mixture(
      weights: [0.5, 0.5], components: [Exponential(rate: 1), Exponential(rate: 10)]
    ).sample(150, using: &random)
    try expectInvariance(Units(scale: scale), cells: times.count) { units in
      (
        Mixture(
          weights: [0.4, 0.6],
          components: [Exponential(rate: 2 / units.scale), Exponential(rate: 5 / units.scale)]),
        times.map(units.length)
      )
    }
  }

  /// Predictor and response in other units: slopes stay, and the intercept takes up the rest.
  @Test(arguments: changes.indices) func `regressions`(change: Int) throws {
    var random = SplitMix64(seed: 1)
    let points = (0..<160).map { n in
      let x = onGrid(random.standardNormal())
      let y = n % 2 == 0 ? 2 + 3 * x : -4 - x
      return (x: x, y: onGrid(y + 0.3 * random.standardNormal()))
    }
    let fit = { (units: Units) in
      // β₀ + β₁x in these units.
      let line = { (intercept: Double, slope: Double) in
        LinearRegression(
          coefficients: [units.place(intercept) - slope * units.shift, slope],
          standardDeviation: units.length(1))
      }
      return try fitByEM(
        Mixture(weights: [0.5, 0.5], components: [line(1, 1), line(-1, 0)]),
        to: points.map { Response(x: units.place($0.x), y: units.place($0.y)) },
        options: EMOptions(tolerance: .never, iterationLimit: 8))
    }
    let units = Self.changes[change]
    let (plain, other) = (try fit(Units()), try fit(units))
    let isSound = other.isSound && other.iterations == 8
    #expect(isSound, "\(other.status)")
    let tolerance = units.shift == 0 ? 1e-9 : 1e-5
    let expected = plain.logLikelihood - 160 * Elementary.log(units.scale)
    #expect(isClose(other.logLikelihood, expected, relative: tolerance))
    for (a, b) in zip(plain.model.components, other.model.components) {
      #expect(isClose(a.coefficients[1], b.coefficients[1], relative: tolerance))
      #expect(
        isClose(
          units.length(a.standardDeviation), b.standardDeviation, relative: tolerance))
      // The prediction in the middle of the data, where an intercept far away says little.
      #expect(
        isClose(
          units.place(a.prediction([1, 0.5])), b.prediction([1, units.place(0.5)]),
          absolute: 100 * tolerance * units.scale))
    }
  }
}
