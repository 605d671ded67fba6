import ExpectationMaximization
import Statistics
import TestSupport
import Testing

@Suite struct `Laws of EM on factor analysis` {
  /// Rows of two factors, and a start with as many; with PPCA the noise is isotropic.
  static func problem(
    seed: UInt64, isotropic: Bool, shift: Double = 0, scale: Double = 1, weights: [Double]? = nil,
    repeated: Bool = false
  ) throws -> Problem<FactorAnalysis> {
    var random = SplitMix64(seed: seed)
    let numbers = { (random: inout SplitMix64, count: Int) in
      (0..<count).map { _ in random.standardNormal() }
    }
    let loadings = Matrix(rows: 5, columns: 2, elements: numbers(&random, 10))
    let rows = (0..<80).map { _ in
      zip(loadings * numbers(&random, 2), numbers(&random, 5)).map {
        scale * onGrid(2 * $0 + 0.5 * $1) + shift
      }
    }
    let start = FactorAnalysis(
      loadings: scale * Matrix(rows: 5, columns: 2, elements: numbers(&random, 10)),
      noise: isotropic
        ? .isotropic(scale * scale) : .diagonal(Array(repeating: scale * scale, count: 5)))
    let chosen = repeated ? rows.repeatedUnevenly : rows
    return Problem(
      start: start, observations: try SampleMoments(Matrix(chosen), weights: weights))
  }

  @Test(arguments: [false, true]) func `all`(isotropic: Bool) throws {
    for seed in seeds {
      let problem = try Self.problem(seed: seed, isotropic: isotropic)
      try problem.expectLaws("seed \(seed)", hasResponsibilities: false)
      let weighted = try Self.problem(
        seed: seed, isotropic: isotropic, weights: repetitions(80).map(Double.init))
      let repeated = try Self.problem(seed: seed, isotropic: isotropic, repeated: true)
      try weighted.expectSame(in: repeated, relative: 1e-11, hasResponsibilities: false)
      let far = try Self.problem(seed: seed, isotropic: isotropic, shift: 1e8)
      try problem.expectSame(in: far, relative: 1e-9, hasResponsibilities: false)
      let scale = 0x1p-20
      let small = try Self.problem(seed: seed, isotropic: isotropic, scale: scale)
      try problem.expectSame(
        in: small, difference: -400 * Elementary.log(scale), relative: 1e-10,
        hasResponsibilities: false)
    }
  }

  /// The factors in another order, and columns in another order.
  @Test func `permuting factors or columns permutes the loadings`() throws {
    for seed in seeds {
      let problem = try Self.problem(seed: seed, isotropic: false)
      let plain = try problem.fit(10)
      var swapped = problem
      swapped.start.loadings = problem.start.loadings.selecting(
        rows: Array(0..<5), columns: [1, 0])
      let other = try swapped.fit(10)
      #expect(isClose(other.logLikelihoods, plain.logLikelihoods, relative: 1e-12))
      #expect(
        isClose(
          other.model.loadings.elements,
          plain.model.loadings.selecting(rows: Array(0..<5), columns: [1, 0]).elements,
          relative: 1e-8, absolute: 1e-10))
    }
  }
}

@Suite struct `Laws of EM on rows with missing cells` {
  static let shapes = CovarianceShape.allCases

  /// Two or three clusters in three dimensions, with a fifth of the cells missing and one row empty.
  static func problem(
    seed: UInt64, shape: CovarianceShape, components: Int, prior: Bool = false
  ) throws -> Problem<IncompleteGaussianMixture> {
    var random = SplitMix64(seed: seed)
    let complete = (0..<120).map { n in
      (0..<3).map { _ in onGrid(4 * Double(n % components) + random.standardNormal()) }
    }
    let start = try MultivariateGaussianMixture.initialized(
      components: components, from: Matrix(complete), shape: shape, method: .randomRows,
      prior: prior ? GaussianPrior(matching: Matrix(complete), components: components) : nil,
      using: &random)
    let rows = complete.enumerated().map { n, row in
      row.map { n == 7 || random.uniform() < 0.2 ? nil : $0 }
    }
    return Problem(
      start: IncompleteGaussianMixture(start), observations: try IncompleteMatrix(rows))
  }

