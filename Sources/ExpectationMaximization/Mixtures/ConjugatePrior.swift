/// A conjugate prior of the components of a mixture or of the emissions of a chain, in the form of
/// weighted pseudo-observations for each component.
///
/// log p(θ) = Σ wᵢ log p(xᵢ | θ), up to a constant (Diaconis & Ylvisaker 1979,
/// https://doi.org/10.1214/aos/1176344611). The M-step adds the pseudo-observations to those of
/// each component, so that a component with few observations of its own stays near them, and none
/// collapses onto a point.
///
/// ```swift
/// let prior = try ConjugatePrior(matching: counts, prototype: Poisson(rate: 1))
/// var start = Mixture(weights: [0.5, 0.5], components: [Poisson(rate: 2), Poisson(rate: 9)])
/// start.componentPrior = prior
/// let fit = try fitByEM(start, to: counts)
/// ```
public struct ConjugatePrior<Component: MixtureComponent>: Sendable {
  /// The sums over the pseudo-observations.
  public var sums: Component.Sums

  /// Creates a prior from values.
  ///
  /// - Parameters:
  ///   - values: The pseudo-observations of a component.
  ///   - weights: Their weights, which may be fractional; `nil` means that all weights are 1.
  ///   - prototype: A component that supplies the fixed parameters, such as the number of trials,
  ///     and the reference point for moments; preferably near the values.
  /// - Throws: ``InvalidData`` for values outside the support or invalid weights.
  public init(
    _ values: [Component.Value], weights: [Double]? = nil, prototype: Component
  ) throws(InvalidData) {
    try [prototype].validate(values)
    try validateWeights(weights, count: values.count)
    var sums = prototype.makeSums()
    for (n, value) in values.enumerated() {
      prototype.add(value, weight: weights?[n] ?? 1, to: &sums)
    }
    self.sums = sums
  }

  /// Creates a weak prior from the data, which count as a single observation.
  ///
  /// The unit-information prior of Kass & Wasserman 1995, https://doi.org/10.2307/2291327.
  ///
  /// - Parameters:
  ///   - observations: The data of the fit.
  ///   - pseudoCount: The weight of the prior in each component, in observations.
  ///   - prototype: As for the prior from values.
  /// - Throws: ``InvalidData`` for values outside the support, or for a pseudo-count that is
  ///   negative or not finite.
  public init(
    matching observations: [Component.Value], pseudoCount: Double = 1, prototype: Component
  ) throws(InvalidData) {
    guard pseudoCount >= 0, pseudoCount.isFinite else {
      throw .weight(row: 0, value: pseudoCount)
    }
    try self.init(observations, prototype: prototype)
    prototype.scale(&sums, by: pseudoCount / Double(observations.count))
  }
}

extension Array where Element: MixtureComponent {
  /// log p(θ) of all components, up to a constant.
  func logDensity(under prior: ConjugatePrior<Element>?) -> Double {
    guard let prior else { return 0 }
    return reduce(0) { $0 + $1.expectedLogDensity(prior.sums) }
  }

  /// Fits each component to its weighted values and to those of the prior.
  ///
  /// - Parameters:
  ///   - sums: The sums of each component's values.
  ///   - prior: The prior.
  ///   - isEmpty: Whether a component has no values to be fitted to.
  func fitted(
    to sums: [Element.Sums], _ prior: ConjugatePrior<Element>?, counts: [Double],
    isEmpty: (Double) -> Bool
  ) throws(ComponentCollapse) -> [Element] {
    guard let first else { return [] }
    var pooled = first.makeSums()
    for part in sums { first.merge(part, into: &pooled) }
    for (k, count) in counts.enumerated() where isEmpty(count) {
      throw ComponentCollapse(component: k, reason: .empty(effectiveCount: count))
    }
    var known = sums
    for k in indices {
      if let prior { self[k].merge(prior.sums, into: &known[k]) }
    }
    return try Element.fitted(self, to: known, pooled: pooled)
  }

  /// The parameters with the prefix of their owner: `component[1].rate`, or `component.rate` if all
  /// components share it.
  func parameters(_ name: String) -> [ModelParameter] {
    Element.parameters(of: self).map { k, parameter in
      ModelParameter("\(name)\(k.map { "[\($0)]" } ?? "").\(parameter.name)", parameter.value)
    }
  }
}
