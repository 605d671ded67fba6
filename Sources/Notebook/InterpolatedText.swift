extension NotebookProgram {
  /// The text of expressions `\(…)` in prose, with numbers formatted for readers.
  ///
  /// ```swift
  /// //: EM took \(fit.iterations) steps and ended at \(fit.logLikelihood, decimals: 2).
  /// ```
  public struct Text: ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The text.
    public var description: String
    /// The type of the first value that has its own display, such as a figure; nil if all are text.
    var displayedType: String?

    /// Creates a text from a literal.
    public init(stringLiteral value: String) { description = value }

    /// Creates a text from an interpolated string.
    public init(stringInterpolation: StringInterpolation) {
      description = stringInterpolation.text
      displayedType = stringInterpolation.displayedType
    }

    /// Builds a text from literals and values.
    public struct StringInterpolation: StringInterpolationProtocol {
      var text = ""
      /// The type of the first value that is not text.
      var displayedType: String?

      /// Creates an empty text.
      public init(literalCapacity: Int, interpolationCount: Int) {}

      /// Appends a literal.
      public mutating func appendLiteral(_ literal: String) { text += literal }

      /// Appends a value in the format of `show`.
      public mutating func appendInterpolation<Value>(_ value: Value) {
        text += plainText(of: value)
      }

      /// Notes a value with its own display, which cannot be part of a sentence.
      public mutating func appendInterpolation<Value: Displayable>(_ value: Value) {
        displayedType = displayedType ?? "\(Value.self)"
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

      /// Appends a fraction as a percentage: 0.25 gives `25 %`.
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

  /// Appends a fraction as a percentage, as in a notebook's prose.
  public mutating func appendInterpolation(
    percent value: some BinaryFloatingPoint, decimals: Int = 0
  ) {
    appendLiteral(Double(value).formatted(percentWithDecimals: decimals))
  }
}