  @Test(arguments: shapes) func `mixtures and a normal distribution`(shape: CovarianceShape) throws
  {
    for seed in seeds {
      for (components, prior) in [(1, false), (2, false), (3, true)] {
        let comment: Comment = "seed \(seed), \(components) components"
        let problem = try Self.problem(
          seed: seed, shape: shape, components: components, prior: prior)
        try problem.expectLaws(comment)
        let cells = problem.observations.cells
        let counts = repetitions(cells.rows)
        let repeated = cells.selecting(rows: Array(0..<cells.rows).repeatedUnevenly)
        try problem.expectWeightsCountRows(
          counts.map(Double.init), repeated: IncompleteMatrix(missingAsNaN: repeated), comment)
        let order = Array((0..<components).reversed())
        try problem.expectPermuted(
          IncompleteGaussianMixture(problem.start.mixture.selecting(order)), by: order, comment)
      }
    }
  }

  @Test(arguments: shapes) func `other units change nothing else`(shape: CovarianceShape) throws {
    for seed in seeds {
      let problem = try Self.problem(seed: seed, shape: shape, components: 2)
      let observed = Double(problem.observations.cells.elements.count { !$0.isNaN })
      for (shift, scale, relative) in [(1e8, 1, 1e-8), (0, 0x1p-20, 1e-10)] {
        let cells = problem.observations.cells
        let moved = Matrix(
          rows: cells.rows, columns: cells.columns,
          elements: cells.elements.map { scale * $0 + shift })
        try problem.expectSame(
          in: Problem(
            start: IncompleteGaussianMixture(
              problem.start.mixture.inOtherUnits(shift: shift, scale: scale)),
            observations: IncompleteMatrix(missingAsNaN: moved)),
          difference: -observed * Elementary.log(scale), relative: relative,
          "seed \(seed), shift \(shift)")
      }
    }
  }
}

@Suite struct `Laws of variational Bayes` {
  static func problem(
    seed: UInt64, shift: Double = 0, scale: Double = 1, order: [Int] = [0, 1, 2]
  ) throws -> Problem<VariationalGaussianMixture> {
    var random = SplitMix64(seed: seed)
    let rows = try Matrix(
      (0..<90).map { n in
        (0..<2).map { _ in scale * onGrid(5 * Double(n % 3) + random.standardNormal()) + shift }
      })
    let flat = Dirichlet(concentrations: [1, 1, 1])
    let responsibilities = try Matrix((0..<90).map { _ in flat.sample(using: &random) })
    return Problem(
      start: try VariationalGaussianMixture(
        prior: VariationalGaussianMixture.Prior(matching: rows, components: 3),
        responsibilities: responsibilities.selecting(rows: Array(0..<90), columns: order),
        of: rows),
      observations: rows)
  }

  @Test func `the bound climbs, and units and order do not matter`() throws {
    for seed in seeds {
      let comment: Comment = "seed \(seed)"
      let problem = try Self.problem(seed: seed)
      try problem.expectLaws(comment)
      try problem.expectWeightsCountRows(
        repetitions(90).map(Double.init),
        repeated: problem.observations.selecting(rows: Array(0..<90).repeatedUnevenly), comment)
      let order = [2, 0, 1]
      try problem.expectPermuted(
        Self.problem(seed: seed, order: order).start, by: order, comment)
      try problem.expectSame(
        in: Self.problem(seed: seed, shift: 1e8), relative: 1e-8, comment)
      let scale = 0x1p-20
      try problem.expectSame(
        in: Self.problem(seed: seed, scale: scale), difference: -180 * Elementary.log(scale),
        relative: 1e-10, comment)
    }
  }
}

extension MultivariateGaussianMixture {
  /// The components in another order.
  func selecting(_ order: [Int]) -> MultivariateGaussianMixture {
    var other = self
    other.weights = order.map { weights[$0] }
    other.means = means.selecting(rows: order)
    switch covariances {
    case .full(let matrices): other.covariances = .full(order.map { matrices[$0] })
    case .tied: break
    case .diagonal(let variances): other.covariances = .diagonal(variances.selecting(rows: order))
    case .spherical(let variances): other.covariances = .spherical(order.map { variances[$0] })
    }
    return other
  }

  /// The same mixture of shifted and scaled rows.
  func inOtherUnits(shift: Double, scale: Double) -> MultivariateGaussianMixture {
    var other = self
    other.means.elements = means.elements.map { scale * $0 + shift }
    let square = scale * scale
    switch covariances {
    case .full(let matrices): other.covariances = .full(matrices.map { square * $0 })
    case .tied(let matrix): other.covariances = .tied(square * matrix)
    case .diagonal(let variances): other.covariances = .diagonal(square * variances)
    case .spherical(let variances): other.covariances = .spherical(variances.map { square * $0 })
    }
    return other
  }
}
