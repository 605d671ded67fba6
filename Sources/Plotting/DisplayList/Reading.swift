/// The values of a mark that readers can look up in the picture, in data coordinates.
public struct Reading: Sendable, Equatable {
  /// How values are found.
  public enum Manner: String, Sendable {
    /// One value for each x, as along a line.
    case curve
    /// The nearest point in the plane.
    case points
  }

  /// How values are found.
  public var manner: Manner
  /// Horizontal values; a name is its index on the axis, 0, 1, ….
  public var x: [Double]
  /// Vertical values, as many as in `x`.
  public var y: [Double]

  /// Single points cannot be picked out among more than this number.
  private static let limit = 10_000

  /// The values of a mark inside the plot, without those of a curve that are collinear with others;
  /// nil if the mark cannot be read, or has no values or more than `limit` in the plot.
  init?(of mark: any Mark, in plot: Plot) {
    guard let manner = mark.reading else { return nil }
    let columns = mark.data(in: plot.survey).columns
    guard let xColumn = columns.first(where: { $0.name == "x" })?.values,
      let yColumn = columns.first(where: { $0.name == "y" })?.values
    else { return nil }
    let pairs = zip(
      plot.survey.values(of: xColumn, on: .x), plot.survey.values(of: yColumn, on: .y)
    ).filter { plot.rect.contains(plot.point($0, $1), tolerance: 0.01) }
    let kept = manner == .curve ? Self.corners(of: pairs, in: plot) : pairs
    guard !kept.isEmpty, kept.count <= Self.limit else { return nil }
    self.manner = manner
    x = kept.map(\.0)
    y = kept.map(\.1)
  }

  /// The pairs that remain in the simplified line.
  private static func corners(of pairs: [(Double, Double)], in plot: Plot) -> [(Double, Double)] {
    let places = pairs.map { plot.point($0.0, $0.1) }
    var rest = simplified(reduced(places))[...]
    return zip(pairs, places).compactMap { pair, place in
      guard rest.first == place else { return nil }
      rest.removeFirst()
      return pair
    }
  }
}
