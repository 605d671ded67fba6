/// The SQUAREM cycle: extrapolates from two EM steps, θ₀ to θ₁ to θ₂.
///
/// With r = θ₁ − θ₀ and v = (θ₂ − θ₁) − r, the extrapolated point is θ₀ − 2αr + α²v with
/// α = −|r|/|v| (scheme S3 of Varadhan & Roland 2008); α = −1 gives θ₂.
struct Extrapolation {
  private var origin: [Double]?

  /// The extrapolated point, every second step; `nil` if there is nothing to extrapolate.
  mutating func leap(from current: [Double], to next: [Double]) -> [Double]? {
    guard let start = origin, start.count == next.count, current.count == next.count else {
      origin = current
      return nil
    }
    origin = nil
    // Infinite parameters, such as the logarithm of a probability of 0, are kept.
    let isFree = start.indices.map {
      start[$0].isFinite && current[$0].isFinite && next[$0].isFinite
    }
    let r = start.indices.map { isFree[$0] ? current[$0] - start[$0] : 0 }
    let v = start.indices.map { isFree[$0] ? next[$0] - current[$0] - r[$0] : 0 }
    let lengthR = norm(r)
    let lengthV = norm(v)
    guard lengthR > 0, lengthV > 0 else { return nil }
    let alpha = -lengthR / lengthV
    guard alpha < -1 else { return nil }
    return start.indices.map {
      isFree[$0] ? start[$0] - 2 * alpha * r[$0] + alpha * alpha * v[$0] : next[$0]
    }
  }

  /// Resets the cycle.
  mutating func restart() {
    origin = nil
  }

  private func norm(_ x: [Double]) -> Double {
    x.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
