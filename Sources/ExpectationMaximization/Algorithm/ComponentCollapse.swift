/// A component that has no maximum likelihood estimate any more.
///
/// The likelihood of a mixture is unbounded where a component shrinks onto repeated observations;
/// a component that no observation belongs to has no estimate at all.
public struct ComponentCollapse: Error, Hashable, Sendable {
  /// What became of the component.
  public enum Reason: Error, Hashable, Sendable {
    /// Its variance along a column, counted from 0, vanished: it is at most the squared spacing of
    /// floating-point numbers around its mean, or given the columns before below 10⁻¹⁴ of its own
    /// variance along the column.
    case singular(column: Int, variance: Double)
    /// The responses of a regression lie on its line, but for rounding.
    case residual(variance: Double)
    /// It lost its observations: the sum of its responsibilities.
    case empty(effectiveCount: Double)
  }

  /// The index of the component, from 0.
  public var component: Int
  /// What became of it.
  public var reason: Reason

  /// A collapse of a component.
  public init(component: Int, reason: Reason) {
    self.component = component
    self.reason = reason
  }
}

/// What to do about a component that collapses.
///
/// All policies hold for mixtures of any kind, with or without missing cells, and for hidden Markov
/// models. Where one cannot be carried out the fit stops as with ``keep``: nothing is dropped from the
/// last component, from fixed weights, from fixed parts of a chain, or from a tied covariance that is
/// singular; nothing is reseeded where even all observations have no spread. A factor analysis has no
/// components to drop, and a mixture with covariates keeps all of its own. Networks and variational mixtures do not collapse.
public enum CollapsePolicy: Hashable, Sendable {
  /// Keep the last parameters at which every component was sound, and stop there.
  case keep
  /// Put the component at the observation that the mixture explains worst, with the spread of all data.
  ///
  /// At most three times for each component: one that keeps collapsing, onto equal values for example,
  /// stops the fit as with ``keep``.
  case reseed
  /// Take the component out and go on with the others.
  case drop
}

/// A collapse that a fit met, and what was done about it.
public struct CollapseEvent: Hashable, Sendable {
  /// The iteration, from 1, whose M-step failed.
  public var iteration: Int
  /// Which component, and why.
  public var collapse: ComponentCollapse
  /// What was done.
  public var policy: CollapsePolicy
}

/// A model that can go on after one of its components collapsed.
public protocol RecoverableModel<Observations, Statistics>: LatentVariableModel {
  /// The model after a collapsed component was treated as the policy says.
  ///
  /// - Returns: `nil` if the policy cannot be carried out; then the fit stops as with
  ///   ``CollapsePolicy/keep``.
  func recovering(
    from collapse: ComponentCollapse, by policy: CollapsePolicy, observations: Observations
  ) throws -> Self?
}
