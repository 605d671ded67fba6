/// Distributions of counts with a single parameter that determines the mean: Poisson and binomial.
public protocol CountComponent: UnconstrainedComponent
where Value == Int, Sums == CountSums<Self> {
  /// The mean of the counts.
  var mean: Double { get }

  /// The reference for the sums: this component, or another one if nearly all counts but 0 are
  /// impossible under this one.
  var reference: Self { get }

  /// Σ w (m − m₀) for counts, where m is the mean of this component and m₀ that of another one.
  func shift(from other: Self, count: Double) -> Double

  /// Σ w log P(x) under this component, from sums around another one.
  func logDensity(_ sums: CountSums<Self>) -> Double
}

/// Weighted count and total of counts, and their log-density under a reference component.
///
/// This gives Σ w log P(x) to full precision near the reference, even for large counts.
public struct CountSums<Component: CountComponent>: ComponentSums {
  /// The reference component.
  let reference: Component
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0
  /// Σ w (x − m), where m is the mean of the reference.
  private(set) var excess = 0.0
  /// Σ w log P(x) under the reference.
  private(set) var logDensity = 0.0

  init(around component: Component) {
    reference = component.reference
  }

  mutating func add(_ x: Int, weight: Double) {
    count += weight
    total += weight * Double(x)
    excess += weight * (Double(x) - reference.mean)
    logDensity += weight * reference.logDensity(x)
  }

  /// Multiplies all weights by a factor.
  public mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
    excess *= factor
    logDensity *= factor
  }

  /// Adds sums around another reference.
  public mutating func merge(_ other: CountSums) {
    count += other.count
    total += other.total
    excess += other.excess + other.reference.shift(from: reference, count: other.count)
    logDensity += reference.logDensity(other)
  }
}

extension CountComponent {
  /// Empty sums around the component.
  public func makeSums() -> CountSums<Self> { CountSums(around: self) }

  /// Adds one count.
  public func add(_ value: Int, weight: Double, to sums: inout CountSums<Self>) {
    sums.add(value, weight: weight)
  }
}
