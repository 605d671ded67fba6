public import Statistics

/// A model whose latent variable is a component or a state of each observation.
public protocol ComponentModel<Observations, Statistics>: InferenceModel {
  /// p(zₙ = k | xₙ, θ): one row per observation, one column per component or state.
  ///
  /// - Throws: ``InvalidData``, also for an observation of probability 0.
  func responsibilities(of observations: Observations) throws -> Matrix
}

extension ComponentModel {
  /// The component of each observation that is most responsible for it, the first one on ties.
  ///
  /// - Throws: What ``responsibilities(of:)`` throws.
  public func assignments(of observations: Observations) throws -> [Int] {
    try responsibilities(of: observations).nested.map(indexOfLargest)
  }

  /// The M-step on given responsibilities, N × K: the parameters that a classification suggests.
  ///
  /// The model itself says how many components there are and what is fixed. Rows are probabilities; a
  /// row of zeros leaves its observation out, so that a few observations of known classes make a start.
  ///
  /// - Throws: ``InvalidStart/shape(parameter:count:expected:)`` for a matrix of the wrong shape,
  ///   ``InvalidStart/notProbabilities(parameter:index:)`` with the row that is neither,
  ///   ``ComponentCollapse`` for a component that is given too little, and what the model rejects.
  public func fitted(
    toResponsibilities responsibilities: Matrix, of observations: Observations,
    weights: [Double]? = nil
  ) throws -> Self {
    let inference = Inference(weights: weights, posterior: .given(responsibilities))
    return try mStep(eStep(observations, inference).statistics)
  }
}

/// A mixture whose observations are independent rows, which can be asked about one at a time.
public protocol RowModel<Observations, Statistics>: ComponentModel {
  /// One observation.
  associatedtype Row

  /// log p(xₙ) of each row, in nats; −∞ for a row of probability 0.
  ///
  /// - Throws: ``InvalidData``.
  func logDensities(of observations: Observations) throws -> [Double]

  /// Observations that consist of one row.
  static func observations(_ row: Row) -> Observations
}

extension RowModel {
  /// p(z = k | x) of one row, K numbers.
  ///
  /// - Throws: ``InvalidData``, also for a row of probability 0.
  public func responsibilities(of row: Row) throws -> [Double] {
    try responsibilities(of: Self.observations(row)).row(0)
  }

  /// The component that is most responsible for one row, the first one on ties.
  ///
  /// - Throws: ``InvalidData``, also for a row of probability 0.
  public func assignment(of row: Row) throws -> Int {
    indexOfLargest(try responsibilities(of: row))
  }

  /// log p(x) of one row, in nats; −∞ for a row of probability 0.
  ///
  /// - Throws: ``InvalidData``.
  public func logDensity(of row: Row) throws -> Double {
    try logDensities(of: Self.observations(row))[0]
  }
}

/// The first of the largest numbers.
func indexOfLargest(_ values: [Double]) -> Int {
  values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
}
