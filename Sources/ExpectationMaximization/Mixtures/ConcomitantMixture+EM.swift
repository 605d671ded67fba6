public import Statistics

extension ConcomitantMixture: WeightedModel, RowModel, ParameterizedModel {
  /// Values with their covariates.
  public typealias Observations = [ConcomitantObservation<Component.Value>]
  /// A value with its covariates.
  public typealias Row = ConcomitantObservation<Component.Value>

  /// The expected sufficient statistics of the E-step; the regression needs every responsibility.
  public struct Statistics: Sendable {
    /// The covariates and shares of all observations.
    let gate: LogisticGate
    /// The sums of each component's values, weighted by its responsibilities.
    public let sums: [Component.Sums]

    /// The responsibilities, N × K, times the weights of the observations.
    public var shares: Matrix { gate.shares }
  }

  /// The observation as a data set of one.
  public static func observations(_ row: Row) -> [Row] { [row] }

  /// The number of observations, or the sum of their weights.
  public func observationCount(of observations: [Row], weights: [Double]?) -> Double {
    weights?.reduce(0, +) ?? Double(observations.count)
  }

  /// Performs the E-step.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for an observation of probability 0.
  public func eStep(
    validated observations: [Row], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let kernel = kernel(observations)
    let result = kernel.run(inference)
    if result.logLikelihood == -.infinity {
      let densities = kernel.posteriors().logDensities
      throw InvalidData.impossible(row: densities.firstIndex(of: -.infinity) ?? 0)
    }
    // A component's own latent variables (as in Student's t) also have an entropy.
    var entropy = result.entropy
    let sums = result.sums.components
    for k in components.indices {
      entropy += sums.logDensities[k] - components[k].expectedLogDensity(sums.sums[k])
    }
    let gate = LogisticGate(
      covariates: observations.map(\.covariates),
      shares: Matrix(
        rows: observations.count, columns: componentCount, elements: result.sums.shares))
    return Expectation(
      statistics: Statistics(gate: gate, sums: sums.sums), logLikelihood: result.logLikelihood,
      entropy: entropy)
  }

  /// Estimates γ by a multinomial logistic regression on the shares, and fits each component to its
  /// weighted values.
  public func mStep(_ statistics: Statistics) throws -> ConcomitantMixture {
    let shares = statistics.shares
    let counts = (0..<componentCount).map { shares.column($0).reduce(0, +) }
    let total = counts.reduce(0, +)
    var next = self
    next.components = try components.fitted(
      to: statistics.sums, nil, counts: counts, isEmpty: { !($0 > 1e-10 * total) })
    next.coefficients = statistics.gate.fitted(from: coefficients)
    return next
  }

