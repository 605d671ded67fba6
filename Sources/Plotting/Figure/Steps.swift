/// A sequence of figures with different data, such as iterations of EM, a slider or an animation.
///
/// Charts at the same position in different figures share their axes, so that nothing jumps; axes
/// with a given domain keep it.
///
/// ```swift
/// Steps(models.indices) { step in Figure(mixtureDensityChart(of: models[step])) }
/// ```
public struct Steps: Sendable {
  /// The figures, with shared axes.
  public var figures: [Figure]
  /// A name for each step, such as `iteration 3`.
  public let names: [String]

  /// Creates one figure per element of a collection, named by its index unless names are given.
  ///
  /// - Throws: Any error thrown by the figures, and ``PlottingError`` if the data of a figure are
  ///   invalid or the number of names differs from the number of figures.
  public init<Elements: Collection>(
    _ elements: Elements, names: [String]? = nil, figure: (Elements.Element) throws -> Figure
  ) throws {
    let figures = try elements.map(figure)
    if let names, names.count != figures.count {
      throw PlottingError.unequalColumns(mark: "step", lengths: [figures.count, names.count])
    }
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

  /// Lays out all steps, with the plots at the same positions if the steps have the same charts,
  /// even if their titles and numbers need different space.
  ///
  /// - Parameter metrics: The metrics of the back end's fonts.
  /// - Throws: ``PlottingError/noSteps`` if there are no steps, or any error from the layout of a
  ///   figure.
  public func displayLists(metrics: FontMetrics) throws -> StepDisplayLists {
    let layouts = figures.map {
      FigureLayout(figure: $0, typesetter: LabelTypesetter(metrics: metrics))
    }
    var settled = try layouts.map { try $0.settled() }
    guard let first = settled.first else { throw PlottingError.noSteps }
    guard
      settled.allSatisfy({
        $0.protrusions.count == first.protrusions.count && $0.figure.size == first.figure.size
      })
    else { return StepDisplayLists(lists: settled.map(\.displayList)) }
    // A smaller plot may need more space for its labels; this converges after a round or two.
    for _ in 0..<6 where settled.contains(where: { $0.protrusions != settled[0].protrusions }) {
      let shared = settled.dropFirst().reduce(settled[0].protrusions) { union, step in
        zip(union, step.protrusions).map { $0.union($1) }
      }
      settled = try layouts.map { try $0.settled(reserving: shared) }
    }
    return StepDisplayLists(lists: settled.map(\.displayList))
  }
}
