/// An error: a component no longer has a maximum likelihood estimate.
///
/// The likelihood of a mixture is unbounded if a component shrinks onto repeated observations. A
/// component without observations has no estimate at all.
public struct ComponentCollapse: Error, Hashable, Sendable {
  /// The reasons for a collapse.
  public enum Reason: Error, Hashable, Sendable {
    /// Its variance along a column, counted from 0, vanished.
    ///
    /// It is at most the squared spacing of floating-point numbers near its mean, or its variance
    /// given the preceding columns is below 10⁻¹⁴ of its marginal variance along the column.
    case singular(column: Int, variance: Double)
    /// The responses of a regression are on its line, up to rounding.
    case residual(variance: Double)
    /// It lost its observations; the value is the sum of its responsibilities.
    case empty(effectiveCount: Double)
  }

  /// The index of the component, from 0.
  public var component: Int
  /// The reason.
  public var reason: Reason

  /// Creates the error.
  public init(component: Int, reason: Reason) {
    self.component = component
    self.reason = reason
  }
}

/// The policy for components that collapse.
///
/// All policies apply to mixtures of any kind, with or without missing cells, and to hidden Markov
/// models. If a policy cannot be applied, the fit stops as with ``keep``. Dropping is impossible
/// for the last component, fixed weights, fixed parts of a chain, or a singular tied covariance;
/// reseeding is impossible if even all observations together have no spread. Factor analysis has no
/// components to drop, and a mixture with covariates keeps all of its components. Networks and
/// variational mixtures do not collapse.
public enum CollapsePolicy: Hashable, Sendable {
  /// Keep the last parameters at which all components were sound, and stop.
  case keep
  /// Move the component to the observation that the mixture explains worst, with the spread of all
  /// data.
  ///
  /// Each component is reseeded at most three times. One that keeps collapsing, for example onto
  /// equal values, stops the fit as with ``keep``.
  case reseed
  /// Remove the component and continue with the others.
  case drop
}

/// A collapse during a fit, and the action taken.
public struct CollapseEvent: Hashable, Sendable {
  /// The iteration, from 1, whose M-step failed.
  public var iteration: Int
  /// The component and the reason.
  public var collapse: ComponentCollapse
  /// The action taken.
  public var policy: CollapsePolicy
}

/// A model that can continue after one of its components has collapsed.
public protocol RecoverableModel<Observations, Statistics>: LatentVariableModel {
  /// The model after the policy has handled a collapsed component.
  ///
  /// - Returns: `nil` if the policy cannot be applied; the fit then stops as with
  ///   ``CollapsePolicy/keep``.
  func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: Observations
  ) throws -> Self?
}
