/// A model with named parameters.
public protocol ParameterizedModel<Observations, Statistics>: LatentVariableModel {
  /// θ in its usual parametrization, with names, as used in summaries and for standard errors.
  var parameters: [ModelParameter] { get }
}

/// A model whose parameters can be mapped to unconstrained real numbers: logarithms of scales,
/// log-ratios of weights, and so on.
///
/// Acceleration, a tolerance on parameters, standard errors and information criteria require this
/// mapping.
public protocol UnconstrainedModel<Observations, Statistics>: ParameterizedModel {
  /// θ as unconstrained numbers; −∞ for a probability of 0, which EM never changes.
  var unconstrainedParameters: [Double] { get }

  /// Creates a model from unconstrained parameters.
  ///
  /// - Parameters:
  ///   - parameters: The parameters, as many as those of the prototype.
  ///   - prototype: A model of the same shape that supplies the fixed parameters.
  /// - Returns: `nil` if the parameters do not define a model.
  init?(unconstrained parameters: [Double], prototype: Self)

  /// The number of distinct free parameters, for AIC and BIC.
  ///
  /// The default is the number of finite ``unconstrainedParameters``: shared parameters count once,
  /// and a probability of 0, which EM never changes, does not count.
  var parameterCount: Int { get }
}

extension UnconstrainedModel {
  /// The number of finite unconstrained parameters.
  public var parameterCount: Int { unconstrainedParameters.count(where: \.isFinite) }
}

/// A parameter and its value.
public struct ModelParameter: Hashable, Sendable {
  /// The name, as in `rate[1]`; indices count from 0.
  public var name: String
  /// The value.
  public var value: Double

  /// Creates a named value.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}
