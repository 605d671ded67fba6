/// A value that can be set from outside a notebook.
///
/// For example: `parameter("components", default: 4, in: 1...8)`.
public struct Parameter: Equatable, Sendable {
  /// The type of a parameter's value.
  public enum Kind: String, Sendable {
    case integer
    case number
    case flag
    case text
  }

  /// The limits of a parameter's value.
  public enum Limits: Equatable, Sendable {
    /// A closed range.
    case range(ClosedRange<Double>)
    case choices([String])
  }

  /// The name, and where the parameter is declared.
  public var name: Located<String>
  /// The type of the value.
  public var kind: Kind
  /// The value if no other is set.
  public var defaultValue: String
  /// The limits of the value; `nil` if there are none.
  public var limits: Limits?

  /// The canonical spelling of a value: `3` for `03`, `0.5` for `5e-1`.
  ///
  /// - Parameter text: The value as written.
  /// - Returns: The value, or `nil` if the parameter cannot have it.
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
      // Values are passed to the notebook one per line.
      return text.contains { $0.isNewline } ? nil : text
    }
  }

  private func isAllowed(_ value: Double) -> Bool {
    if case .range(let range)? = limits { range.contains(value) } else { true }
  }

  /// A whole number without a decimal point, unless it is too large for an integer.
  private func whole(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// A description of the allowed values, for messages.
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

/// A value that is set for a parameter in YAML.
public struct ParameterSetting: Equatable, Sendable {
  /// The parameter's name, and where it was written.
  public var name: Located<String>
  /// The value as written, and where.
  public var value: Located<String>
}

/// The reasons why a parameter cannot be set from the command line.
public enum ParameterError: Error, Equatable, Sendable {
  /// No notebook declares the parameter.
  case unknown(name: String, suggestion: String?)
  /// The parameter cannot have this value.
  case value(name: String, value: String, allowed: String)
  /// The argument is not `name=value`, `name=first..last` or `name=one,two`.
  case malformed(argument: String)
}
