public import Statistics

/// A Gaussian mixture for rows with missing cells; with one component, a multivariate normal.
///
/// The missing cells are latent variables, as the components are. The E-step computes their
/// conditional means and covariances, given the observed cells of the row and the component. Unlike
/// imputation, this accounts for the uncertainty of the missing cells in the covariances.
/// Ghahramani & Jordan, "Supervised learning from incomplete data via an EM approach", NIPS 1994.
///
/// ```swift
/// let rows = try IncompleteMatrix([[1.2, nil], [0.4, 2.5], [nil, 3.1], [2.0, 1.9]])
/// let start = IncompleteGaussianMixture(
///   GaussianMixture(
///     weights: [1], means: try Matrix([[0, 0]]), covariances: .full([.identity(2)])))
/// let fit = try fitByEM(start, to: rows)
/// let complete = try fit.model.imputed(rows)
/// ```
public struct IncompleteGaussianMixture: WeightedModel, RowModel, Hashable {
  /// Rows with missing cells.
  public typealias Observations = IncompleteMatrix
  /// Counts, means and scatter matrices of the completed rows.
  public typealias Statistics = GaussianStatistics

  /// The mixture distribution of complete rows.
  public var mixture: GaussianMixture

  /// Creates a model for rows with missing cells.
  public init(_ mixture: GaussianMixture) {
    self.mixture = mixture
  }

  /// A row of D cells; `nil` marks a missing one.
  public typealias Row = [Double?]

  /// The row as a data set of one row.
  public static func observations(_ row: [Double?]) -> IncompleteMatrix {
    IncompleteMatrix(
      missingAsNaN: Matrix(rows: 1, columns: row.count, elements: row.map { $0 ?? .nan }))
  }

  /// The number of rows, or the sum of their weights.
  public func observationCount(of observations: IncompleteMatrix, weights: [Double]?) -> Double {
    rowCount(observations.cells, weights)
  }

  /// Performs the E-step.
  public func eStep(
    validated observations: IncompleteMatrix, _ inference: Inference
  ) throws -> Expectation<GaussianStatistics> {
    let result = try kernel(observations).run(inference)
    let sums = result.sums.moments
    return Expectation(
      statistics: GaussianStatistics(
        counts: sums.map(\.count), means: try Matrix(sums.map(\.mean)),
        scatters: sums.map(\.scatter)),
      logLikelihood: result.logLikelihood, entropy: result.entropy + result.sums.entropy)
  }

  /// Performs the M-step of the mixture.
  public func mStep(_ statistics: GaussianStatistics) throws -> IncompleteGaussianMixture {
    IncompleteGaussianMixture(try mixture.mStep(statistics))
  }

  /// Q of the mixture.
  public func expectedLogLikelihood(_ statistics: GaussianStatistics) -> Double {
    mixture.expectedLogLikelihood(statistics)
  }

  /// p(k | observed cells of row n), N × K.
  public func responsibilities(of observations: IncompleteMatrix) throws -> Matrix {
    try validate(observations, Inference())
    return try kernel(observations).responsibilities()
  }

  /// The log-density of the observed cells of each row; 0 if there are none.
  public func logDensities(of observations: IncompleteMatrix) throws -> [Double] {
    try validate(observations, Inference())
    return try kernel(observations).posteriors().logDensities
  }

  /// The rows with each missing cell replaced by its expectation given the observed ones.
  public func imputed(_ observations: IncompleteMatrix) throws -> Matrix {
    let responsibilities = try responsibilities(of: observations)
    let kernel = try kernel(observations)
    var complete = observations.cells
    var row = Array(repeating: 0.0, count: observations.columns)
    for n in 0..<observations.rows {
      let pattern = observations.patternOfRow[n]
      for column in kernel.conditionals[0][pattern].missing { complete[n, column] = 0 }
      for k in 0..<mixture.componentCount {
        let conditional = kernel.conditionals[k][pattern]
        conditional.complete(observations.cells.elements, row: n, into: &row)
        for column in conditional.missing {
          complete[n, column] += responsibilities[n, k] * row[column]
        }
      }
    }
    return complete
  }

  /// Checks parameters, cells and weights; cells may be NaN, but not infinite.
  public func validate(_ observations: IncompleteMatrix, _ inference: Inference) throws {
    try mixture.validateParameters()
    guard observations.rows > 0 else { throw InvalidData.empty }
    guard observations.columns == mixture.dimension else {
      throw InvalidData.raggedRow(
        row: 0, count: observations.columns, expected: mixture.dimension)
    }
    for (index, cell) in observations.cells.elements.enumerated() where cell.isInfinite {
      throw InvalidData.notFinite(
        row: index / observations.columns, column: index % observations.columns, value: cell)
    }
    try validateInference(inference, count: observations.rows, components: mixture.componentCount)
  }

  /// Checks that each column has an observed cell, that there are enough rows for the components,
  /// and that the components differ.
  public func validateStart(for observations: IncompleteMatrix, _ inference: Inference) throws {
    try mixture.validateComponentsDiffer(inference)
    for column in 0..<observations.columns
    where !observations.patterns.contains(where: { $0.contains(column) }) {
      throw InvalidData.missingColumn(column)
    }
    try validateCount(observations.rows, components: mixture.componentCount)
  }

