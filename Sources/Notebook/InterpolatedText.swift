extension NotebookProgram {
  /// The text of `\(…)` in prose: numbers get the digits that a reader wants, not all there are.
  ///
  /// ```swift
  /// //: EM took \(fit.iterations) steps and ended at \(fit.logLikelihood, decimals: 2).
  /// ```
  public struct Text: ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The text.
    public var description: String

    /// Creates a text without expressions.
    public init(stringLiteral value: String) { description = value }

    /// Creates a text from its expressions.
    public init(stringInterpolation: StringInterpolation) {
      description = stringInterpolation.text
    }

    /// Puts values into text.
    public struct StringInterpolation: StringInterpolationProtocol {
      var text = ""

      /// Begins a text.
      public init(literalCapacity: Int, interpolationCount: Int) {}

      /// Appends text as it is.
      public mutating func appendLiteral(_ literal: String) { text += literal }

      /// Appends a value as `show` would print it.
      public mutating func appendInterpolation<Value>(_ value: Value) {
        text += plainText(of: value)
      }

      /// Appends a number with a fixed number of decimals.
      public mutating func appendInterpolation(
        _ value: some BinaryFloatingPoint, decimals: Int
      ) {
        text += Double(value).formatted(decimals: decimals)
      }

      /// Appends a number with a number of significant digits.
      public mutating func appendInterpolation(_ value: some BinaryFloatingPoint, digits: Int) {
        text += Double(value).formatted(digits: digits)
      }

      /// Appends a share as a percentage.
      public mutating func appendInterpolation(
        percent value: some BinaryFloatingPoint, decimals: Int = 0
      ) {
        text += Double(value).formatted(percentWithDecimals: decimals)
      }
    }
  }
}

extension DefaultStringInterpolation {
  /// Appends a number with a fixed number of decimals, as in a notebook's prose.
  public mutating func appendInterpolation(_ value: some BinaryFloatingPoint, decimals: Int) {
    appendLiteral(Double(value).formatted(decimals: decimals))
  }

  /// Appends a number with a number of significant digits, as in a notebook's prose.
  public mutating func appendInterpolation(_ value: some BinaryFloatingPoint, digits: Int) {
    appendLiteral(Double(value).formatted(digits: digits))
  }

  /// Appends a share as a percentage, as in a notebook's prose.
  public mutating func appendInterpolation(
    percent value: some BinaryFloatingPoint, decimals: Int = 0
  ) {
    appendLiteral(Double(value).formatted(percentWithDecimals: decimals))
  }
}
