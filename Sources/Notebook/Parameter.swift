@preconcurrency internal import Glibc
internal import NotebookOutputs

/// The value of an integer parameter of the notebook.
///
/// ```swift
/// let components = parameter("components", default: 4, in: 1...8)
/// ```
///
/// To set a parameter, write `params: { components: 3 }` in the notebook's front matter or `report.yml`,
/// or use `lectern render --param components=3`; for a stand-alone program, use the argument
/// `--param components=3`. The name, default and limits must be literals, so that an invalid value is
/// found before anything runs.
///
/// - Parameters:
///   - name: The name of the parameter.
///   - defaultValue: The value if none is set.
///   - limits: The allowed values; nil allows all.
/// - Returns: The value that was set, or the default.
public func parameter(
  _ name: String, default defaultValue: Int, in limits: ClosedRange<Int>? = nil
) -> Int {
  value(of: name, Int.init, limits?.contains) ?? defaultValue
}

/// The value of a numeric parameter of the notebook.
///
/// - Parameters:
///   - name: The name of the parameter.
///   - defaultValue: The value if none is set.
///   - limits: The allowed values; nil allows all.
/// - Returns: The value that was set, or the default.
public func parameter(
  _ name: String, default defaultValue: Double, in limits: ClosedRange<Double>? = nil
) -> Double {
  value(of: name, Double.init, limits?.contains) ?? defaultValue
}

/// The value of a Boolean parameter of the notebook.
///
/// - Parameters:
///   - name: The name of the parameter.
///   - defaultValue: The value if none is set.
/// - Returns: The value that was set, or the default.
public func parameter(_ name: String, default defaultValue: Bool) -> Bool {
  value(of: name, Bool.init, nil) ?? defaultValue
}

/// The value of a text parameter of the notebook, one line.
///
/// - Parameters:
///   - name: The name of the parameter.
///   - defaultValue: The value if none is set.
///   - choices: The allowed values; nil allows all.
/// - Returns: The value that was set, or the default.
public func parameter(
  _ name: String, default defaultValue: String, in choices: [String]? = nil
) -> String {
  value(of: name, { $0 }, choices?.contains) ?? defaultValue
}

/// The value that was set; nil if none was.
///
/// An invalid value ends the program with a message and exit status 2. That happens only in stand-alone
/// programs: a render rejects the value before the notebook runs.
private func value<Value>(
  of name: String, _ read: (String) -> Value?, _ isAllowed: ((Value) -> Bool)?
) -> Value? {
  guard let text = parameterText(name) else { return nil }
  guard let value = read(text), isAllowed?(value) != false else {
    fputs("invalid value “\(text)” for parameter \(name)\n", stderr)
    exit(2)
  }
  return value
}

/// The text that was set for a parameter by an argument, else by the environment.
private func parameterText(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  let options = zip(arguments, arguments.dropFirst()).filter { $0.0 == "--param" }.map(\.1)
  let environment = getenv(RunEnvironment.parameters).map { String(cString: $0) } ?? ""
  let settings = environment.split(whereSeparator: \.isNewline).map(String.init) + options
  return settings.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
}