  private func kernel(_ observations: IncompleteMatrix) throws -> IncompleteKernel {
    IncompleteKernel(
      observations: observations, logWeights: mixture.weights.map { Elementary.log($0) },
      conditionals: try mixture.weights.indices.map { k in
        let component = try mixture.component(k)
        return try observations.patterns.map {
          try ConditionalNormal(component, observed: $0)
        }
      })
  }
}

extension IncompleteGaussianMixture: PenalizedModel {
  /// The prior of the mixture.
  public var logPrior: Double { mixture.logPrior }

  /// Whether the M-step of the mixture maximizes.
  public var isMonotone: Bool { mixture.isMonotone }
}

extension IncompleteGaussianMixture: BlendableModel {
  /// The weighted averages of counts, means and scatters, component by component.
  public func blending(
    _ old: GaussianStatistics, _ new: GaussianStatistics, rate: Double
  ) -> GaussianStatistics {
    GaussianStatistics.blending(old, new, rate: rate)
  }
}

extension IncompleteGaussianMixture: RecoverableModel {
  /// Applies the policy to the mixture; a component is reseeded among the imputed rows.
  public func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: IncompleteMatrix
  ) throws -> IncompleteGaussianMixture? {
    guard policy != .keep else { return nil }
    return try mixture.recovering(
      from: collapse, by: policy, observations: imputed(observations)
    ).map(IncompleteGaussianMixture.init)
  }
}

extension IncompleteGaussianMixture: UnconstrainedModel {
  /// The unconstrained parameters of the mixture.
  public var unconstrainedParameters: [Double] { mixture.unconstrainedParameters }

  /// Creates the model from the unconstrained parameters of the mixture.
  public init?(unconstrained parameters: [Double], prototype: IncompleteGaussianMixture) {
    guard
      let mixture = GaussianMixture(unconstrained: parameters, prototype: prototype.mixture)
    else { return nil }
    self.init(mixture)
  }

  /// The parameters of the mixture.
  public var parameters: [ModelParameter] { mixture.parameters }
}

/// The E-step for rows with different patterns of missingness.
private struct IncompleteKernel: MixtureKernel {
  let observations: IncompleteMatrix
  let logWeights: [Double]
  /// The conditional distributions, by component and pattern.
  let conditionals: [[ConditionalNormal]]

  struct Sums: Sendable {
    /// Moments of the completed rows, including the conditional covariances of the missing cells.
    var moments: [MomentSums]
    /// The entropy of the missing cells, given the components.
    var entropy = 0.0
  }

  var observationCount: Int { observations.rows }
  var componentCount: Int { logWeights.count }

  func makeSums() -> Sums {
    Sums(moments: conditionals.map { MomentSums(around: $0[0].mean, diagonal: false) })
  }

  /// Working memory for a row.
  func makeScratch() -> [Double] { Array(repeating: 0, count: observations.columns) }

  func merge(_ later: Sums, into sums: inout Sums) {
    for k in sums.moments.indices { sums.moments[k].merge(later.moments[k]) }
    sums.entropy += later.entropy
  }

  func fillLogJoint(
    _ rows: Range<Int>, _ logJoint: UnsafeMutablePointer<Elementary.Lanes>, scratch: inout [Double]
  ) {
    for (offset, row) in rows.enumerated() {
      let pattern = observations.patternOfRow[row]
      for k in 0..<componentCount {
        logJoint[k * RowBlock.groups + offset / 8][offset % 8] =
          logWeights[k]
          + conditionals[k][pattern].logDensity(
            observations.cells.elements, row: row, scratch: &scratch)
      }
    }
    for offset in rows.count..<RowBlock.size {
      for k in 0..<componentCount { logJoint[k * RowBlock.groups + offset / 8][offset % 8] = 0 }
    }
  }

  func add(
    _ rows: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    scratch: inout [Double], to sums: inout Sums
  ) {
    for (offset, row) in rows.enumerated() {
      for k in 0..<componentCount {
        let r = responsibilities[k * RowBlock.groups + offset / 8][offset % 8]
        guard r != 0 else { continue }
        let conditional = conditionals[k][observations.patternOfRow[row]]
        conditional.complete(observations.cells.elements, row: row, into: &scratch)
        sums.moments[k].add(scratch, weight: r)
        sums.moments[k].addCovariance(conditional.residual, of: conditional.missing, weight: r)
        sums.entropy += r * conditional.entropy
      }
    }
  }
}

extension MomentSums {
  /// Adds the conditional covariance of the missing columns of a completed row.
  fileprivate mutating func addCovariance(
    _ covariance: Matrix, of columns: [Int], weight: Double
  ) {
    for (a, j) in columns.enumerated() {
      for b in 0...a { second[j * (j + 1) / 2 + columns[b]] += weight * covariance[a, b] }
    }
  }
}
