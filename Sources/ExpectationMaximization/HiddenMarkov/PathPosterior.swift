import Statistics

/// q(z) over the paths of one sequence, as far as an M-step needs it.
struct PathPosterior {
  /// q(zₜ = k), T × K.
  let posteriors: Matrix
  /// Σₜ q(zₜ₋₁ = i, zₜ = j), K × K.
  let moves: Matrix
  /// H(q), in nats; `nil` for the exact posterior.
  let entropy: Double?

  /// A distribution by its marginals.
  init(posteriors: Matrix, moves: Matrix, entropy: Double?) {
    self.posteriors = posteriors
    self.moves = moves
    self.entropy = entropy
  }

  /// All probability on one path.
  init(path: [Int], states: Int) {
    var posteriors = Matrix(rows: path.count, columns: states)
    var moves = Matrix(rows: states, columns: states)
    for (t, state) in path.enumerated() { posteriors[t, state] = 1 }
    for (from, to) in zip(path, path.dropFirst()) { moves[from, to] += 1 }
    self.init(posteriors: posteriors, moves: moves, entropy: 0)
  }

  /// Marginals from elsewhere, which say nothing of how times hang together: q(z) = ∏ₜ q(zₜ).
  init(independent posteriors: Matrix) {
    let states = posteriors.columns
    var moves = Matrix(rows: states, columns: states)
    for t in 1..<max(posteriors.rows, 1) {
      for i in 0..<states {
        for j in 0..<states { moves[i, j] += posteriors[t - 1, i] * posteriors[t, j] }
      }
    }
    let entropy = posteriors.elements.reduce(0) { $0 - product($1, Elementary.log($1)) }
    self.init(posteriors: posteriors, moves: moves, entropy: entropy)
  }
}

extension HiddenMarkovModel {
  /// The path posterior that an E-step asks for, and log p(x), whatever that is.
  ///
  /// - Parameters:
  ///   - logDensities: log p(xₜ | k) of a sequence, T × K.
  ///   - posterior: Which q.
  ///   - index: The index of the sequence, for its draw.
  ///   - times: Where the values of the sequence are among those of all sequences.
  func pathPosterior(
    _ logDensities: Matrix, _ posterior: Posterior, index: Int, times: Range<Int>
  ) -> (PathPosterior, logLikelihood: Double) {
    let exact = ForwardBackward(
      startProbabilities: startProbabilities, transitions: transitions, logDensities: logDensities)
    let q: PathPosterior
    switch posterior {
    case .exact:
      q = PathPosterior(posteriors: exact.posteriors, moves: exact.moves, entropy: nil)
    case .tempered(let beta):
      q = tempered(logDensities, beta)
    case .hard:
      q = PathPosterior(path: viterbi(logDensities).states, states: stateCount)
    case .sampled(let seed):
      // Split, because the seeds of successive iterations are successive states of one generator.
      var seeds = SplitMix64(seed: seed ^ (UInt64(index) &* 0xd134_2543_de82_ef95))
      var random = seeds.split()
      q = PathPosterior(path: path(filtered: exact.filtered, using: &random), states: stateCount)
    case .given(let responsibilities):
      q = PathPosterior(independent: responsibilities.selecting(rows: times))
    }
    return (q, exact.logLikelihood)
  }

  /// q(z) ∝ p(x, z)^β, by the recursions on powers, and H(q) = log Z − β E_q[log p(x, z)].
  private func tempered(_ logDensities: Matrix, _ beta: Double) -> PathPosterior {
    let power = { (p: Double) in Elementary.exp(beta * Elementary.log(p)) }
    var hotTransitions = transitions
    hotTransitions.elements = transitions.elements.map(power)
    let hot = ForwardBackward(
      startProbabilities: startProbabilities.map(power), transitions: hotTransitions,
      logDensities: beta * logDensities)
    var energy = 0.0
    for k in 0..<stateCount {
      energy += product(hot.posteriors[0, k], Elementary.log(startProbabilities[k]))
      for j in 0..<stateCount {
        energy += product(hot.moves[k, j], Elementary.log(transitions[k, j]))
      }
      for t in 0..<logDensities.rows {
        energy += product(hot.posteriors[t, k], logDensities[t, k])
      }
    }
    return PathPosterior(
      posteriors: hot.posteriors, moves: hot.moves, entropy: hot.logLikelihood - beta * energy)
  }

  /// A path drawn from p(z | x): the last state from its filtered probabilities, and every earlier one
  /// given the state after it.
  ///
  /// Scott 2002, "Bayesian methods for hidden Markov models", https://doi.org/10.1198/016214502753479464.
  private func path(
    filtered: Matrix, using random: inout some RandomNumberGenerator
  ) -> [Int] {
    var path: [Int] = []
    for t in stride(from: filtered.rows - 1, through: 0, by: -1) {
      var chances = filtered.row(t)
      if let next = path.last {
        for i in chances.indices { chances[i] *= transitions[i, next] }
      }
      path.append(random.index(weights: chances))
    }
    return path.reversed()
  }
}
