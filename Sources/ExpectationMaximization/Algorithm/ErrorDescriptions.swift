// The texts of this module's errors: the defect, its location and the offending number. Rows,
// columns and components count from 0, as in the cases.

extension InvalidData: CustomStringConvertible {
  /// The defect of the data and its location.
  public var description: String {
    switch self {
    case .empty:
      "there is nothing to fit: no observations, an empty sequence, or no components"
    case .notFinite(let row, let column, let value):
      "the data contain \(value) in row \(row), column \(column) (counted from 0), "
        + "where a finite number is needed"
    case .raggedRow(let row, let count, let expected):
      "row \(row) of the data (counted from 0) has \(counted(count, "column")) "
        + "where the model has \(expected)"
    case .missingColumn(let column):
      "column \(column) of the data (counted from 0) has no observed cell"
    case .impossible(let row):
      "the model gives observation \(row) (counted from 0; of a hidden Markov model, that sequence) "
        + "probability 0"
    case .tooFew(let count, let needed):
      "there \(count == 1 ? "is" : "are") \(counted(count, "observation")) "
        + "where at least \(needed) are needed"
    case .weightCount(let count, let expected):
      "there \(count == 1 ? "is" : "are") \(counted(count, "weight")) "
        + "for \(counted(expected, "observation"))"
    case .weight(let row, let value):
      "the weight of observation \(row) (counted from 0) is \(value), "
        + "where it must be finite and not negative"
    case .noWeight:
      "all observations have weight 0"
    case .outsideSupport(let row, let column, let value):
      value.isNaN
        ? "row \(row) of the data (counted from 0) has no number in column \(column), "
          + "or another number of columns than the model"
        : "the data contain \(value) in row \(row), column \(column) (counted from 0), "
          + "which the model gives no probability"
    case .count(let count):
      "the number of observations is \(count), where it must be positive and finite"
    case .notCovariance(let row, let column, let value):
      row == column
        ? "the variance of column \(row) (counted from 0) is \(value), where it must be positive"
        : "the covariance \(value) in row \(row), column \(column) (counted from 0) differs from the "
          + "one across the diagonal, or makes a correlation beyond ±1"
    }
  }
}

extension InvalidStart: CustomStringConvertible {
  /// The defect of the start, with the name of the parameter.
  public var description: String {
    switch self {
    case .shape(let parameter, let count, let expected):
      "the start has \(counted(count, "number")) in `\(parameter)` where \(expected) "
        + "\(expected == 1 ? "is" : "are") needed"
    case .notProbabilities(let parameter, let index):
      "the start has no probabilities in `\(parameter)`: up to number \(index) (counted from 0) "
        + "one is negative or not finite, or they do not sum to 1"
    case .outOfRange(let parameter, let index, let value):
      "the start has \(value) for number \(index) (counted from 0) of `\(parameter)`, "
        + "which is out of its range"
    case .notPositiveDefinite(let parameter, let component, let row, let pivot):
      "the start has a matrix in `\(parameter)` that is not positive definite: "
        + "component \(component), row \(row) (counted from 0), pivot \(pivot)"
    case .notSymmetric(let parameter, let component, let row, let column):
      "the start has a matrix in `\(parameter)` that is not symmetric: "
        + "component \(component), row \(row), column \(column) (counted from 0)"
    case .dependentFactor(let factor):
      "the loadings of factor \(factor) (counted from 0) of the start are 0 or a combination of those "
        + "before it: EM would never tell them apart"
    case .identicalComponents:
      "all components of the start are the same: EM would never tell them apart"
    case .tooManyFactors(let count, let columns, let largest):
      "\(counted(count, "factor")) \(count == 1 ? "is" : "are") too many for "
        + "\(counted(columns, "column")), whose covariances can tell \(largest) apart"
    }
  }
}

extension UnsupportedOption: CustomStringConvertible {
  /// The unsupported option, in words.
  public var description: String {
    switch self {
    case .posterior:
      "this model has the exact posterior only: neither hard, stochastic or annealed EM, "
        + "nor starts from responsibilities"
    case .responsibilities: "this model has no responsibilities to record"
    case .unconstrainedParameters:
      "this model has no unconstrained parameters, which acceleration and a tolerance on parameters "
        + "need"
    }
  }
}

extension ComponentCollapse: CustomStringConvertible {
  /// The component that collapsed and the reason, in words.
  public var description: String {
    "component \(component) (counted from 0) collapsed: \(reason)"
  }
}

extension ComponentCollapse.Reason: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .singular(let column, let variance):
      "its variance along column \(column) shrank to \(rounded(variance))"
    case .residual(let variance):
      "the variance around its regression line shrank to \(rounded(variance))"
    case .empty(let count):
      "the observations it still explains add up to \(rounded(count))"
    }
  }
}

extension InvalidNetwork: CustomStringConvertible {
  /// The reason why the nodes do not form a network, with their names.
  public var description: String {
    switch self {
    case .empty: "the network has no nodes"
    case .duplicate(let name):
      "the network names “\(name)” twice, as a node or as a parent of one node"
    case .noStates(let name): "node “\(name)” has no states"
    case .unknownParent(let parent, let node):
      "node “\(node)” has a parent “\(parent)”, but there is no node of that name"
    case .cycle(let names):
      "nodes depend on themselves: "
        + (names + names.prefix(1)).map { "“\($0)”" }.joined(separator: " → ")
    case .tooWide(let clique, let size):
      "exact inference would need a table of \(size) numbers for "
        + clique.map { "“\($0)”" }.joined(separator: ", ")
    }
  }
}

func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
