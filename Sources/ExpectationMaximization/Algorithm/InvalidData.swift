import Statistics

/// Data that no model can be fitted to, with the place.
public enum InvalidData: Error, Hashable, Sendable {
  /// There are no observations.
  case empty
  /// A number is NaN or infinite. Rows and columns count from 0.
  case notFinite(row: Int, column: Int, value: Double)
  /// A row has another length than the model expects.
  case raggedRow(row: Int, count: Int, expected: Int)
  /// A column has no observed cell.
  case missingColumn(Int)
  /// The model gives an observation probability 0.
  case impossible(row: Int)
  /// There are fewer observations than components or parameters need.
  case tooFew(count: Int, needed: Int)
  /// There is not one weight per observation.
  case weightCount(Int, expected: Int)
  /// A weight is negative, NaN, or infinite.
  case weight(row: Int, value: Double)
  /// All weights are zero.
  case noWeight
  /// A value outside the support of the model: a negative count, a category that does not exist.
  case outsideSupport(row: Int, column: Int, value: Double)
  /// A number of observations that is not positive and finite.
  case count(Double)
  /// A cell of a matrix that no covariance has: a variance that is not positive, a correlation beyond
  /// ±1, or a number that differs from the one across the diagonal.
  case notCovariance(row: Int, column: Int, value: Double)
}

/// A start that is not a model, or not one of these data.
public enum InvalidStart: Error, Hashable, Sendable {
  /// A parameter has another number of values than the others ask for.
  case shape(parameter: String, count: Int, expected: Int)
  /// Weights or probabilities are negative, not finite, or do not sum to 1.
  case notProbabilities(parameter: String, index: Int)
  /// A parameter is outside its range.
  case outOfRange(parameter: String, index: Int, value: Double)
  /// A covariance is not positive definite.
  case notPositiveDefinite(parameter: String, component: Int, row: Int, pivot: Double)
  /// A covariance is not symmetric in a cell.
  case notSymmetric(parameter: String, component: Int, row: Int, column: Int)
  /// All components are the same: EM would never tell them apart.
  case identicalComponents
  /// There are more factors than the covariances of so few columns can tell apart.
  case tooManyFactors(Int, columns: Int, largest: Int)
  /// The loadings of a factor are 0, or a combination of those of the factors before it.
  case dependentFactor(Int)
}

/// Checks weights against the number of observations.
func validateWeights(_ weights: [Double]?, count: Int) throws(InvalidData) {
  guard let weights else { return }
  guard weights.count == count else { throw .weightCount(weights.count, expected: count) }
  for (row, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
    throw .weight(row: row, value: weight)
  }
  guard weights.contains(where: { $0 > 0 }) else { throw .noWeight }
}

/// Checks that numbers are non-negative and sum to 1 within rounding.
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

/// Checks that what is added to variances is finite and not negative.
func validateRidge(_ ridge: Double) throws(InvalidStart) {
  guard ridge >= 0, ridge.isFinite else {
    throw .outOfRange(parameter: "ridge", index: 0, value: ridge)
  }
}

/// Checks that a matrix equals its transpose.
func validateSymmetric(
  _ matrix: Matrix, _ parameter: String, component: Int
) throws(InvalidStart) {
  guard let cell = matrix.asymmetricCell else { return }
  throw .notSymmetric(
    parameter: parameter, component: component, row: cell.row, column: cell.column)
}

/// Checks that all numbers of a matrix are finite.
func validateFinite(_ observations: Matrix) throws(InvalidData) {
  guard let bad = observations.elements.firstIndex(where: { !$0.isFinite }) else { return }
  throw .notFinite(
    row: bad / observations.columns, column: bad % observations.columns,
    value: observations.elements[bad])
}

/// Checks that not all components have the same parameters: EM treats equal ones alike forever, unless
/// responsibilities from elsewhere tell them apart.
func validateDifferent(
  _ components: [[Double]], _ inference: Inference
) throws(InvalidStart) {
  if case .given = inference.posterior { return }
  guard components.count > 1, components.dropFirst().allSatisfy({ $0 == components[0] }) else {
    return
  }
  throw .identicalComponents
}

/// Checks that not all components have the same parameters, where they name them.
func validateDifferent<Component: MixtureComponent>(
  _ components: [Component], _ inference: Inference
) throws(InvalidStart) {
  let parameters = components.map { $0.parameters.map(\.value) }
  guard !parameters.contains(where: \.isEmpty) else { return }
  try validateDifferent(parameters, inference)
}

/// The rows of a matrix, or the sum of their weights.
func rowCount(_ observations: Matrix, _ weights: [Double]?) -> Double {
  weights?.reduce(0, +) ?? Double(observations.rows)
}

/// Checks that there are rows of finite numbers, as many in a row as the model has columns.
func validateRows(_ observations: Matrix, dimension: Int) throws(InvalidData) {
  guard observations.rows > 0 else { throw .empty }
  guard observations.columns == dimension else {
    throw .raggedRow(row: 0, count: observations.columns, expected: dimension)
  }
  try validateFinite(observations)
}

/// Checks that there is a row for each component.
func validateCount(_ count: Int, components: Int) throws(InvalidData) {
  guard count >= components else { throw .tooFew(count: count, needed: components) }
}

/// Checks weights, and responsibilities from elsewhere, against the observations.
func validateInference(_ inference: Inference, count: Int, components: Int) throws {
  try validateWeights(inference.weights, count: count)
  try validatePosterior(inference.posterior, count: count, components: components)
}

/// Checks a temperature, and responsibilities from elsewhere: a row is probabilities, or zeros for an
/// observation that has no say.
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
