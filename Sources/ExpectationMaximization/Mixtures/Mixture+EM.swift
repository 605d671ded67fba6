public import Statistics

extension Mixture: WeightedModel, RowModel, ParameterizedModel, PenalizedModel {
  /// A list of values.
  public typealias Observations = [Component.Value]

  /// The expected sufficient statistics of the E-step.
  public struct Statistics: Sendable {
    /// The effective counts Nₖ = Σₙ rₙₖ.
    public var counts: [Double]
    /// The sums of each component's values, weighted by its responsibilities.
    public var sums: [Component.Sums]
  }

  /// A row is a single value.
  public typealias Row = Component.Value

  /// The value as a data set of one observation.
  public static func observations(_ row: Component.Value) -> [Component.Value] { [row] }

  /// The number of values, or the sum of their weights.
  public func observationCount(of observations: [Component.Value], weights: [Double]?) -> Double {
    weights?.reduce(0, +) ?? Double(observations.count)
  }

  /// Performs the E-step.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for a value of probability 0.
  public func eStep(
    validated observations: [Component.Value], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let kernel = kernel(observations)
    let result = kernel.run(inference)
    if result.logLikelihood == -.infinity {
      let densities = kernel.posteriors().logDensities
      throw InvalidData.impossible(row: densities.firstIndex(of: -.infinity) ?? 0)
    }
    // A component's own latent variables (as in Student's t) also have an entropy: the amount by
    // which their part of Q is below the log-densities.
    var entropy = result.entropy
    for k in components.indices {
      entropy +=
        result.sums.logDensities[k] - components[k].expectedLogDensity(result.sums.sums[k])
    }
    return Expectation(
      statistics: Statistics(counts: result.sums.counts, sums: result.sums.sums),
      logLikelihood: result.logLikelihood, entropy: entropy)
  }

  /// πₖ ∝ Nₖ + α − 1, and each component is fitted to its weighted values (and those of its prior).
  public func mStep(_ statistics: Statistics) throws -> Mixture {
    let counts = statistics.counts.map { $0 + (weightConcentration - 1) }
    let total = counts.reduce(0, +)
    var next = self
    next.components = try components.fitted(
      to: statistics.sums, componentPrior, counts: statistics.counts,
      isEmpty: { count in
        let hasPrior = componentPrior != nil && (hasFixedWeights || weightConcentration > 1)
        return !hasPrior && !(count > 1e-10 * total)
      })
    if !hasFixedWeights { next.weights = counts.map { $0 / total } }
    return next
  }

  /// (α − 1) Σ log πₖ, plus the log prior of the components.
  public var logPrior: Double {
    var sum = components.logDensity(under: componentPrior)
    if weightConcentration != 1, !hasFixedWeights {
      for weight in weights { sum += (weightConcentration - 1) * Elementary.log(weight) }
    }
    return sum
  }

  /// Q = Σₖ Nₖ log πₖ + Σₖ E[log p(x | θₖ)].
  public func expectedLogLikelihood(_ statistics: Statistics) -> Double {
    components.indices.reduce(0) { q, k in
      q + product(statistics.counts[k], Elementary.log(weights[k]))
        + components[k].expectedLogDensity(statistics.sums[k])
    }
  }

  /// p(k | xₙ), N × K.
  ///
  /// - Throws: ``InvalidData``, also for a value of probability 0.
  public func responsibilities(of observations: [Component.Value]) throws -> Matrix {
    try validate(observations, Inference())
    return try kernel(observations).responsibilities()
  }

  /// log p(xₙ) of each value; −∞ for a value of probability 0.
  public func logDensities(of observations: [Component.Value]) throws -> [Double] {
    try validate(observations, Inference())
    return kernel(observations).posteriors().logDensities
  }

  /// Checks weights, parameters and values.
  public func validate(_ observations: [Component.Value], _ inference: Inference) throws {
    try validateProbabilities(weights, of: "weights")
    guard components.count == weights.count else {
      throw InvalidStart.shape(
        parameter: "components", count: components.count, expected: weights.count)
    }
    try components.validateParameters("components")
    guard weightConcentration >= 1, weightConcentration.isFinite else {
      throw InvalidStart.outOfRange(
        parameter: "weightConcentration", index: 0, value: weightConcentration)
    }
    try components.validate(observations)
    try validateInference(inference, count: observations.count, components: componentCount)
  }

  /// Checks that there are enough values for the components, and that the components differ.
  public func validateStart(for observations: [Component.Value], _ inference: Inference) throws {
    guard observations.count >= componentCount || inference.weights != nil else {
      throw InvalidData.tooFew(count: observations.count, needed: componentCount)
    }
    try validateDifferent(components, inference)
  }

  /// The weights, and the indexed parameters of the components.
  public var parameters: [ModelParameter] {
    let free = hasFixedWeights ? [] : weights
    return free.enumerated().map { ModelParameter("weight[\($0)]", $1) }
      + components.parameters("component")
  }

