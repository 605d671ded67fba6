/// The shapes of a sequence of figures, laid out once for all formats.
public struct StepDisplayLists: Sendable, Equatable {
  /// The shapes of each step; at least one.
  public let lists: [DisplayList]

  /// The shapes of all steps, divided into shared and changing ones.
  public var layers: [StepLayer] { StepLayer.layers(of: lists.map(\.items)) }

  /// The notices of all steps, without duplicates.
  public var notices: [Notice] {
    lists.flatMap(\.notices).reduce(into: []) { known, notice in
      if !known.contains(notice) { known.append(notice) }
    }
  }

  /// The values in all steps and the axes that position them, as JSON (see ``DisplayList/json()``);
  /// each value lists its steps.
  public func json() -> String { PlotData(of: layers, stepCount: lists.count).json }
}

/// A part of the picture of ``Steps``.
public indirect enum StepLayer: Sendable, Equatable {
  /// The same in every step.
  case shared(DisplayItem)
  /// A group of which only parts change: the group in each step, and its layers.
  case group([DisplayGroup], [StepLayer])
  /// Different shapes in every step.
  case steps([[DisplayItem]])
  /// A shape that some consecutive steps share.
  case shown(ClosedRange<Int>, DisplayItem)

  /// The runs of consecutive steps with equal values.
  public static func runs<Value: Equatable>(
    of values: [Value]
  ) -> [(steps: ClosedRange<Int>, value: Value)] {
    var runs: [(steps: ClosedRange<Int>, value: Value)] = []
    for (step, value) in values.enumerated() {
      if let last = runs.last, last.value == value {
        runs[runs.count - 1].steps = last.steps.lowerBound...step
      } else {
        runs.append((step...step, value))
      }
    }
    return runs
  }

  static func layers(of lists: [[DisplayItem]]) -> [StepLayer] {
    guard let first = lists.first else { return [] }
    guard lists.allSatisfy({ $0.count == first.count }) else { return unequal(lists) }
    return first.indices.flatMap { index -> [StepLayer] in
      let items = lists.map { $0[index] }
      if items.allSatisfy({ $0 == items[0] }) { return [.shared(items[0])] }
      if let layers = recolored(items) { return layers }
      let groups = items.compactMap { item -> DisplayGroup? in
        if case .group(let group) = item { group } else { nil }
      }
      let isAlike =
        groups.count == items.count
        && groups.allSatisfy {
          $0.role == groups[0].role && $0.kind == groups[0].kind && $0.axes == groups[0].axes
            && ($0.series == groups[0].series || $0.role == .chart)
        }
      guard isAlike else { return [.steps(items.map { [$0] })] }
      var shells = groups
      for index in shells.indices { shells[index].items = [] }
      // The name of a chart is its title; if it changes, the chart of all steps has no name.
      if shells.contains(where: { $0.series != shells[0].series }) { shells[0].series = nil }
      return [.group(shells, layers(of: groups.map(\.items)))]
    }
  }

  /// Lists of different lengths share their common prefix and suffix.
  private static func unequal(_ lists: [[DisplayItem]]) -> [StepLayer] {
    let shortest = lists.min { $0.count < $1.count } ?? []
    func isCommon(_ item: DisplayItem, _ place: ([DisplayItem]) -> Int) -> Bool {
      lists.allSatisfy { $0[place($0)] == item }
    }
    let head = shortest.indices.prefix(while: { index in
      isCommon(shortest[index]) { _ in index }
    }).count
    let tail = (0..<(shortest.count - head)).prefix(while: { back in
      isCommon(shortest[shortest.count - 1 - back]) { $0.count - 1 - back }
    }).count
    return shortest.prefix(head).map(StepLayer.shared)
      + [.steps(lists.map { Array($0.dropFirst(head).dropLast(tail)) })]
      + shortest.suffix(tail).map(StepLayer.shared)
  }

  /// Points that change only in color, each written once for all consecutive steps with the same
  /// color; nil if anything else changes.
  private static func recolored(_ items: [DisplayItem]) -> [StepLayer]? {
    let steps = items.compactMap { item in
      if case .markers(let markers) = item { markers } else { nil }
    }
    guard let first = steps.first, steps.count == items.count,
      steps.allSatisfy({ markers in
        markers.symbol == first.symbol && markers.diameter == first.diameter
          && markers.opacity == first.opacity && markers.centers == first.centers
      })
    else { return nil }
    var spans: [ClosedRange<Int>: Markers] = [:]
    for (index, center) in first.centers.enumerated() {
      var start = 0
      for step in 1...steps.count
      where step == steps.count || steps[step].paint(at: index) != steps[start].paint(at: index) {
        let span = start...(step - 1)
        var empty = first
        (empty.centers, empty.paints) = ([], [])
        spans[span, default: empty].centers.append(center)
        spans[span]?.paints.append(steps[start].paint(at: index))
        start = step
      }
    }
    let order = spans.keys.sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    return order.compactMap { span in
      spans[span].map { markers in
        span == 0...(steps.count - 1) ? .shared(.markers(markers)) : .shown(span, .markers(markers))
      }
    }
  }
}
