import Statistics

/// An error: the data cannot be fitted, with the location of the defect.
public enum InvalidData: Error, Hashable, Sendable {
  /// There are no observations.
  case empty
  /// A number is NaN or infinite. Rows and columns count from 0.
  case notFinite(row: Int, column: Int, value: Double)
  /// The length of a row differs from what the model expects.
  case raggedRow(row: Int, count: Int, expected: Int)
  /// A column has no observed cell.
  case missingColumn(Int)
  /// An observation has probability 0 under the model.
  case impossible(row: Int)
  /// There are too few observations for the components or parameters.
  case tooFew(count: Int, needed: Int)
  /// The number of weights differs from the number of observations.
  case weightCount(Int, expected: Int)
  /// A weight is negative, NaN, or infinite.
  case weight(row: Int, value: Double)
  /// All weights are zero.
  case noWeight
  /// A value outside the support of the model: a negative count, a category that does not exist.
  case outsideSupport(row: Int, column: Int, value: Double)
  /// The number of observations is not positive and finite.
  case count(Double)
  /// A matrix is not a covariance: a variance is not positive, a correlation is beyond ±1, or an
  /// element differs from its mirror image across the diagonal.
  case notCovariance(row: Int, column: Int, value: Double)
}

/// An error: the start is not a valid model, or does not match the data.
public enum InvalidStart: Error, Hashable, Sendable {
  /// The number of values of a parameter is inconsistent with the other parameters.
  case shape(parameter: String, count: Int, expected: Int)
  /// Weights or probabilities are negative, not finite, or do not sum to 1.
  case notProbabilities(parameter: String, index: Int)
  /// A parameter is out of range.
  case outOfRange(parameter: String, index: Int, value: Double)
  /// A covariance is not positive definite.
  case notPositiveDefinite(parameter: String, component: Int, row: Int, pivot: Double)
  /// A covariance is not symmetric at a cell.
  case notSymmetric(parameter: String, component: Int, row: Int, column: Int)
  /// All components are equal: EM would never separate them.
  case identicalComponents
  /// There are more factors than the covariances of that number of columns can identify.
  case tooManyFactors(Int, columns: Int, largest: Int)
  /// The loadings of a factor are 0, or a linear combination of those of the preceding factors.
  case dependentFactor(Int)
}

/// Checks that there is one valid weight per observation.
func validateWeights(_ weights: [Double]?, count: Int) throws(InvalidData) {
  guard let weights else { return }
  guard weights.count == count else { throw .weightCount(weights.count, expected: count) }
  for (row, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
    throw .weight(row: row, value: weight)
  }
  guard weights.contains(where: { $0 > 0 }) else { throw .noWeight }
}

/// Checks that numbers are nonnegative and sum to 1 up to rounding.
func validateProbabilities(
  _ probabilities: [Double], of parameter: String
) throws(InvalidStart) {
  guard probabilities.count > 0 else {
    throw .shape(parameter: parameter, count: 0, expected: 1)
  }
  var sum = 0.0
  for (index, probability) in probabilities.enumerated() {
    guard probability >= 0, probability.isFinite else {
      throw .notProbabilities(parameter: parameter, index: index)
    }
    sum += probability
  }
  guard abs(sum - 1) < 1e-6 else {
    throw .notProbabilities(parameter: parameter, index: probabilities.count - 1)
  }
}

/// Checks that the amount added to variances is finite and nonnegative.
func validateRidge(_ ridge: Double) throws(InvalidStart) {
  guard ridge >= 0, ridge.isFinite else {
    throw .outOfRange(parameter: "ridge", index: 0, value: ridge)
  }
}

/// Checks that a matrix is symmetric.
func validateSymmetric(
  _ matrix: Matrix, _ parameter: String, component: Int
) throws(InvalidStart) {
  guard let cell = matrix.asymmetricCell else { return }
  throw .notSymmetric(
    parameter: parameter, component: component, row: cell.row, column: cell.column)
}

/// Checks that all elements of a matrix are finite.
func validateFinite(_ observations: Matrix) throws(InvalidData) {
  guard let bad = observations.elements.firstIndex(where: { !$0.isFinite }) else { return }
  throw .notFinite(
    row: bad / observations.columns, column: bad % observations.columns,
    value: observations.elements[bad])
}

/// Checks that the parameters of the components are not all the same: EM never separates equal
/// components unless given responsibilities do.
func validateDifferent(
  _ components: [[Double]], _ inference: Inference
) throws(InvalidStart) {
  if case .given = inference.posterior { return }
  guard components.count > 1, components.dropFirst().allSatisfy({ $0 == components[0] }) else {
    return
  }
  throw .identicalComponents
}

/// Checks that the parameters of the components are not all the same, if they have names.
func validateDifferent<Component: MixtureComponent>(
  _ components: [Component], _ inference: Inference
) throws(InvalidStart) {
  let parameters = components.map { $0.parameters.map(\.value) }
  guard !parameters.contains(where: \.isEmpty) else { return }
  try validateDifferent(parameters, inference)
}

/// The number of rows of a matrix, or the sum of their weights.
func rowCount(_ observations: Matrix, _ weights: [Double]?) -> Double {
  weights?.reduce(0, +) ?? Double(observations.rows)
}

/// Checks that there are rows, that all numbers are finite, and that the row length matches the
/// model.
func validateRows(_ observations: Matrix, dimension: Int) throws(InvalidData) {
  guard observations.rows > 0 else { throw .empty }
  guard observations.columns == dimension else {
    throw .raggedRow(row: 0, count: observations.columns, expected: dimension)
  }
  try validateFinite(observations)
}

/// Checks that there are at least as many rows as components.
func validateCount(_ count: Int, components: Int) throws(InvalidData) {
  guard count >= components else { throw .tooFew(count: count, needed: components) }
}

/// Checks weights and given responsibilities against the observations.
func validateInference(_ inference: Inference, count: Int, components: Int) throws {
  try validateWeights(inference.weights, count: count)
  try validatePosterior(inference.posterior, count: count, components: components)
}

/// Checks a temperature and given responsibilities: a row contains probabilities, or zeros for an
/// observation to be ignored.
func validatePosterior(_ posterior: Posterior, count: Int, components: Int) throws {
  if case .tempered(let beta) = posterior, !(beta > 0 && beta <= 1) {
    throw InvalidStart.outOfRange(parameter: "inverseTemperature", index: 0, value: beta)
  }
  guard case .given(let responsibilities) = posterior else { return }
  guard responsibilities.rows == count, responsibilities.columns == components else {
    throw InvalidStart.shape(
      parameter: "responsibilities", count: responsibilities.elements.count,
      expected: count * components)
  }
  for row in 0..<count {
    let shares = responsibilities.row(row)
    let sum = shares.reduce(0, +)
    guard shares.allSatisfy({ $0 >= 0 }), sum == 0 || abs(sum - 1) < 1e-6 else {
      throw InvalidStart.notProbabilities(parameter: "responsibilities", index: row)
    }
  }
}
