/// A value that a notebook takes from outside: `parameter("components", default: 4, in: 1...8)`.
public struct Parameter: Equatable, Sendable {
  /// What a value may be.
  public enum Kind: String, Sendable {
    case integer
    case number
    case flag
    case text
  }

  /// What a value is limited to.
  public enum Limits: Equatable, Sendable {
    /// Both ends included.
    case range(ClosedRange<Double>)
    case choices([String])
  }

  /// The name, and where the parameter is declared.
  public var name: Located<String>
  /// What a value may be.
  public var kind: Kind
  /// The value that holds if nobody sets another.
  public var defaultValue: String
  /// What a value is limited to, if it is.
  public var limits: Limits?

  /// A value in its one spelling: `3` for `03`, `0.5` for `5e-1`.
  ///
  /// - Parameter text: What somebody wrote.
  /// - Returns: `nil` for something that the parameter cannot be.
  func value(of text: String) -> String? {
    switch kind {
    case .integer:
      guard let value = Int(text), isAllowed(Double(value)) else { return nil }
      return String(value)
    case .number:
      guard let value = Double(text), value.isFinite, isAllowed(value) else { return nil }
      return String(value)
    case .flag: return Bool(text).map(String.init)
    case .text:
      if case .choices(let choices)? = limits, !choices.contains(text) { return nil }
      // The values are handed to the notebook line by line.
      return text.contains { $0.isNewline } ? nil : text
    }
  }

  private func isAllowed(_ value: Double) -> Bool {
    if case .range(let range)? = limits { range.contains(value) } else { true }
  }

  /// A whole number without a decimal point, where it is not too large to be written so.
  private func whole(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// What a value may be, as a message says it.
  public var allowed: String {
    switch (kind, limits) {
    case (.integer, .range(let range)?):
      "a whole number from \(whole(range.lowerBound)) to \(whole(range.upperBound))"
    case (.number, .range(let range)?): "a number from \(range.lowerBound) to \(range.upperBound)"
    case (.text, .choices(let choices)?): choices.joined(separator: ", ")
    case (.integer, _): "a whole number"
    case (.number, _): "a number"
    case (.flag, _): "true or false"
    case (.text, _): "a text of one line"
    }
  }
}

/// A value that somebody gave a parameter in YAML.
public struct ParameterSetting: Equatable, Sendable {
  /// The parameter's name, and where it was written.
  public var name: Located<String>
  /// The value as it was written, and where.
  public var value: Located<String>
}

/// Why a parameter cannot be set from the command line.
public enum ParameterError: Error, Equatable, Sendable {
  /// No notebook declares it.
  case unknown(name: String, suggestion: String?)
  /// It cannot be this.
  case value(name: String, value: String, allowed: String)
  /// The argument is not `name=value`, `name=first..last` or `name=one,two`.
  case malformed(argument: String)
}
