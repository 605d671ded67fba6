/// Why a figure cannot be drawn.
public enum PlottingError: Error, Sendable, Equatable {
  /// Columns of one mark have different lengths.
  case unequalColumns(mark: String, lengths: [Int])
  /// An axis, `x` or `y`, has both names and numbers.
  case mixedAxis(String)
  /// A domain is invalid for its scale: its ends are equal, not finite, or not positive on a
  /// logarithmic axis.
  case invalidDomain(axis: String, lower: Double, upper: Double)
  /// A parameter is outside its range.
  case invalidParameter(mark: String, name: String, value: Double)
  /// A covariance matrix is not symmetric and positive semidefinite.
  case invalidCovariance(mark: String, matrix: [[Double]])
  /// A side of a figure is not positive, or is longer than 100 000 points.
  case invalidSize(Size)
  /// A sequence has no figures.
  case noSteps
  /// Labels and legends leave no space for the data.
  case figureTooSmall(size: Size, plot: Size)
}

extension PlottingError: CustomStringConvertible {
  /// A one-line message that names the problem, the mark or axis, and the values.
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
