public import ExpectationMaximization
public import Plotting

/// A criterion over the number of components, with one line per family of models and the best model
/// of each family marked.
///
/// ```swift
/// modelSelectionChart(of: [("full", [(1, 812.3), (2, 640.1), (3, 655.0)])], criterion: "BIC")
/// ```
///
/// - Parameters:
///   - families: The names for the legend, and pairs of a number of components and its score.
///     Non-finite scores are gaps.
///   - criterion: The label of the vertical axis.
///   - isBetterSmall: Whether the smallest score is best, as for BIC = −2 log L + p log n.
/// - Returns: A chart with both axes labeled.
public func modelSelectionChart(
  of families: [(label: String, scores: [(components: Int, score: Double)])],
  criterion: String = "BIC", isBetterSmall: Bool = true
) -> Chart {
  let all = families.flatMap(\.scores).filter(\.score.isFinite)
  let bests = families.compactMap { family in
    family.scores.filter(\.score.isFinite).min {
      isBetterSmall ? $0.score < $1.score : $0.score > $1.score
    }
  }
  let counts = Set(all.map(\.components)).sorted()
  return Chart {
    for (index, (label, scores)) in families.enumerated() {
      let sorted = scores.sorted { $0.components < $1.components }
      LineMark(x: sorted.map(\.components), y: sorted.map(\.score)).label(label)
        .symbol(Symbol.allCases[index % 4])
    }
    if !bests.isEmpty {
      PointMark(x: bests.map(\.components), y: bests.map(\.score)).symbol(.ring).symbolSize(11)
        .foregroundStyle(.ink).label(bests.count > 1 ? "best of each" : "best")
    }
  }
  .xAxis("components", ticks: .values(counts.map(Double.init))).yAxis(criterion)
}

/// A criterion over the number of components of normal mixtures, with one line per covariance
/// structure and the best model of each structure marked.
///
/// ```swift
/// modelSelectionChart(of: try GaussianSelection(of: rows, components: 1...6))
/// ```
///
/// - Parameters:
///   - selection: The fitted models; a number of components for which all runs failed is a gap.
///   - criterion: The label of the vertical axis.
/// - Returns: A chart with both axes labeled.
public func modelSelectionChart(of selection: GaussianSelection, criterion: String = "BIC") -> Chart
{
  var shapes: [CovarianceStructure] = []
  for candidate in selection.candidates where !shapes.contains(candidate.covariance) {
    shapes.append(candidate.covariance)
  }
  return modelSelectionChart(
    of: shapes.map { shape in
      let own = selection.candidates.filter { $0.covariance == shape }
      return (shape.rawValue, own.map { ($0.components, $0.value ?? .nan) })
    }, criterion: criterion)
}
