import ExpectationMaximization
import Testing

@Suite struct `Errors in prose` {
  @Test(arguments: [
    (
      InvalidData.empty,
      "there is nothing to fit: no observations, an empty sequence, or no components"
    ),
    (
      .notFinite(row: 3, column: 1, value: .infinity),
      "the data contain inf in row 3, column 1 (counted from 0), where a finite number is needed"
    ),
    (
      .raggedRow(row: 0, count: 1, expected: 2),
      "row 0 of the data (counted from 0) has 1 column where the model has 2"
    ),
    (.missingColumn(4), "column 4 of the data (counted from 0) has no observed cell"),
    (
      .impossible(row: 7),
      "the model gives observation 7 (counted from 0; of a hidden Markov model, that sequence) "
        + "probability 0"
    ),
    (.tooFew(count: 1, needed: 3), "there is 1 observation where at least 3 are needed"),
    (.weightCount(2, expected: 5), "there are 2 weights for 5 observations"),
    (
      .weight(row: 2, value: -1),
      "the weight of observation 2 (counted from 0) is -1.0, where it must be finite and not negative"
    ),
    (.noWeight, "all observations have weight 0"),
    (
      .outsideSupport(row: 2, column: 0, value: -3),
      "the data contain -3.0 in row 2, column 0 (counted from 0), which the model gives no probability"
    ),
    (
      .outsideSupport(row: 2, column: 3, value: .nan),
      "row 2 of the data (counted from 0) has no number in column 3, "
        + "or another number of columns than the model"
    ),
    (.count(0), "the number of observations is 0.0, where it must be positive and finite"),
    (
      .notCovariance(row: 1, column: 1, value: 0),
      "the variance of column 1 (counted from 0) is 0.0, where it must be positive"
    ),
    (
      .notCovariance(row: 1, column: 0, value: 2),
      "the covariance 2.0 in row 1, column 0 (counted from 0) differs from the one across the "
        + "diagonal, or makes a correlation beyond ±1"
    ),
  ]) func `data`(error: InvalidData, text: String) {
    #expect("\(error)" == text)
  }

  @Test(arguments: [
    (
      InvalidStart.shape(parameter: "means", count: 1, expected: 2),
      "the start has 1 number in `means` where 2 are needed"
    ),
    (
      .notProbabilities(parameter: "weights", index: 1),
      "the start has no probabilities in `weights`: up to number 1 (counted from 0) one is negative "
        + "or not finite, or they do not sum to 1"
    ),
    (
      .outOfRange(parameter: "ridge", index: 0, value: -1),
      "the start has -1.0 for number 0 (counted from 0) of `ridge`, which is out of its range"
    ),
    (
      .notPositiveDefinite(parameter: "covariances", component: 1, row: 2, pivot: -0.5),
      "the start has a matrix in `covariances` that is not positive definite: component 1, row 2 "
        + "(counted from 0), pivot -0.5"
    ),
    (
      .tooManyFactors(1, columns: 2, largest: 0),
      "1 factor is too many for 2 columns, whose covariances can tell 0 apart"
    ),
    (
      .identicalComponents,
      "all components of the start are the same: EM would never tell them apart"
    ),
  ]) func `starts`(error: InvalidStart, text: String) {
    #expect("\(error)" == text)
  }

  @Test(arguments: [
    (
      UnsupportedOption.posterior,
      "this model has the exact posterior only: neither hard, stochastic or annealed EM, "
        + "nor starts from responsibilities"
    ),
    (.responsibilities, "this model has no responsibilities to record"),
    (
      .unconstrainedParameters,
      "this model has no unconstrained parameters, which acceleration and a tolerance on parameters "
        + "need"
    ),
  ]) func `options`(error: UnsupportedOption, text: String) {
    #expect("\(error)" == text)
  }

  @Test(arguments: [
    (
      ComponentCollapse.Reason.singular(column: 1, variance: 3e-17),
      "component 2 (counted from 0) collapsed: its variance along column 1 shrank to 3·10⁻¹⁷"
    ),
    (
      .empty(effectiveCount: 0),
      "component 2 (counted from 0) collapsed: the observations it still explains add up to 0.0"
    ),
  ]) func `collapses`(reason: ComponentCollapse.Reason, text: String) {
    #expect("\(ComponentCollapse(component: 2, reason: reason))" == text)
  }

  @Test(arguments: [
    (InvalidNetwork.empty, "the network has no nodes"),
    (.duplicate("A"), "the network names “A” twice, as a node or as a parent of one node"),
    (.noStates("A"), "node “A” has no states"),
    (.unknownParent("Z", of: "A"), "node “A” has a parent “Z”, but there is no node of that name"),
    (.cycle(["A", "B"]), "nodes depend on themselves: “A” → “B” → “A”"),
    (
      .tooWide(clique: ["A", "B"], size: 9),
      "exact inference would need a table of 9 numbers for “A”, “B”"
    ),
  ]) func `networks`(error: InvalidNetwork, text: String) {
    #expect("\(error)" == text)
  }
}
