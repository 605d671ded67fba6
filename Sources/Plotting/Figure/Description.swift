extension Figure {
  /// An alternative text generated from marks, axes and ranges.
  ///
  /// For example:
  /// "Line chart of log-likelihood against iteration (0 to 40): from −28 012 to −26 300."
  /// Labels that cannot be typeset appear as written.
  public var draftedDescription: String {
    Self.joined(charts.map(\.draftedDescription))
  }

  static func joined(_ charts: [String]) -> String {
    guard charts.count > 1 else { return charts.first ?? "Empty figure." }
    let numbered = charts.enumerated().map { "Panel \($0.offset + 1): \($0.element)" }
    // Nobody wants to hear about thirty panels.
    let rest = charts.count > 9 ? ["And \(charts.count - 3) more."] : []
    let told = rest.isEmpty ? numbered[...] : numbered.prefix(3)
    return "\(charts.count) panels. " + (told + rest).joined(separator: " ")
  }
}

extension Chart {
  /// An alternative text generated from marks, axes and ranges.
  public var draftedDescription: String { description(by: try? ChartPlan(self, theme: .report)) }

  func description(by plan: ChartPlan?) -> String {
    let name = title.map { Label.words($0) + ": " } ?? ""
    guard let plan, !marks.isEmpty else { return name + "empty chart." }
    var text =
      "\(name)\(kinds) of \(Label.words(y.label ?? "y")) against \(Label.words(x.label ?? "x"))"
    text += " (\(range(plan.xReach ?? plan.xDomain, x.scale, plan.survey.names(on: .x)))); "
    text +=
      "\(Label.words(y.label ?? "y")) \(range(plan.yReach ?? plan.yDomain, y.scale, plan.survey.names(on: .y)))"
    if let trailing = plan.trailing {
      text += "; \(Label.words(trailing.axis.label ?? "y2")) "
      text += range(trailing.domain, trailing.axis.scale, nil)
    }
    let series = plan.legend.map(\.name)
    if !series.isEmpty { text += ". Series: \(series.joined(separator: ", "))" }
    let isCapitalized = name.isEmpty
    return (isCapitalized ? text.prefix(1).uppercased() + text.dropFirst() : text) + "."
  }

  /// The kinds of the data marks in words, each once.
  private var kinds: String {
    var seen: [String] = []
    for kind in marks.filter(\.role.isData).map({ type(of: $0).kind }) where !seen.contains(kind) {
      seen.append(kind)
    }
    if seen.isEmpty { seen = ["rule"] }
    return seen.count == 1
      ? "\(seen[0]) chart" : "chart with \(seen.joined(separator: ", "))"
  }

  private func range(_ domain: ClosedRange<Double>, _ scale: Scale, _ names: [String]?) -> String {
    if let names {
      return names.count > 6
        ? "\(names.count) categories from \(Label.words(names[0])) to \(Label.words(names[names.count - 1]))"
        : names.map(Label.words).joined(separator: ", ")
    }
    if scale == .date, abs(domain.lowerBound) < 4e7, abs(domain.upperBound) < 4e7 {
      let days = [domain.lowerBound, domain.upperBound].map { CivilDate(day: Int($0.rounded())) }
      return "\(days[0]) to \(days[1])"
    }
    let (low, high) = (
      DecimalText.significant(domain.lowerBound), DecimalText.significant(domain.upperBound)
    )
    return "\(low) to \(high)"
  }
}