  /// Q = Σₙ Σₖ rₙₖ log πₖ(wₙ) + Σₖ E[log p(x | θₖ)].
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    zip(components, statistics.sums).reduce(statistics.gate.logLikelihood(coefficients)) {
      $0 + $1.0.expectedLogDensity($1.1)
    }
  }

  /// p(k | xₙ, wₙ), N × K.
  ///
  /// - Throws: ``InvalidData``, also for an observation of probability 0.
  public func responsibilities(of observations: [Row]) throws -> Matrix {
    try validate(observations, Inference())
    return try kernel(observations).responsibilities()
  }

  /// log p(xₙ | wₙ) of each observation; −∞ if its probability is 0.
  ///
  /// - Throws: ``InvalidData``.
  public func logDensities(of observations: [Row]) throws -> [Double] {
    try validate(observations, Inference())
    return kernel(observations).posteriors().logDensities
  }

  /// Checks coefficients, components, covariates, values and weights.
  public func validate(_ observations: [Row], _ inference: Inference) throws {
    guard coefficients.rows == componentCount else {
      throw InvalidStart.shape(
        parameter: "coefficients", count: coefficients.rows, expected: componentCount)
    }
    if let bad = firstNotFinite(coefficients.elements) {
      throw InvalidStart.outOfRange(
        parameter: "coefficients", index: bad.column, value: bad.value)
    }
    try components.validateParameters("components")
    try components.validate(observations.map(\.value))
    for (row, observation) in observations.enumerated() {
      let covariates = observation.covariates
      guard covariates.count == coefficients.columns else {
        throw InvalidData.raggedRow(
          row: row, count: covariates.count, expected: coefficients.columns)
      }
      if let bad = firstNotFinite(covariates) {
        throw InvalidData.notFinite(row: row, column: bad.column, value: bad.value)
      }
    }
    try validateInference(inference, count: observations.count, components: componentCount)
  }

  /// Checks that there are enough observations for the components, and that the components differ.
  public func validateStart(for observations: [Row], _ inference: Inference) throws {
    guard observations.count >= componentCount || inference.weights != nil else {
      throw InvalidData.tooFew(count: observations.count, needed: componentCount)
    }
    let rows = coefficients.nested
    if rows.allSatisfy({ $0 == rows.first }) { try validateDifferent(components, inference) }
  }

  /// The coefficients relative to those of component 0, and the parameters of the components.
  public var parameters: [ModelParameter] {
    contrasts.enumerated().map { index, value in
      let (k, j) = (index / coefficients.columns + 1, index % coefficients.columns)
      return ModelParameter("coefficient[\(k)][\(j)]", value)
    } + components.parameters("component")
  }

  /// γₖ − γ₀ for the components after component 0.
  private var contrasts: [Double] {
    guard coefficients.rows > 0 else { return [] }
    return (1..<max(coefficients.rows, 1)).flatMap { k in
      (0..<coefficients.columns).map { coefficients[k, $0] - coefficients[0, $0] }
    }
  }

  private func kernel(_ observations: [Row]) -> ConcomitantKernel<Component> {
    ConcomitantKernel(
      components: ComponentKernel(
        observations: observations.map(\.value), components: components,
        logWeights: Array(repeating: 0, count: componentCount)),
      logWeights: observations.map { LogisticGate.logWeights(coefficients, $0.covariates) })
  }
}

extension ConcomitantMixture: UnconstrainedModel where Component: UnconstrainedComponent {
  /// γₖ − γ₀, and the parameters of the components.
  public var unconstrainedParameters: [Double] {
    contrasts + Component.unconstrainedParameters(of: components)
  }

  /// Creates the model from γₖ − γ₀ and the parameters of the components; γ₀ is the prototype's.
  public init?(unconstrained parameters: [Double], prototype: ConcomitantMixture) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self = prototype
    let (width, free) = (coefficients.columns, prototype.contrasts.count)
    for index in 0..<free {
      coefficients.elements[width + index] = parameters[index] + coefficients[0, index % width]
    }
    guard
      let components = Component.components(
        unconstrained: Array(parameters.dropFirst(free)), prototypes: components)
    else { return nil }
    self.components = components
  }
}

/// The E-step of a mixture whose weights depend on the observation.
private struct ConcomitantKernel<Component: MixtureComponent>: MixtureKernel {
  /// The components, with weights of 1.
  let components: ComponentKernel<Component>
  /// log π of each observation.
  let logWeights: [[Double]]

  struct Sums: Sendable {
    var components: ComponentKernel<Component>.Sums
    /// The responsibilities of the observations so far, row by row.
    var shares: [Double] = []
  }

  typealias Scratch = [Double]

  var observationCount: Int { components.observationCount }
  var componentCount: Int { components.componentCount }
  func makeSums() -> Sums { Sums(components: components.makeSums()) }
  func makeScratch() -> [Double] { components.makeScratch() }

  func merge(_ later: Sums, into sums: inout Sums) {
    components.merge(later.components, into: &sums.components)
    sums.shares += later.shares
  }

  func fillLogJoint(
    _ rows: Range<Int>, _ logJoint: UnsafeMutablePointer<Elementary.Lanes>, scratch: inout [Double]
  ) {
    components.fillLogJoint(rows, logJoint, scratch: &scratch)
    for (offset, row) in rows.enumerated() {
      for k in 0..<componentCount {
        logJoint[k * RowBlock.groups + offset / 8][offset % 8] += logWeights[row][k]
      }
    }
  }

  func add(
    _ rows: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    scratch: inout [Double], to sums: inout Sums
  ) {
    components.add(
      rows, responsibilities: responsibilities, scratch: &scratch, to: &sums.components)
    for offset in 0..<rows.count {
      for k in 0..<componentCount {
        sums.shares.append(responsibilities[k * RowBlock.groups + offset / 8][offset % 8])
      }
    }
  }
}
