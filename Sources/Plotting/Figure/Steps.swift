/// A sequence of figures that differ in their data: the iterations of EM, a slider, an animation.
///
/// Charts at the same place of different figures share their axes, so that nothing jumps; an axis
/// whose domain is given keeps it.
///
/// ```swift
/// Steps(models.indices) { step in Figure(mixtureDensity(of: models[step])) }
/// ```
public struct Steps: Sendable {
  /// The figures, with shared axes.
  public var figures: [Figure]
  /// A name for each step, such as `iteration 3`.
  public let names: [String]

  /// One figure for each element of a collection, named by its place unless names are given.
  ///
  /// - Throws: What the figures throw, and ``PlottingError`` where the data of one cannot be surveyed.
  public init<Elements: Collection>(
    _ elements: Elements, names: [String]? = nil, figure: (Elements.Element) throws -> Figure
  ) throws {
    let figures = try elements.map(figure)
    self.names = names ?? figures.indices.map { "step \($0)" }
    self.figures = try Self.sharingAxes(figures)
  }

  private static func sharingAxes(_ figures: [Figure]) throws -> [Figure] {
    let domains = try figures.map { try $0.chartDomains() }
    let count = domains.map(\.count).min() ?? 0
    guard domains.allSatisfy({ $0.count == count }) else { return figures }
    let shared = (0..<count).map { chart in
      ChartDomains(union: domains.map { $0[chart] })
    }
    return figures.map { $0.withDomains(shared) }
  }

  /// The shapes of each step, all with their plots at the same places where the steps have the same
  /// charts, whatever their titles and numbers need.
  ///
  /// - Throws: What the layout of a figure throws.
  public func displayLists(metrics: FontMetrics) throws -> [DisplayList] {
    let layouts = figures.map {
      FigureLayout(figure: $0, typesetter: Typesetter(metrics: metrics))
    }
    var settled = try layouts.map { try $0.settled() }
    guard let first = settled.first,
      settled.allSatisfy({
        $0.protrusions.count == first.protrusions.count && $0.figure.size == first.figure.size
      })
    else { return settled.map(\.displayList) }
    // Less room for a plot may need more for its labels; that ends after a round or two.
    for _ in 0..<6 where settled.contains(where: { $0.protrusions != settled[0].protrusions }) {
      let shared = settled.dropFirst().reduce(settled[0].protrusions) { union, step in
        zip(union, step.protrusions).map { $0.union($1) }
      }
      settled = try layouts.map { try $0.settled(reserving: shared) }
    }
    return settled.map(\.displayList)
  }

  /// The shapes of all steps, those that never change apart from the others.
  ///
  /// - Returns: The first step's list without its items, and the layers.
  /// - Throws: What the layout of a figure throws.
  public func layers(metrics: FontMetrics) throws -> (list: DisplayList, layers: [StepLayer]) {
    var lists = try displayLists(metrics: metrics)
    guard var first = lists.first else { throw PlottingError.noSteps }
    let layers = StepLayer.layers(of: lists.map(\.items))
    lists = []
    first.items = []
    return (first, layers)
  }
}

/// A part of the picture of ``Steps``.
public indirect enum StepLayer: Sendable, Equatable {
  /// The same in every step.
  case shared(DisplayItem)
  /// A group of which only parts change.
  case group(DisplayGroup, [StepLayer])
  /// Other shapes in every step.
  case steps([[DisplayItem]])
  /// Shapes that some neighboring steps have in common.
  case shown(ClosedRange<Int>, DisplayItem)

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
          $0.role == groups[0].role && $0.kind == groups[0].kind
            && ($0.series == groups[0].series || $0.role == .chart)
        }
      guard isAlike else { return [.steps(items.map { [$0] })] }
      var shell = groups[0]
      // A chart's name is its title; one that changes is not that of the chart of all steps.
      if groups.contains(where: { $0.series != shell.series }) { shell.series = nil }
      return [.group(shell, layers(of: groups.map(\.items)))]
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
