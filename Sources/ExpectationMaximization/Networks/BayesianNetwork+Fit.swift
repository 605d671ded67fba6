extension BayesianNetwork {
  /// Fits the network from several random tables and returns the best fit.
  ///
  /// ```swift
  /// let fit = try BayesianNetwork.fit(
  ///   to: [[nil, 0, 0], [nil, 0, 0], [nil, 1, 1], [nil, 1, 0]],
  ///   nodes: [
  ///     NetworkNode("class", states: 2), NetworkNode("a", states: 2, parents: ["class"]),
  ///     NetworkNode("b", states: 2, parents: ["class"]),
  ///   ])
  /// ```
  ///
  /// - Parameters:
  ///   - observations: Rows with one state per node; `nil` marks a missing cell.
  ///   - nodes: The nodes, in the order of the columns.
  ///   - pseudoCount: The pseudo-count of each cell of each table.
  ///   - weights: The weight of each row; `nil` means that all weights are 1.
  ///   - restarts: The number of random starts.
  ///   - seed: The random seed; the same seed gives the same fit.
  ///   - options: The options of each fit.
  /// - Returns: The sound fit with the largest objective.
  /// - Throws: ``InvalidNetwork``, ``InvalidData``, ``InvalidStart``, or ``UnsupportedOption``.
  public static func fit(
    to observations: [[Int?]], nodes: [NetworkNode], pseudoCount: Double = 0,
    weights: [Double]? = nil, restarts: Int = 5, seed: UInt64 = 0, options: EMOptions = EMOptions()
  ) throws -> Fit<BayesianNetwork> {
    try fitByEM(
      restarts: restarts, seed: seed, to: observations, weights: weights, options: options
    ) {
      try BayesianNetwork(nodes, seed: $0.next(), pseudoCount: pseudoCount)
    }.get()
  }
}
