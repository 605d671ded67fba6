import Statistics

extension HiddenMarkovModel {
  /// A starting model estimated from data.
  ///
  /// The values are first fitted as a mixture by at most 20 iterations from random
  /// responsibilities. The chain, whose states are the components of the mixture, is then estimated
  /// from the responsibilities of the mixture.
  ///
  /// - Parameters:
  ///   - states: The number of states K.
  ///   - prototype: An emission that supplies the fixed parameters, such as the number of trials.
  ///   - sequences: The data.
  ///   - random: The random number generator.
  /// - Returns: A model with positive transition probabilities.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``ComponentCollapse``.
  public static func initialized(
    states: Int, prototype: Emission, from sequences: [[Emission.Value]],
    using random: inout some RandomNumberGenerator
  ) throws -> HiddenMarkovModel {
    let values = sequences.flatMap { $0 }
    let start = try Mixture.initialized(
      components: states, prototype: prototype, from: values, using: &random)
    let mixture = try fitByEM(start, to: values, options: EMOptions(iterationLimit: 20)).model
    let uniform = Array(repeating: 1 / Double(states), count: states)
    let blank = HiddenMarkovModel(
      initialProbabilities: uniform,
      transitions: Matrix(rows: states, columns: states, repeating: 1 / Double(states)),
      emissions: mixture.components)
    return try blank.fitted(
      toResponsibilities: mixture.responsibilities(of: values), of: sequences)
  }

  /// Fits the model from several starts and returns the best fit.
  ///
  /// ```swift
  /// let fit = try HiddenMarkovModel.fit(to: [counts], states: 2, prototype: Poisson(rate: 1))
  /// ```
  ///
  /// - Parameters:
  ///   - sequences: The data; sequences are independent and may differ in length.
  ///   - states: The number of states K.
  ///   - prototype: An emission that supplies the fixed parameters, such as the number of trials.
  ///   - weights: The weight of each sequence; `nil` means that all weights are 1.
  ///   - restarts: The number of starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest objective, or the first fit if every run collapsed.
  /// - Throws: ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``; ``ComponentCollapse``
  ///   if the data allow no start with that number of states.
  public static func fit(
    to sequences: [[Emission.Value]], states: Int, prototype: Emission, weights: [Double]? = nil,
    restarts: Int = 5, seed: UInt64 = 0, options: EMOptions = EMOptions()
  ) throws -> Fit<HiddenMarkovModel> {
    try fitByEM(restarts: restarts, seed: seed, to: sequences, weights: weights, options: options) {
      try initialized(states: states, prototype: prototype, from: sequences, using: &$0)
    }.get()
  }
}
