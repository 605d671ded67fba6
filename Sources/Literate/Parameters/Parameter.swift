internal import Storage
internal import SwiftParser
internal import SwiftSyntax

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

extension Parameter {
  /// The parameters that a notebook declares, in order.
  ///
  /// Defaults and limits must be literals, so that the allowed values are known before the notebook
  /// runs.
  static func declared(
    in tree: SourceFileSyntax, of file: SourceFile, _ table: LineTable,
    _ diagnostics: inout [Diagnostic]
  ) -> [Parameter] {
    guard file.text.containsBytes(of: "parameter(") else { return [] }
    let finder = Declarations(viewMode: .sourceAccurate)
    finder.walk(tree)
    var found: [Parameter] = []
    for call in finder.calls {
      let (line, column) = table.position(
        at: call.positionAfterSkippingLeadingTrivia.utf8Offset)
      let place = file.location(line: line, column: column)
      guard let parameter = Parameter(call, at: place) else {
        diagnostics.append(Diagnostic(.parameterNotLiteral, at: place))
        continue
      }
      let name = parameter.name.value
      if let first = found.first(where: { $0.name.value == name }) {
        diagnostics.append(
          Diagnostic(.duplicateParameter(name: name), at: place, related: [first.name.location]))
      } else if parameter.value(of: parameter.defaultValue) == nil {
        diagnostics.append(
          Diagnostic(
            .parameterValue(name: name, value: parameter.defaultValue, allowed: parameter.allowed),
            at: place))
      } else {
        found.append(parameter)
      }
    }
    return found
  }

  private init?(_ call: FunctionCallExprSyntax, at place: SourceLocation) {
    let arguments = Array(call.arguments)
    guard let name = Literal(arguments[0].expression), name.kind == .text,
      let defaultValue = Literal(arguments[1].expression)
    else { return nil }
    self.name = Located(name.text, at: place)
    kind = defaultValue.kind
    self.defaultValue = defaultValue.text
    if let limits = arguments.first(where: { $0.label?.text == "in" })?.expression {
      guard let read = Limits.read(limits) else { return nil }
      self.limits = read.limits
      if kind == .integer, read.isFractional { kind = .number }
    }
    // For example, `let rate: Double = parameter("rate", default: 1)`.
    let binding = call.parent?.parent?.as(PatternBindingSyntax.self)
    if kind == .integer, binding?.typeAnnotation?.type.trimmedDescription == "Double" {
      kind = .number
    }
    self.defaultValue = value(of: self.defaultValue) ?? self.defaultValue
  }
}

/// Finds calls `parameter("name", default: …)`.
private final class Declarations: SyntaxVisitor {
  var calls: [FunctionCallExprSyntax] = []

  override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
    let called = node.calledExpression.trimmedDescription
    let labels = node.arguments.map(\.label?.text)
    if called == "parameter" || called == "Notebook.parameter", labels.count >= 2,
      labels[0] == nil, labels[1] == "default"
    {
      calls.append(node)
    }
    return .visitChildren
  }
}

/// A number, Boolean or string literal in the code.
private struct Literal {
  var kind: Parameter.Kind
  var text: String

  init?(_ expression: ExprSyntax) {
    if let negated = expression.as(PrefixOperatorExprSyntax.self), negated.operator.text == "-" {
      guard let literal = Literal(negated.expression), literal.kind != .text, literal.kind != .flag
      else { return nil }
      (kind, text) = (literal.kind, "-" + literal.text)
    } else if let integer = expression.as(IntegerLiteralExprSyntax.self) {
      // An integer literal that is too large has no value; its text is kept for the message.
      let value = integer.representedLiteralValue.map(String.init)
      (kind, text) = (.integer, value ?? integer.literal.text.replacing("_", with: ""))
    } else if let number = expression.as(FloatLiteralExprSyntax.self) {
      (kind, text) = (
        .number, number.representedLiteralValue.map { "\($0)" } ?? number.literal.text
      )
    } else if let flag = expression.as(BooleanLiteralExprSyntax.self) {
      (kind, text) = (.flag, flag.literal.text)
    } else if let string = expression.as(StringLiteralExprSyntax.self),
      let value = string.representedLiteralValue
    {
      (kind, text) = (.text, value)
    } else {
      return nil
    }
  }
}

extension Parameter.Limits {
  /// Reads `1...8`, `0.5...2` or `["a", "b"]`, and whether a bound has decimals.
  fileprivate static func read(
    _ expression: ExprSyntax
  ) -> (limits: Parameter.Limits, isFractional: Bool)? {
    if let array = expression.as(ArrayExprSyntax.self) {
      let texts = array.elements.compactMap { Literal($0.expression)?.text }
      return texts.count == array.elements.count ? (.choices(texts), false) : nil
    }
    guard let parts = expression.as(SequenceExprSyntax.self).map({ Array($0.elements) }),
      parts.count == 3, parts[1].trimmedDescription == "...",
      let low = Literal(parts[0]), let high = Literal(parts[2]),
      let first = Double(low.text), let last = Double(high.text), first <= last
    else { return nil }
    return (.range(first...last), low.kind == .number || high.kind == .number)
  }
}
