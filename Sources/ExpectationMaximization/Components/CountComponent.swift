/// Distributions of counts whose only parameter decides their mean: Poisson and binomial.
public protocol CountComponent: UnconstrainedComponent
where Value == Int, Sums == CountSums<Self> {
  /// The expected count.
  var mean: Double { get }

  /// This component, or where nearly everything but 0 is impossible under it another one, around which
  /// the sums are taken.
  var reference: Self { get }

  /// Σ w (m − m₀) for counts with the means m of this component and m₀ of another one.
  func shift(from other: Self, count: Double) -> Double

  /// Σ w log P(x) at this component, from sums around another one.
  func logDensity(_ sums: CountSums<Self>) -> Double
}

/// Weighted count and total of counts, and their log-density at a reference.
///
/// Σ w log P(x) is then known to all its digits near the reference, however large the counts are.
public struct CountSums<Component: CountComponent>: ComponentSums {
  /// Around what the sums are taken.
  let reference: Component
  /// Σ w.
  public internal(set) var count = 0.0
  /// Σ w x.
  public internal(set) var total = 0.0
  /// Σ w (x − m), where m is the mean of the reference.
  private(set) var excess = 0.0
  /// Σ w log P(x) at the reference.
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

  /// Multiplies every weight.
  public mutating func scale(by factor: Double) {
    count *= factor
    total *= factor
    excess *= factor
    logDensity *= factor
  }

  /// Adds sums taken around another reference.
  public mutating func merge(_ other: CountSums) {
    count += other.count
    total += other.total
    excess += other.excess + other.reference.shift(from: reference, count: other.count)
    logDensity += reference.logDensity(other)
  }
}

extension CountComponent {
  /// Empty sums, around the component.
  public func makeSums() -> CountSums<Self> { CountSums(around: self) }

  /// Adds one count.
  public func add(_ value: Int, weight: Double, to sums: inout CountSums<Self>) {
    sums.add(value, weight: weight)
  }
}
