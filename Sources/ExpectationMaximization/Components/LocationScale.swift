public import Statistics

/// A component with a location and a spread, whose spread can be shared by all components:
/// ``Tied``.
///
/// Conforming types are normal distributions of all covariance structures, and linear regressions,
/// whose location is the regression function and whose spread is the residual variance.
public protocol LocationScale: UnconstrainedComponent {
  /// The number of parameters of the location, unconstrained or not; they come first.
  var locationCount: Int { get }

  /// Fits the components with separate locations and a common spread.
  ///
  /// - Parameters:
  ///   - components: The components before the M-step.
  ///   - sums: The sums of each component's values.
  ///   - pooled: The sums of all values.
  /// - Returns: The components at the new parameters.
  /// - Throws: ``ComponentCollapse`` of component 0 if the spread vanishes.
  static func tied(
    _ components: [Self], to sums: [Sums], pooled: Sums
  ) throws(ComponentCollapse) -> [Self]
}

extension Normal: LocationScale {
  /// 1, for the mean.
  public var locationCount: Int { 1 }

  /// σ² = Σ Sₖ / Σ Nₖ.
  public static func tied(
    _ components: [Normal], to sums: [NormalSums], pooled: NormalSums
  ) throws(ComponentCollapse) -> [Normal] {
    let squares = sums.reduce(0) { $0 + $1.squares }
    let variance = squares / sums.reduce(0) { $0 + $1.count }
    guard variance > (sums.map(\.smallestVariance).max() ?? 0) else {
      throw ComponentCollapse(component: 0, reason: .singular(column: 0, variance: variance))
    }
    return sums.map { Normal(mean: $0.mean, standardDeviation: variance.squareRoot()) }
  }
}

extension LinearRegression: LocationScale {
  /// The number of coefficients.
  public var locationCount: Int { coefficients.count }

  /// β by weighted least squares for each component, and σ² as the mean squared residual of all.
  public static func tied(
    _ components: [LinearRegression], to sums: [LeastSquares], pooled: LeastSquares
  ) throws(ComponentCollapse) -> [LinearRegression] {
    var coefficients: [[Double]] = []
    var (squares, count) = (0.0, 0.0)
    for (k, own) in sums.enumerated() {
      switch own.solve() {
      case .failure(let dependent):
        throw ComponentCollapse(
          component: k, reason: .singular(column: dependent.index, variance: 0))
      case .success(let beta):
        coefficients.append(beta)
        squares += own.squares(at: beta)
        count += own.count
      }
    }
    let variance = squares / count
    guard variance > pooled.smallestResidualVariance else {
      throw ComponentCollapse(component: 0, reason: .residual(variance: variance))
    }
    return coefficients.map {
      LinearRegression(coefficients: $0, standardDeviation: variance.squareRoot())
    }
  }
}

extension MultivariateNormal {
  /// Σ = Σ Sₖ / Σ Nₖ.
  public static func tied(
    _ components: [MultivariateNormal], to sums: [MomentSums], pooled: MomentSums
  ) throws(ComponentCollapse) -> [MultivariateNormal] {
    do {
      let covariance = try MomentSums.tiedCovariance(sums, pooled: pooled)
      return try sums.map { try MultivariateNormal(mean: $0.mean, covariance: covariance) }
    } catch let reason as ComponentCollapse.Reason {
      throw ComponentCollapse(component: 0, reason: reason)
    } catch let pivot as NotPositiveDefinite {
      throw ComponentCollapse(
        component: 0, reason: .singular(column: pivot.index, variance: pivot.pivot))
    } catch {
      throw ComponentCollapse(component: 0, reason: .empty(effectiveCount: 0))
    }
  }
}

extension DiagonalNormal {
  /// σⱼ² = Σ Sₖⱼ / Σ Nₖ.
  public static func tied(
    _ components: [DiagonalNormal], to sums: [MomentSums], pooled: MomentSums
  ) throws(ComponentCollapse) -> [DiagonalNormal] {
    do throws(ComponentCollapse.Reason) {
      let variances = try MomentSums.tiedCovariance(sums, pooled: pooled).diagonal
      return sums.map { DiagonalNormal(mean: $0.mean, variances: variances) }
    } catch {
      throw ComponentCollapse(component: 0, reason: error)
    }
  }
}

extension SphericalNormal {
  /// σ² = Σ tr Sₖ / (D Σ Nₖ).
  public static func tied(
    _ components: [SphericalNormal], to sums: [MomentSums], pooled: MomentSums
  ) throws(ComponentCollapse) -> [SphericalNormal] {
    do throws(ComponentCollapse.Reason) {
      let (scatter, count) = MomentSums.within(sums)
      let floors = MomentSums.smallestVariances(of: sums)
      let variance = try variance(scatter, over: count, floors: floors)
      return sums.map { SphericalNormal(mean: $0.mean, variance: variance) }
    } catch {
      throw ComponentCollapse(component: 0, reason: error)
    }
  }
}

extension MomentSums {
  /// The pooled scatter around the component means, Σ Sₖ, and the count Σ Nₖ.
  fileprivate static func within(_ sums: [MomentSums]) -> (scatter: Matrix, count: Double) {
    let dimension = sums.first?.reference.count ?? 0
    let none = Matrix(rows: dimension, columns: dimension)
    return (sums.reduce(none) { $0 + $1.scatter }, sums.reduce(0) { $0 + $1.count })
  }

  /// The variance of each column below which all components have collapsed.
  fileprivate static func smallestVariances(of sums: [MomentSums]) -> [Double] {
    let floors = sums.map(\.smallestVariances)
    return (floors.first ?? []).indices.map { j in floors.reduce(0) { max($0, $1[j]) } }
  }

  /// Σ Sₖ / Σ Nₖ.
  fileprivate static func tiedCovariance(
    _ sums: [MomentSums], pooled: MomentSums
  ) throws(ComponentCollapse.Reason) -> Matrix {
    let (scatter, count) = within(sums)
    return try pooled.checked((1 / count) * scatter, floors: smallestVariances(of: sums))
  }
}
