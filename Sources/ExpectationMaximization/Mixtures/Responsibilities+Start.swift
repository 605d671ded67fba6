public import Statistics

/// Starts that begin with an M-step: from responsibilities instead of parameters.
extension LatentVariableModel {
  /// The M-step on given responsibilities, N × K: the parameters that a classification suggests.
  ///
  /// The model itself says how many components there are and what is held fixed. Rows are probabilities;
  /// a row of zeros leaves its observation out, so that a few observations of known classes make a start.
  ///
  /// - Throws: ``InvalidStart/shape(parameter:count:expected:)`` for a matrix of another shape,
  ///   ``InvalidStart/notProbabilities(parameter:index:)`` with the row that is neither,
  ///   ``ComponentCollapse`` for a component that is given too little, and what the model objects to.
  public func fitted(
    toResponsibilities responsibilities: Matrix, of observations: Observations,
    weights: [Double]? = nil
  ) throws -> Self {
    let inference = Inference(weights: weights, posterior: .given(responsibilities))
    try validate(observations, inference)
    return try mStep(eStep(observations, inference).statistics)
  }
}

extension Mixture {
  /// A start from random responsibilities, each row drawn from a flat Dirichlet distribution.
  ///
  /// - Parameters:
  ///   - components: K.
  ///   - prototype: A component that says what is held fixed, such as the number of trials.
  ///   - observations: The data.
  ///   - random: Where the randomness comes from.
  /// - Returns: The mixture after one M-step on them.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``ComponentCollapse``.
  public static func initialized(
    components: Int, like prototype: Component, from observations: [Component.Value],
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
