// What the errors of this module say where one is printed.

extension EMFigureError: CustomStringConvertible {
  /// What is missing for the picture, in words.
  public var description: String {
    switch self {
    case .modelsNotRecorded:
      "the fit did not keep the model of every half-step: fit with `EMOptions.record` set to `.models`"
    case .emptyTrace: "the fit has no half-step to show"
    case .unknownNode(let name): "the network has no node named “\(name)”"
    }
  }
}
