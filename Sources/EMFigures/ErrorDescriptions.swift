// The messages of this module's errors.

extension EMFigureError: CustomStringConvertible {
  /// A one-line message that says what the figure lacks.
  public var description: String {
    switch self {
    case .modelsNotRecorded:
      "the fit did not keep the model of every half-step: fit with `EMOptions.record` set to `.models`"
    case .emptyTrace: "the fit has no half-step to show"
    case .invalidDimensions(let i, let j, let columns):
      "cannot show columns \(i) and \(j) of \(columns); columns are counted from 0"
    case .unequalRows(let data, let responsibilities):
      "there are \(responsibilities) rows of responsibilities for \(data) points"
    case .unknownNode(let name): "the network has no node named “\(name)”"
    }
  }
}
