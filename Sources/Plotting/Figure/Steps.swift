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

  /// The shapes of all steps, those that never change apart from the others.
  ///
  /// - Returns: The first step's list without its items, and the layers.
  /// - Throws: What the layout of a figure throws.
  public func layers(metrics: FontMetrics) throws -> (list: DisplayList, layers: [StepLayer]) {
    var lists = try figures.map { try $0.displayList(metrics: metrics) }
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

  static func layers(of lists: [[DisplayItem]]) -> [StepLayer] {
    guard let first = lists.first else { return [] }
    guard lists.allSatisfy({ $0.count == first.count }) else { return [.steps(lists)] }
    return first.indices.map { index in
      let items = lists.map { $0[index] }
      if items.allSatisfy({ $0 == items[0] }) { return .shared(items[0]) }
      let groups = items.compactMap { item -> DisplayGroup? in
        if case .group(let group) = item { group } else { nil }
      }
      let isAlike =
        groups.count == items.count
        && groups.allSatisfy {
          $0.role == groups[0].role && $0.kind == groups[0].kind && $0.series == groups[0].series
        }
      guard isAlike else { return .steps(items.map { [$0] }) }
      return .group(groups[0], layers(of: groups.map(\.items)))
    }
  }
}
