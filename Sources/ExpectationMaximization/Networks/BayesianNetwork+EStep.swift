import Statistics

extension BayesianNetwork {
  /// Rows with one state per node; `nil` marks a missing cell.
  public typealias Observations = [[Int?]]

  /// The expected sufficient statistics of the E-step.
  public struct Statistics: Hashable, Sendable {
    /// The expected counts of each node's table.
    public internal(set) var counts: [[Double]]
  }

  /// Performs the E-step by propagation, once for each distinct row (for every row if completions
  /// are drawn).
  ///
  /// Hard posteriors complete a row by its jointly most probable missing cells, sampled posteriors
  /// by a random draw.
  ///
  /// - Throws: ``InvalidData/impossible(row:)`` for a row of probability 0, and
  ///   ``UnsupportedOption/posterior`` for given responsibilities, which networks do not support.
  public func eStep(
    validated observations: [[Int?]], _ inference: Inference
  ) throws -> Expectation<Statistics> {
    if case .given = inference.posterior { throw UnsupportedOption.posterior }
    let rows = WeightedRows(observations, inference)
    let empty = Part(counts: tables.map { $0.map { _ in 0 } })
    let parts = Segments.map(rows.rows.count, block: 8, threads: inference.threads) { range in
      var part = empty
      var inferring = RowInference(self, inference.posterior)
      for n in range where rows.weights[n] > 0 {
        inferring.add(rows.rows[n], n, weight: rows.weights[n], to: &part)
      }
      return part
    }
    var result = empty
    for part in parts { result.merge(part) }
    if result.logLikelihood == -.infinity {
      var propagation = Propagation(tree, tables: tables)
      let row = observations.indices.first {
        (inference.weights?[$0] ?? 1) > 0
          && propagation.propagate(observations[$0]) == -.infinity
      }
      throw InvalidData.impossible(row: row ?? 0)
    }
    let statistics = Statistics(counts: result.counts)
    let entropy: Double? =
      switch inference.posterior {
      case .exact: nil
      // H(q) = log Z − β E[log p(x, z)].
      case .tempered(let beta):
        result.logNormalization - beta * expectedLogLikelihood(statistics)
      default: 0
      }
    return Expectation(
      statistics: statistics, logLikelihood: result.logLikelihood, entropy: entropy)
  }

  /// The sums over some of the rows.
  fileprivate struct Part: Sendable {
    var counts: [[Double]]
    var logLikelihood = 0.0
    /// Σ log Σ_z p(x, z)^β, for tempered posteriors.
    var logNormalization = 0.0

    mutating func merge(_ later: Part) {
      logLikelihood += later.logLikelihood
      logNormalization += later.logNormalization
      for node in counts.indices {
        for cell in counts[node].indices { counts[node][cell] += later.counts[node][cell] }
      }
    }
  }

  /// The E-step of individual rows.
  private struct RowInference {
    let network: BayesianNetwork
    let posterior: Posterior
    /// Inference on the tables themselves.
    var exact: Propagation
    /// Inference on powers of the tables.
    var tempered: Propagation?

    init(_ network: BayesianNetwork, _ posterior: Posterior) {
      self.network = network
      self.posterior = posterior
      exact = Propagation(network.tree, tables: network.tables)
      if case .tempered(let beta) = posterior {
        let hot = network.tables.map { $0.map { $0 > 0 ? Elementary.pow($0, beta) : 0 } }
        tempered = Propagation(network.tree, tables: hot)
      }
    }

    mutating func add(_ row: [Int?], _ index: Int, weight: Double, to part: inout Part) {
      let logProbability = exact.propagate(row)
      part.logLikelihood += weight * logProbability
      guard logProbability > -.infinity else { return }
      switch posterior {
      case .exact, .given: addFamilies(of: exact, weight, to: &part)
      case .tempered:
        guard var hot = tempered else { return }
        part.logNormalization += weight * hot.propagate(row)
        addFamilies(of: hot, weight, to: &part)
      case .hard: addComplete(exact.mostProbable(given: row)?.states, weight, to: &part)
      case .sampled(let seed):
        var random = SplitMix64(seed: seed ^ (UInt64(index) &* 0xd134_2543_de82_ef95))
        addComplete(exact.draw(given: row, using: &random), weight, to: &part)
      }
    }

    private func addFamilies(
      of propagation: Propagation, _ weight: Double, to part: inout Part
    ) {
      for node in network.nodes.indices {
        propagation.addFamily(node, weight: weight, to: &part.counts[node])
      }
    }

    private func addComplete(_ states: [Int]?, _ weight: Double, to part: inout Part) {
      guard let states else { return }
      for node in network.nodes.indices {
        let cell = network.tableRow(node, states) * network.nodes[node].states + states[node]
        part.counts[node][cell] += weight
      }
    }
  }
}

/// The rows of a data set with their weights: each distinct row once, in order of appearance.
///
/// If completions are drawn, every row is separate.
private struct WeightedRows: Sendable {
  private(set) var rows: [[Int?]] = []
  private(set) var weights: [Double] = []

  init(_ observations: [[Int?]], _ inference: Inference) {
    if case .sampled = inference.posterior {
      rows = observations
      weights = inference.weights ?? observations.map { _ in 1 }
      return
    }
    var indices: [[Int?]: Int] = [:]
    for (n, row) in observations.enumerated() {
      let weight = inference.weights?[n] ?? 1
      if let known = indices[row] {
        weights[known] += weight
      } else {
        indices[row] = rows.count
        rows.append(row)
        weights.append(weight)
      }
    }
  }
}
