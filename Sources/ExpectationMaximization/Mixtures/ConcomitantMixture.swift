public import Statistics

/// A value with covariates that predict its component.
public struct ConcomitantObservation<Value: Sendable>: Sendable {
  /// The covariates w, P numbers; for an intercept, the first one is 1.
  public var covariates: [Double]
  /// The value x.
  public var value: Value

  /// Creates an observation from a value and its covariates.
  public init(covariates: [Double], value: Value) {
    self.covariates = covariates
    self.value = value
  }
}

extension ConcomitantObservation: Equatable where Value: Equatable {}
extension ConcomitantObservation: Hashable where Value: Hashable {}

/// A mixture whose weights depend on covariates by a multinomial logistic regression.
///
/// p(x | w) = Σₖ πₖ(w) p(x | θₖ) with πₖ(w) = exp(γₖᵀw) / Σⱼ exp(γⱼᵀw). With regressions as
/// components, it is a mixture of experts. Dayton & Macready, "Concomitant-variable latent-class
/// models", JASA 83:173 (1988), https://doi.org/10.1080/01621459.1988.10478584; Jacobs, Jordan,
/// Nowlan & Hinton, "Adaptive mixtures of local experts", Neural Computation 3:79 (1991),
/// https://doi.org/10.1162/neco.1991.3.1.79.
///
/// ```swift
/// let visits = zip(ages, counts).map { ConcomitantObservation(covariates: [1, $0], value: $1) }
/// let fit = try ConcomitantMixture.fit(to: visits, components: 2, prototype: Poisson(rate: 1))
/// let slope = fit.model.coefficients[1, 1]  // of component 1 against component 0
/// ```
///
/// If a component collapses, the fit stops under every policy.
public struct ConcomitantMixture<Component: MixtureComponent>: Sendable {
  /// The coefficients γ, K × P.
  ///
  /// Only differences between rows matter. The M-step keeps row 0 fixed; it is usually 0.
  public var coefficients: Matrix
  /// The components.
  public var components: [Component]

  /// Creates a mixture from its parameters.
  ///
  /// Shapes are not checked here; fitting a start of the wrong shape throws ``InvalidStart``.
  public init(coefficients: Matrix, components: [Component]) {
    self.coefficients = coefficients
    self.components = components
  }

  /// The number of components K.
  public var componentCount: Int { components.count }

  /// π(w), the weights of the components given covariates; NaN if there are not P of them.
  public func weights(_ covariates: [Double]) -> [Double] {
    guard covariates.count == coefficients.columns else {
      return Array(repeating: .nan, count: componentCount)
    }
    return LogisticGate.logWeights(coefficients, covariates).map { Elementary.exp($0) }
  }

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
    components: Int, prototype: Component,
    from observations: [ConcomitantObservation<Component.Value>],
    using random: inout some RandomNumberGenerator
  ) throws -> ConcomitantMixture {
    guard components > 0, let first = observations.first else { throw InvalidData.empty }
    let mixture = try Mixture.initialized(
      components: components, prototype: prototype, from: observations.map(\.value), using: &random)
    return ConcomitantMixture(
      coefficients: Matrix(rows: components, columns: first.covariates.count),
      components: mixture.components)
  }

  /// Fits the mixture from several random starts and returns the best fit.
  ///
  /// - Parameters:
  ///   - observations: The data.
  ///   - components: The number of components K.
  ///   - prototype: A component that supplies the fixed parameters, such as the number of trials.
  ///   - weights: The weight of each observation; `nil` means that all weights are 1.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest log-likelihood, or the first fit if every run
  ///   collapsed.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``.
  public static func fit(
    to observations: [ConcomitantObservation<Component.Value>], components: Int,
    prototype: Component,
    weights: [Double]? = nil, restarts: Int = 5, seed: UInt64 = 0, options: EMOptions = EMOptions()
  ) throws -> Fit<ConcomitantMixture> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try initialized(
        components: components, prototype: prototype, from: observations, using: &$0)
    }.get()
  }
}

extension ConcomitantMixture where Component: Distribution {
  /// Draws one value for each list of covariates; none if a list does not have P numbers or γ is
  /// not K × P.
  public func sample(
    at covariates: [[Double]], using random: inout some RandomNumberGenerator
  ) -> [ConcomitantObservation<Component.Value>] {
    guard coefficients.rows == componentCount else { return [] }
    return covariates.filter { $0.count == coefficients.columns }.map { w in
      let k = random.index(weights: weights(w))
      return ConcomitantObservation(covariates: w, value: components[k].sample(using: &random))
    }
  }
}

extension ConcomitantMixture: Equatable where Component: Equatable {}
extension ConcomitantMixture: Hashable where Component: Hashable {}
