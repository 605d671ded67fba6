/// The shapes of a sequence of figures, laid out once for all formats.
public struct StepDisplayLists: Sendable, Equatable {
  /// The shapes of each step; at least one.
  public let lists: [DisplayList]

  /// The shapes of all steps, those that never change apart from the others.
  public var layers: [StepLayer] { StepLayer.layers(of: lists.map(\.items)) }

  /// What the author should know of the pictures, each thing once.
  public var notices: [Notice] {
    lists.flatMap(\.notices).reduce(into: []) { known, notice in
      if !known.contains(notice) { known.append(notice) }
    }
  }

  /// The values in all steps with the axes that place them, as that of a single picture
  /// (``DisplayList/json()``); each value names its steps.
  public func json() -> String { PlotData(of: layers, stepCount: lists.count).json }
}

/// A part of the picture of ``Steps``.
public indirect enum StepLayer: Sendable, Equatable {
  /// The same in every step.
  case shared(DisplayItem)
  /// A group of which only parts change: as it is in each step, and its layers.
  case group([DisplayGroup], [StepLayer])
  /// Other shapes in every step.
  case steps([[DisplayItem]])
  /// Shapes that some neighboring steps have in common.
  case shown(ClosedRange<Int>, DisplayItem)

  /// Neighboring steps that are the same, with what they are.
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
      // A chart's name is its title; one that changes is not that of the chart of all steps.
      if shells.contains(where: { $0.series != shells[0].series }) { shells[0].series = nil }
      return [.group(shells, layers(of: groups.map(\.items)))]
    }
  }

  /// Lists of different lengths: what all of them begin and end with is shared.
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

  /// Points that change only their colors, each written once for all neighboring steps in which
  /// it keeps its color; nil where more changes.
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
