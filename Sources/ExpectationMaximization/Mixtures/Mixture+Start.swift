import Statistics

extension Mixture {
  /// A starting model from random responsibilities, each row drawn from a flat Dirichlet
  /// distribution.
  ///
  /// - Parameters:
  ///   - components: The number of components K.
  ///   - prototype: A component that supplies the fixed parameters, such as the number of trials.
  ///   - observations: The data.
  ///   - random: The random number generator.
  /// - Returns: The mixture after one M-step on the responsibilities.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``ComponentCollapse``.
  public static func initialized(
    components: Int, prototype: Component, from observations: [Component.Value],
    using random: inout some RandomNumberGenerator
  ) throws -> Mixture {
    guard components > 0 else { throw InvalidData.empty }
    let blank = Mixture(
      weights: Array(repeating: 1 / Double(components), count: components),
      components: Array(repeating: prototype, count: components))
    let flat = Dirichlet(concentrations: Array(repeating: 1, count: components))
    let rows = observations.map { _ in flat.sample(using: &random) }
    return try blank.fitted(
      toResponsibilities: Matrix(
        rows: rows.count, columns: components, elements: rows.flatMap { $0 }), of: observations)
  }
}

extension Mixture {
  /// Fits the mixture from several random starts and returns the best fit.
  ///
  /// Combines ``initialized(components:prototype:from:using:)`` and
  /// ``fitByEM(restarts:seed:to:weights:options:start:)``.
  ///
  /// ```swift
  /// let fit = try Mixture.fit(to: counts, components: 2, prototype: Poisson(rate: 1))
  /// ```
  ///
  /// - Parameters:
  ///   - observations: The data.
  ///   - components: The number of components K.
  ///   - prototype: A component that supplies the fixed parameters, such as the number of trials.
  ///   - weights: The weight of each observation; `nil` means that all weights are 1.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest objective, or the first fit if every run collapsed.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``.
  public static func fit(
    to observations: [Component.Value], components: Int, prototype: Component,
    weights: [Double]? = nil, restarts: Int = 5, seed: UInt64 = 0, options: EMOptions = EMOptions()
  ) throws -> Fit<Mixture> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try initialized(
        components: components, prototype: prototype, from: observations, using: &$0)
    }.get()
  }
}
