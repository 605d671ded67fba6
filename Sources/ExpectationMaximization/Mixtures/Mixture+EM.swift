public import Statistics

extension Mixture: LatentVariableModel {
  /// A list of values.
  public typealias Observations = [Component.Value]

  /// What an E-step sums up.
  public struct Statistics: Sendable {
    /// The effective counts Nₖ = Σₙ rₙₖ.
    public var counts: [Double]
    /// The sums of every component's values, weighted by its responsibilities.
    public var sums: [Component.Sums]
  }

  /// The E-step on values that the components accept.
  public func eStep(_ observations: [Component.Value]) throws -> Expectation<Statistics> {
    try validate(observations, Inference())
    return try eStep(observations, Inference())
  }

  /// The E-step, which takes the observations as they are: ``validate(_:_:)`` has looked at them.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for a value of probability 0.
  public func eStep(
    _ observations: [Component.Value], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    let kernel = kernel(observations)
    let result = kernel.run(inference)
    if result.logLikelihood == -.infinity {
      let densities = kernel.posteriors().logDensities
      throw InvalidData.impossible(row: densities.firstIndex(of: -.infinity) ?? 0)
    }
    // A component's own latent variables (as in Student's t) have an entropy too; it is what their
    // part of Q falls short of the log-densities.
    var entropy = result.entropy
    for k in components.indices {
      entropy +=
        result.sums.logDensities[k] - components[k].expectedLogDensity(result.sums.sums[k])
    }
    return Expectation(
      statistics: Statistics(counts: result.sums.counts, sums: result.sums.sums),
      logLikelihood: result.logLikelihood, entropy: entropy)
  }

  /// πₖ ∝ Nₖ + α − 1, and every component fitted to its share of the values (and to its prior's).
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

  /// (α − 1) Σ log πₖ, and the prior of the components.
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

  /// Counts and sums, blended component by component.
  public func blending(_ old: Statistics, _ new: Statistics, rate: Double) -> Statistics? {
    var blend = old
    for k in components.indices {
      blend.counts[k] = (1 - rate) * old.counts[k] + rate * new.counts[k]
      blend.sums[k] = components[k].blending(old.sums[k], new.sums[k], rate: rate)
    }
    return blend
  }

  /// p(k | xₙ), N × K.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for a value of probability 0, and what the fit throws.
  public func responsibilities(of observations: [Component.Value]) throws -> Matrix {
    try validate(observations, Inference())
    let (responsibilities, densities) = kernel(observations).posteriors()
    if let row = densities.firstIndex(of: -.infinity) { throw InvalidData.impossible(row: row) }
    return responsibilities
  }

  /// log p(xₙ) of every value.
  public func logDensities(of observations: [Component.Value]) throws -> [Double] {
    try validate(observations, Inference())
    return kernel(observations).posteriors().logDensities
  }

  /// Looks for empty data, values that a component objects to, bad weights, and bad parameters.
  public func validate(_ observations: [Component.Value], _ inference: Inference) throws {
    try validateProbabilities(weights, of: "weights")
    guard components.count == weights.count else {
      throw InvalidStart.shape(
        parameter: "components", count: components.count, expected: weights.count)
    }
    try components.validateParameters("components")
    let places = components.map(\.coordinates)
    if !places.contains(where: \.isEmpty) { try validateDifferent(places, inference) }
    guard weightConcentration >= 1, weightConcentration.isFinite else {
      throw InvalidStart.outOfRange(
        parameter: "weightConcentration", index: 0, value: weightConcentration)
    }
    try components.validate(observations)
    guard observations.count >= componentCount || inference.weights != nil else {
      throw InvalidData.tooFew(count: observations.count, needed: componentCount)
    }
    try validateInference(inference, count: observations.count, components: componentCount)
  }

  /// The log-ratios of the weights, unless they are fixed, and the coordinates of the components.
  public var coordinates: [Double] {
    let own = Component.coordinates(of: components)
    return own.isEmpty || hasFixedWeights ? own : Simplex.coordinates(weights) + own
  }

  /// From the coordinates.
  public func moved(to coordinates: [Double]) -> Mixture? {
    guard coordinates.count == self.coordinates.count else { return nil }
    var rest = coordinates[...]
    var next = self
    if !hasFixedWeights {
      next.weights = Simplex.probabilities(rest.prefix(componentCount - 1), like: weights)
      rest = rest.dropFirst(componentCount - 1)
    }
    guard let moved = Component.moved(components, to: Array(rest)) else { return nil }
    next.components = moved
    return next
  }

  /// The weights, and the parameters of the components with their index.
  public var parameters: [Parameter] {
    let shares = hasFixedWeights ? [] : weights
    return shares.enumerated().map { Parameter("weight[\($0)]", $1) }
      + components.parameters("component")
  }

  private func kernel(_ observations: [Component.Value]) -> ComponentKernel<Component> {
    ComponentKernel(
      observations: observations, components: components,
      logWeights: weights.map { Elementary.log($0) })
  }
}

extension Array where Element: MixtureComponent {
  /// Looks for faults, and for components that differ in shape from the first one.
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
      if let fault = component.fault {
        throw .outOfRange(parameter: fault.name, index: k, value: fault.value)
      }
    }
  }

  /// Looks for empty data, and for values that a component objects to.
  func validate(_ observations: [Element.Value]) throws(InvalidData) {
    guard let first, !observations.isEmpty else { throw .empty }
    for (row, value) in observations.enumerated() {
      guard let objection = first.objection(to: value) else { continue }
      throw .outsideSupport(row: row, column: objection.column, value: objection.value)
    }
  }
}

/// The E-step of a mixture of any components, value by value.
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
    Array(repeating: 0, count: componentCount * Block.size)
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
      for (offset, row) in rows.enumerated() {
        let density = components[k].logDensity(observations[row])
        scratch[k * Block.size + offset] = density
        logJoint[k * Block.groups + offset / 8][offset % 8] = logWeights[k] + density
      }
      // Lanes beyond the last value must hold a number: their weight is 0.
      for offset in rows.count..<Block.size {
        logJoint[k * Block.groups + offset / 8][offset % 8] = 0
      }
    }
  }

  func add(
    _ rows: Range<Int>, responsibilities: UnsafePointer<Elementary.Lanes>,
    scratch: inout [Double], to sums: inout Sums
  ) {
    for k in components.indices {
      for (offset, row) in rows.enumerated() {
        let r = responsibilities[k * Block.groups + offset / 8][offset % 8]
        guard r != 0 else { continue }
        sums.counts[k] += r
        sums.logDensities[k] += r * scratch[k * Block.size + offset]
        components[k].add(observations[row], weight: r, to: &sums.sums[k])
      }
    }
  }
}
