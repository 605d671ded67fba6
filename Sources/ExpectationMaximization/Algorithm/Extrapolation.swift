/// The SQUAREM cycle: after two EM steps from θ₀ to θ₁ to θ₂, leap along both.
///
/// With r = θ₁ − θ₀ and v = (θ₂ − θ₁) − r, the leap is θ₀ − 2αr + α²v with α = −|r|/|v| (scheme S3 of
/// Varadhan & Roland 2008); α = −1 is θ₂ itself.
struct Extrapolation {
  private var origin: [Double]?

  /// Where to leap to, every second step; `nil` when there is nothing to extrapolate.
  mutating func leap(from current: [Double], to next: [Double]) -> [Double]? {
    guard let start = origin, start.count == next.count, current.count == next.count else {
      origin = current
      return nil
    }
    origin = nil
    let r = zip(current, start).map { $0 - $1 }
    let v = zip(zip(next, current), r).map { $0.0 - $0.1 - $1 }
    let lengthR = norm(r)
    let lengthV = norm(v)
    guard lengthR > 0, lengthV > 0 else { return nil }
    let alpha = -lengthR / lengthV
    guard alpha < -1 else { return nil }
    let leap = start.indices.map { start[$0] - 2 * alpha * r[$0] + alpha * alpha * v[$0] }
    return leap.allSatisfy(\.isFinite) ? leap : nil
  }

  /// Forgets the cycle.
  mutating func restart() {
    origin = nil
  }

  private func norm(_ x: [Double]) -> Double {
    x.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
