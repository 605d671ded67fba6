/// A model that names its parameters.
public protocol ParameterizedModel<Observations, Statistics>: LatentVariableModel {
  /// θ as the literature writes it, with names: what summaries show and standard errors are for.
  var parameters: [ModelParameter] { get }
}

/// A model whose parameters can be written as numbers that may take any real value: logarithms of
/// scales, log-ratios of weights, and so on.
///
/// Acceleration, a tolerance on parameters, standard errors, and information criteria need them.
public protocol UnconstrainedModel<Observations, Statistics>: ParameterizedModel {
  /// θ as numbers that may take any real value; −∞ for a probability of 0, which stays there.
  var unconstrainedParameters: [Double] { get }

  /// The model at other unconstrained parameters.
  ///
  /// - Parameters:
  ///   - parameters: As many as the prototype has.
  ///   - prototype: A model of the same shape, which supplies what is fixed.
  /// - Returns: `nil` if the parameters are not those of a model.
  init?(unconstrained parameters: [Double], prototype: Self)

  /// The number of distinct free parameters, for AIC and BIC.
  ///
  /// By default the number of finite ``unconstrainedParameters``: what components share counts once,
  /// and a probability of 0, which EM never moves, does not count.
  var parameterCount: Int { get }
}

extension UnconstrainedModel {
  /// The number of finite unconstrained parameters.
  public var parameterCount: Int { unconstrainedParameters.count(where: \.isFinite) }
}

/// A parameter and its value.
public struct ModelParameter: Hashable, Sendable {
  /// What it is called, as in `rate[1]`; indices count from 0.
  public var name: String
  /// Its value.
  public var value: Double

  /// A named value.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}
