import Statistics

/// A mixture can itself be a component, for hidden Markov models with mixture emissions (GMM-HMM).
///
/// The E-step of the chain weighs each value by its state and, within the state, by the
/// responsibilities of the state's mixture at its last parameters. Rabiner 1989, §IV.A.
///
/// ```swift
/// let low = Mixture(weights: [0.5, 0.5], components: [Normal(mean: -2), Normal(mean: 0)])
/// let high = Mixture(weights: [0.5, 0.5], components: [Normal(mean: 4), Normal(mean: 7)])
/// let chain = HiddenMarkovModel(
///   initialProbabilities: [0.5, 0.5], transitions: try Matrix([[0.9, 0.1], [0.1, 0.9]]),
///   emissions: [low, high])
/// let fit = try fitByEM(chain, to: [samples])
/// ```
extension Mixture: MixtureComponent {
  /// Effective counts, and the sums of the mixture's own components.
  public typealias Sums = Statistics

  /// Empty sums.
  public func makeSums() -> Statistics {
    Statistics(
      counts: Array(repeating: 0, count: componentCount), sums: components.map { $0.makeSums() })
  }

  /// Adds a value to each component, weighted by its responsibility.
  public func add(_ value: Component.Value, weight: Double, to sums: inout Statistics) {
    let logJoint = zip(weights, components).map { Elementary.log($0) + $1.logDensity(value) }
    let total = logSumExp(logJoint)
    for k in components.indices where logJoint[k] > -.infinity {
      let share = weight * Elementary.exp(logJoint[k] - total)
      sums.counts[k] += share
      components[k].add(value, weight: share, to: &sums.sums[k])
    }
  }

  /// Adds sums.
  public func merge(_ other: Statistics, into sums: inout Statistics) {
    for k in components.indices {
      sums.counts[k] += other.counts[k]
      components[k].merge(other.sums[k], into: &sums.sums[k])
    }
  }

  /// Scales the sums.
  public func scale(_ sums: inout Statistics, by factor: Double) {
    for k in components.indices {
      sums.counts[k] *= factor
      components[k].scale(&sums.sums[k], by: factor)
    }
  }

  /// Performs the M-step of the mixture, without its priors.
  ///
  /// - Throws: The reason for the collapse of one of its components.
  public func fitted(
    to sums: Statistics, pooled: Statistics
  ) throws(ComponentCollapse.Reason) -> Mixture {
    let total = sums.counts.reduce(0, +)
    var next = self
    do throws(ComponentCollapse) {
      next.components = try components.fitted(
        to: sums.sums, nil, counts: sums.counts, isEmpty: { !($0 > 1e-10 * total) })
    } catch {
      throw error.reason
    }
    if !hasFixedWeights { next.weights = sums.counts.map { $0 / total } }
    return next
  }

  /// Σₖ Nₖ log πₖ + Σₖ E[log p(x | θₖ)].
  public func expectedLogDensity(_ sums: Statistics) -> Double { expectedLogLikelihood(sums) }

  /// The number of components, followed by the shape of each.
  public var shape: [Int] { [componentCount] + components.flatMap(\.shape) }

  /// Reports weights that are not probabilities, or a parameter of a component that is out of
  /// range.
  public var invalidParameter: ModelParameter? {
    if weights.count != components.count || weights.isEmpty {
      return ModelParameter("weights.count", Double(weights.count))
    }
    if (try? validateProbabilities(weights, of: "weights")) == nil {
      return ModelParameter("weights", weights.reduce(0, +))
    }
    return components.lazy.compactMap(\.invalidParameter).first
  }

  /// The support violation of the first component, if any.
  public func supportViolation(of value: Component.Value) -> (column: Int, value: Double)? {
    components.first?.supportViolation(of: value)
  }
}

extension Mixture: UnconstrainedComponent where Component: UnconstrainedComponent {}
