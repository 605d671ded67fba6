@preconcurrency internal import Glibc
internal import NotebookOutputs

/// A whole number that is set from outside, or its default.
///
/// ```swift
/// let components = parameter("components", default: 4, in: 1...8)
/// ```
///
/// It is set in a notebook's front matter or in `report.yml` by `params: { components: 3 }`, by
/// `lectern render --param components=3`, and where the notebook runs alone by its argument
/// `--param components=3`. Name, default and limits are literals, so that a mistake in setting it is
/// found before anything runs.
///
/// - Parameters:
///   - name: The name.
///   - standard: The value if nobody sets another.
///   - limits: The values that it can have; without them, any.
/// - Returns: The value.
public func parameter(
  _ name: String, default standard: Int, in limits: ClosedRange<Int>? = nil
) -> Int {
  value(of: name, Int.init, limits?.contains) ?? standard
}

/// A number that is set from outside, or its default.
///
/// - Parameters:
///   - name: The name.
///   - standard: The value if nobody sets another.
///   - limits: The values that it can have; without them, any.
/// - Returns: The value.
public func parameter(
  _ name: String, default standard: Double, in limits: ClosedRange<Double>? = nil
) -> Double {
  value(of: name, Double.init, limits?.contains) ?? standard
}

/// A truth value that is set from outside, or its default.
///
/// - Parameters:
///   - name: The name.
///   - standard: The value if nobody sets another.
/// - Returns: The value.
public func parameter(_ name: String, default standard: Bool) -> Bool {
  value(of: name, Bool.init, nil) ?? standard
}

/// A text of one line that is set from outside, or its default.
///
/// - Parameters:
///   - name: The name.
///   - standard: The value if nobody sets another.
///   - choices: The values that it can have; without them, any.
/// - Returns: The value.
public func parameter(
  _ name: String, default standard: String, in choices: [String]? = nil
) -> String {
  value(of: name, { $0 }, choices?.contains) ?? standard
}

/// The value that was set; `nil` where none was.
///
/// The generator sets none that the declaration does not allow. Where a notebook runs alone,
/// one ends the program as a wrong argument of any command does, with a message and status 2.
private func value<Value>(
  of name: String, _ read: (String) -> Value?, _ isAllowed: ((Value) -> Bool)?
) -> Value? {
  guard let text = parameterText(name) else { return nil }
  guard let value = read(text), isAllowed?(value) != false else {
    fputs("the parameter \(name) cannot be “\(text)”\n", stderr)
    exit(2)
  }
  return value
}

/// What was set for a name: as an argument, else in the environment.
private func parameterText(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  let given = zip(arguments, arguments.dropFirst()).filter { $0.0 == "--param" }.map(\.1)
  let environment = getenv(RunEnvironment.parameters).map { String(cString: $0) } ?? ""
  let settings = environment.split(whereSeparator: \.isNewline).map(String.init) + given
  return settings.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
}