  private func kernel(_ observations: [Component.Value]) -> ComponentKernel<Component> {
    ComponentKernel(
      observations: observations, components: components,
      logWeights: weights.map { Elementary.log($0) })
  }
}

extension Mixture: BlendableModel {
  /// The weighted averages of counts and sums, component by component.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics {
    var blend = old
    for k in components.indices {
      blend.counts[k] = (1 - rate) * old.counts[k] + rate * new.counts[k]
      blend.sums[k] = components[k].blending(old.sums[k], new.sums[k], rate: rate)
    }
    return blend
  }
}

extension Mixture: UnconstrainedModel where Component: UnconstrainedComponent {
  /// The log-ratios of the weights, unless they are fixed, and the parameters of the components.
  public var unconstrainedParameters: [Double] {
    (hasFixedWeights ? [] : LogRatios.ratios(weights))
      + Component.unconstrainedParameters(of: components)
  }

  /// Creates the model from the log-ratios of the weights and the parameters of the components.
  public init?(unconstrained parameters: [Double], prototype: Mixture) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self = prototype
    let free = hasFixedWeights ? 0 : max(0, componentCount - 1)
    if !hasFixedWeights {
      weights = LogRatios.probabilities(parameters.prefix(free), prototype: weights)
    }
    guard
      let components = Component.components(
        unconstrained: Array(parameters.dropFirst(free)), prototypes: components)
    else { return nil }
    self.components = components
  }
}

extension Array where Element: MixtureComponent {
  /// Checks for parameters out of range, and for components that differ in shape from the first
  /// one.
  func validateParameters(_ name: String) throws(InvalidStart) {
    for (k, component) in enumerated() {
      let expected = self[0].shape
      if component.shape.count != expected.count {
        throw .shape(
          parameter: "\(name)[\(k)]", count: component.shape.count, expected: expected.count)
      }
      for (count, expected) in zip(component.shape, expected) where count != expected {
        throw .shape(parameter: "\(name)[\(k)]", count: count, expected: expected)
      }
      if let invalid = component.invalidParameter {
        throw .outOfRange(parameter: invalid.name, index: k, value: invalid.value)
      }
    }
  }

  /// Checks for empty data, and for values outside the support.
  func validate(_ observations: [Element.Value]) throws(InvalidData) {
    guard let first, !observations.isEmpty else { throw .empty }
    for (row, value) in observations.enumerated() {
      guard let violation = first.supportViolation(of: value) else { continue }
      throw .outsideSupport(row: row, column: violation.column, value: violation.value)
    }
  }
}

/// The E-step of a mixture of arbitrary components, value by value.
struct ComponentKernel<Component: MixtureComponent>: MixtureKernel {
  let observations: [Component.Value]
  let components: [Component]
  let logWeights: [Double]

  struct Sums: Sendable {
    var counts: [Double]
    /// Σₙ rₙₖ log p(xₙ | θₖ).
    var logDensities: [Double]
    var sums: [Component.Sums]
  }

  /// The log-densities of the block, component by component.
  typealias Scratch = [Double]

  var observationCount: Int { observations.count }
  var componentCount: Int { components.count }

  func makeSums() -> Sums {
    Sums(
      counts: Array(repeating: 0, count: componentCount),
      logDensities: Array(repeating: 0, count: componentCount),
      sums: components.map { $0.makeSums() })
  }

  func makeScratch() -> [Double] {
    Array(repeating: 0, count: componentCount * RowBlock.size)
  }

  func merge(_ later: Sums, into sums: inout Sums) {
    for k in components.indices {
      sums.counts[k] += later.counts[k]
      sums.logDensities[k] += later.logDensities[k]
      components[k].merge(later.sums[k], into: &sums.sums[k])
    }
  }

  func fillLogJoint(
    _ rows: Range<Int>, _ logJoint: UnsafeMutablePointer<Elementary.Lanes>, scratch: inout [Double]
  ) {
    for k in components.indices {
      let densities = components[k].blockLogDensities(observations[rows])
      for (offset, density) in densities.enumerated() {
        scratch[k * RowBlock.size + offset] = density
        logJoint[k * RowBlock.groups + offset / 8][offset % 8] = logWeights[k] + density
      }
      // Lanes beyond the last value have weight 0, but must be finite.
      for offset in rows.count..<RowBlock.size {
        logJoint[k * RowBlock.groups + offset / 8][offset % 8] = 0
      }
    }
  }

  func add(
    _ rows: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    scratch: inout [Double], to sums: inout Sums
  ) {
    for k in components.indices {
      var weights = Array(repeating: 0.0, count: rows.count)
      for offset in weights.indices {
        let r = responsibilities[k * RowBlock.groups + offset / 8][offset % 8]
        weights[offset] = r
        guard r != 0 else { continue }
        sums.counts[k] += r
        sums.logDensities[k] += r * scratch[k * RowBlock.size + offset]
      }
      components[k].addBlock(observations[rows], weights: weights, to: &sums.sums[k])
    }
  }
}
