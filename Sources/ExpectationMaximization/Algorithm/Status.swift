/// The reason why EM stopped.
///
/// The description completes the sentence "EM stopped because it …".
public enum Status: Hashable, Sendable {
  /// The tolerance was met, which does not imply that the maximum is near.
  ///
  /// The last gain is in nats.
  case toleranceMet(iterations: Int, tolerance: EMOptions.Tolerance, lastGain: Double)
  /// The iteration limit was reached. The last gain is in nats.
  case iterationLimit(Int, lastGain: Double)
  /// A component collapsed in an iteration.
  ///
  /// The parameters are those before it.
  case collapsed(ComponentCollapse, iteration: Int)
  /// The objective decreased by more than 10⁻⁹ (1 + |ℓ|).
  ///
  /// The parameters are those before the decrease.
  ///
  /// Either the M-step does not maximize Q, or a covariance is so near singular (columns that are
  /// linear combinations of others to six digits) that rounding errors are no longer small.
  case decreased(by: Double, iteration: Int)
  /// The objective was not finite: the model left the range of floating point.
  case notFinite(iteration: Int)

  /// Whether the tolerance was met.
  public var isToleranceMet: Bool {
    if case .toleranceMet = self { true } else { false }
  }
}

extension Status: CustomStringConvertible {
  /// A phrase that completes "EM stopped because it …".
  public var description: String {
    switch self {
    case .toleranceMet(let iterations, let tolerance, let gain):
      "met its tolerance after \(counted(iterations, "iteration")): "
        + tolerance.description(lastGain: gain)
    case .iterationLimit(let limit, let gain):
      "reached its limit of \(counted(limit, "iteration"))"
        + (gain.isFinite ? ", the last of which still gained \(rounded(gain)) nats" : "")
    case .collapsed(let collapse, let iteration):
      "lost component \(collapse.component) in iteration \(iteration) (\(collapse.reason))"
    case .decreased(let amount, let iteration):
      "lost \(rounded(amount)) nats in iteration \(iteration), "
        + "where an exact M-step in exact arithmetic cannot lose any"
    case .notFinite(let iteration):
      "left the range of floating-point numbers in iteration \(iteration)"
    }
  }
}

extension EMOptions.Tolerance: CustomStringConvertible {
  /// The condition in words.
  public var description: String {
    switch self {
    case .relative(let epsilon): "a gain below \(plain(epsilon)) of the log-likelihood"
    case .absolute(let epsilon): "a gain below \(plain(epsilon)) nats"
    case .parameters(let epsilon): "no parameter moves by more than \(plain(epsilon)) of itself"
    case .remaining(let epsilon): "less than \(plain(epsilon)) nats remain to be gained"
    case .never: "no tolerance"
    }
  }

  /// The condition and the number that met it.
  fileprivate func description(lastGain gain: Double) -> String {
    switch self {
    case .relative(let epsilon):
      "the last gain, \(rounded(gain)) nats, is below \(plain(epsilon)) of the log-likelihood"
    case .absolute(let epsilon):
      "the last gain, \(rounded(gain)) nats, is below \(plain(epsilon)) nats"
    case .parameters(let epsilon):
      "no parameter moved by more than \(plain(epsilon)) of itself"
    case .remaining(let epsilon):
      "by Aitken's estimate less than \(plain(epsilon)) nats remain to be gained"
    case .never: "there is none"
    }
  }
}

/// A number in scientific notation: 10⁻⁸ or 2.5·10⁻⁷ rather than 1e-08.
private func plain(_ value: Double) -> String {
  let parts = "\(value)".split(separator: "e")
  guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(value)" }
  let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  let power = String("\(abs(exponent))".compactMap(\.wholeNumberValue).map { digits[$0] })
  let mantissa = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
  return (mantissa == "1" ? "10" : "\(mantissa)·10") + (exponent < 0 ? "⁻" : "") + power
}

/// A number with three significant digits.
func rounded(_ value: Double) -> String {
  guard value != 0, value.isFinite else { return "\(value)" }
  var scale = 1.0
  var magnitude = abs(value)
  while magnitude < 100 && scale < 1e300 { (magnitude, scale) = (magnitude * 10, scale * 10) }
  return plain((value * scale).rounded() / scale)
}
