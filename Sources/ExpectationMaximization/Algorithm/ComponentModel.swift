public import Statistics

/// A model whose latent variable is the component or state of each observation.
public protocol ComponentModel<Observations, Statistics>: InferenceModel {
  /// p(zₙ = k | xₙ, θ): one row per observation, one column per component or state.
  ///
  /// - Throws: ``InvalidData``, also for an observation of probability 0.
  func responsibilities(of observations: Observations) throws -> Matrix
}

extension ComponentModel {
  /// The most responsible component of each observation; ties go to the first.
  ///
  /// - Throws: The errors of ``responsibilities(of:)``.
  public func assignments(of observations: Observations) throws -> [Int] {
    try responsibilities(of: observations).nested.map(indexOfLargest)
  }

  /// Performs the M-step on given responsibilities, N × K, for example those of a classification.
  ///
  /// The model supplies the number of components and the fixed parameters. Rows contain
  /// probabilities. A row of zeros leaves its observation out, so that a few observations of known
  /// classes are enough for a start.
  ///
  /// - Throws: ``InvalidStart/shape(parameter:count:expected:)`` for a matrix of the wrong shape,
  ///   ``InvalidStart/notProbabilities(parameter:index:)`` with the index of an invalid row,
  ///   ``ComponentCollapse`` for a component with too little responsibility, and the model's own
  ///   validation errors.
  public func fitted(
    toResponsibilities responsibilities: Matrix, of observations: Observations,
    weights: [Double]? = nil
  ) throws -> Self {
    let inference = Inference(weights: weights, posterior: .given(responsibilities))
    return try mStep(eStep(observations, inference).statistics)
  }
}

/// A mixture whose observations are independent rows, which can be evaluated one at a time.
public protocol RowModel<Observations, Statistics>: ComponentModel {
  /// The type of one observation.
  associatedtype Row

  /// log p(xₙ) of each row, in nats; −∞ for a row of probability 0.
  ///
  /// - Throws: ``InvalidData``.
  func logDensities(of observations: Observations) throws -> [Double]

  /// Creates observations that consist of one row.
  static func observations(_ row: Row) -> Observations
}

extension RowModel {
  /// p(z = k | x) of one row, K numbers.
  ///
  /// - Throws: ``InvalidData``, also for a row of probability 0.
  public func responsibilities(of row: Row) throws -> [Double] {
    try responsibilities(of: Self.observations(row)).row(0)
  }

  /// The most responsible component of one row; ties go to the first.
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

/// The index of the largest number; ties go to the first.
func indexOfLargest(_ values: [Double]) -> Int {
  values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
}
