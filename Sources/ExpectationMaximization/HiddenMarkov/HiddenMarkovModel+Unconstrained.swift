import Statistics

extension HiddenMarkovModel: ParameterizedModel {
  /// ρ, A, and the parameters of the emissions; empty if A is not K × K.
  public var parameters: [ModelParameter] {
    guard hasSquareTransitions else { return [] }
    var named = initialProbabilities.enumerated().map { ModelParameter("initial[\($0)]", $1) }
    for i in 0..<stateCount {
      for j in 0..<stateCount {
        named.append(ModelParameter("transition[\(i)][\(j)]", transitions[i, j]))
      }
    }
    return named + emissions.parameters("emission")
  }

  var hasSquareTransitions: Bool {
    transitions.rows == stateCount && transitions.columns == stateCount
  }
}

extension HiddenMarkovModel: UnconstrainedModel where Emission: UnconstrainedComponent {
  /// The log-ratios of the free elements of ρ and of the rows of A, and the free parameters of the
  /// emissions; empty if A is not K × K.
  public var unconstrainedParameters: [Double] {
    guard hasSquareTransitions else { return [] }
    var all: [Double] = []
    if !fixed.contains(.initialProbabilities) { all += partlyFixedInitialProbabilities.ratios }
    if !fixed.contains(.transitions) {
      for i in 0..<stateCount { all += partlyFixedTransitions(i).ratios }
    }
    if !fixed.contains(.emissions) { all += Emission.unconstrainedParameters(of: emissions) }
    return all
  }

  /// Creates the model from its unconstrained parameters.
  public init?(unconstrained parameters: [Double], prototype: HiddenMarkovModel) {
    guard parameters.count == prototype.unconstrainedParameters.count else { return nil }
    self = prototype
    guard hasSquareTransitions else { return nil }
    var rest = parameters[...]
    if !fixed.contains(.initialProbabilities) {
      let old = partlyFixedInitialProbabilities
      initialProbabilities = old.setting(ratios: rest.prefix(old.ratios.count))
      rest = rest.dropFirst(old.ratios.count)
    }
    for i in 0..<stateCount where !fixed.contains(.transitions) {
      let old = partlyFixedTransitions(i)
      for (j, p) in old.setting(ratios: rest.prefix(old.ratios.count)).enumerated() {
        transitions[i, j] = p
      }
      rest = rest.dropFirst(old.ratios.count)
    }
    if !fixed.contains(.emissions) {
      guard
        let emissions = Emission.components(unconstrained: Array(rest), prototypes: emissions)
      else { return nil }
      self.emissions = emissions
    }
  }
}
