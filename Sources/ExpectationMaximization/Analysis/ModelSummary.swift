public import Statistics

extension LatentVariableModel {
  /// The named parameters in tables, one for each kind of index.
  ///
  /// Parameters with the same number of rows share a table, for example the weights, means and
  /// standard deviations of components. A parameter without an index is a fact. If the model is not
  /// a ``ParameterizedModel``, the summary is empty.
  public var summary: Summary {
    var facts: [Summary.Fact] = []
    var columns: [Column] = []
    let named = (self as? any ParameterizedModel)?.parameters ?? []
    for parameter in named {
      let place = Place(parameter.name)
      guard let row = place.row else {
        facts.append(Summary.Fact(place.column, parameter.value.description))
        continue
      }
      if let known = columns.firstIndex(where: { $0.title == place.column }) {
        columns[known].values[row] = parameter.value
      } else {
        columns.append(
          Column(corner: place.corner, title: place.column, values: [row: parameter.value]))
      }
    }
    var tables: [Summary.Table] = []
    var rest = columns[...]
    while let first = rest.first {
      let together = rest.filter { $0.values.count == first.values.count }
      rest = rest.filter { $0.values.count != first.values.count }
      let rows = Set(together.flatMap(\.values.keys)).sorted()
      let table = Summary.Table(
        first.corner, columns: together.map(\.title),
        rows: rows.map { row in ("\(row)", together.map { $0.values[row] }) })
      // Many parameters of few components are easier to read as rows.
      tables.append(together.count > 8 && rows.count < together.count ? table.transposed : table)
    }
    return Summary(facts: facts, tables: tables)
  }
}

/// One parameter with a value for each row of a table.
private struct Column {
  var corner: String
  var title: String
  var values: [Int: Double]
}

/// The position of a parameter in a table: `component[1].mean[0]` is `mean 0` in row 1.
private struct Place {
  var corner: String
  var row: Int?
  var column: String

  init(_ name: String) {
    let parts = name.split(separator: ".", maxSplits: 1)
    let (base, indices) = Self.indices(of: parts.first ?? "")
    row = indices.first
    corner =
      switch base {
      case "initial", "transition", "emission": "state"
      case "loading", "noise": "column"
      case "weight", "mean", "standardDeviation", "variance", "covariance", "component": "component"
      default: base
      }
    let (inner, innerIndices) = parts.count > 1 ? Self.indices(of: parts[1]) : (base, [])
    let rest = indices.dropFirst() + innerIndices
    let words = inner.reduce(into: "") { words, letter in
      words +=
        letter.isUppercase && words.last?.isLetter == true
        ? " " + letter.lowercased() : String(letter)
    }
    column = ([words] + (rest.isEmpty ? [] : [rest.map(String.init).joined(separator: ",")]))
      .joined(separator: " ")
  }

  /// A name, followed by numbers in brackets.
  private static func indices(of text: Substring) -> (String, [Int]) {
    let parts = text.split(separator: "[")
    let numbers = parts.dropFirst().compactMap { Int($0.dropLast()) }
    return (parts.first.map(String.init) ?? "", numbers)
  }
}

extension Fit: Summarized {
  /// The status, the log-likelihood and the parameters of the model.
  public var summary: Summary {
    var summary = model.summary
    var facts = [
      Summary.Fact("status", "\(status)"), Summary.Fact("log-likelihood", "\(logLikelihood)"),
    ]
    if logPrior != 0 { facts.append(Summary.Fact("log prior", "\(logPrior)")) }
    if !collapses.isEmpty { facts.append(Summary.Fact("collapses", "\(collapses.count)")) }
    summary.facts = facts + summary.facts
    return summary
  }
}
