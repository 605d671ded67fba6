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
  /// A sequence without a figure.
  case noSteps
  /// No room is left for the data after labels and legends.
  case figureTooSmall(size: Size, plot: Size)
}
