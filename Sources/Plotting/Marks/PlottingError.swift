/// A figure that cannot be drawn.
public enum PlottingError: Error, Sendable, Equatable {
  /// Columns of one mark that should have the same length.
  case unequalColumns(mark: String, lengths: [Int])
  /// Names and numbers on the same axis, `x` or `y`.
  case mixedAxis(String)
  /// A domain that a scale has no place for: ends equal, not finite, or not positive on a
  /// logarithmic axis.
  case invalidDomain(axis: String, lower: Double, upper: Double)
  /// A parameter outside its range.
  case invalidParameter(mark: String, name: String, value: Double)
  /// A covariance matrix that is not symmetric and positive semidefinite.
  case invalidCovariance(mark: String, matrix: [[Double]])
  /// A figure whose sides are not positive, or longer than 100 000 points.
  case invalidSize(Size)
  /// A sequence without a figure.
  case noSteps
  /// No room is left for the data after labels and legends.
  case figureTooSmall(size: Size, plot: Size)
}

extension PlottingError: CustomStringConvertible {
  /// One line that says what is wrong with which mark or axis, and with which values.
  public var description: String {
    switch self {
    case .unequalColumns(let mark, let lengths):
      "the columns of the \(mark) mark have different lengths: "
        + lengths.map(String.init).joined(separator: ", ")
    case .mixedAxis(let axis):
      "the \(axis) axis has names as well as numbers"
    case .invalidDomain(let axis, let lower, let upper):
      "the \(axis) axis has no scale from \(lower) to \(upper)"
    case .invalidParameter(let mark, let name, let value):
      "\(mark) cannot have \(value) for \(name)"
    case .invalidCovariance(let mark, let matrix):
      "the matrix \(matrix) of the \(mark) mark is not a covariance: "
        + "it is not symmetric and positive semidefinite"
    case .invalidSize(let size):
      "a figure cannot have \(size.width) × \(size.height) points"
    case .noSteps:
      "there is no step to show"
    case .figureTooSmall(let size, let plot):
      "labels and legends leave no room in \(rounded(size)) points: "
        + "the plot would be \(rounded(plot))"
    }
  }

  private func rounded(_ size: Size) -> String {
    [size.width, size.height].map { DecimalText.fixed($0, decimals: 0) }.joined(separator: " × ")
  }
}
