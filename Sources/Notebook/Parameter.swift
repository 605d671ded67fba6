@preconcurrency internal import Glibc
internal import NotebookOutputs

/// An integer that the reader of a notebook can set, or its default.
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
///   - defaultValue: The value if none is set.
///   - limits: The values that it can have; without them, any.
/// - Returns: The value.
public func parameter(
  _ name: String, default defaultValue: Int, in limits: ClosedRange<Int>? = nil
) -> Int {
  value(of: name, Int.init, limits?.contains) ?? defaultValue
}

/// A number that the reader of a notebook can set, or its default.
///
/// - Parameters:
///   - name: The name.
///   - defaultValue: The value if none is set.
///   - limits: The values that it can have; without them, any.
/// - Returns: The value.
public func parameter(
  _ name: String, default defaultValue: Double, in limits: ClosedRange<Double>? = nil
) -> Double {
  value(of: name, Double.init, limits?.contains) ?? defaultValue
}

/// A Boolean that the reader of a notebook can set, or its default.
///
/// - Parameters:
///   - name: The name.
///   - defaultValue: The value if none is set.
/// - Returns: The value.
public func parameter(_ name: String, default defaultValue: Bool) -> Bool {
  value(of: name, Bool.init, nil) ?? defaultValue
}

/// A text of one line that the reader of a notebook can set, or its default.
///
/// - Parameters:
///   - name: The name.
///   - defaultValue: The value if none is set.
///   - choices: The values that it can have; without them, any.
/// - Returns: The value.
public func parameter(
  _ name: String, default defaultValue: String, in choices: [String]? = nil
) -> String {
  value(of: name, { $0 }, choices?.contains) ?? defaultValue
}

/// The value that was set; `nil` if none was.
///
/// The generator sets none that the declaration does not allow. Where a notebook runs alone,
/// one ends the program as a wrong argument of any command does, with a message and status 2.
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

/// What was set for a name: as an argument, else in the environment.
private func parameterText(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  let given = zip(arguments, arguments.dropFirst()).filter { $0.0 == "--param" }.map(\.1)
  let environment = getenv(RunEnvironment.parameters).map { String(cString: $0) } ?? ""
  let settings = environment.split(whereSeparator: \.isNewline).map(String.init) + given
  return settings.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
}
