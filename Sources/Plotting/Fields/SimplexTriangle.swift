/// The triangle of all distributions over three outcomes.
///
/// Corner k, where outcome k is certain, is at (0, 0), (1, 0) or (½, √3/2).
public enum SimplexTriangle {
  /// √3/2, the height of the triangle.
  public static let height = 3.0.squareRoot() / 2

  static let corners = [Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 0.5, y: height)]

  /// The position of a distribution in the plane of the triangle.
  ///
  /// - Parameter p: Three weights, which are divided by their sum.
  /// - Returns: The position; its coordinates are NaN if the sum is not positive.
  public static func place(of p: [Double]) -> (x: Double, y: Double) {
    guard p.count == 3, p[0] + p[1] + p[2] > 0 else { return (.nan, .nan) }
    let total = p[0] + p[1] + p[2]
    return ((p[1] + p[2] / 2) / total, p[2] / total * height)
  }

  /// The distribution at a position; on or outside the border, that of a point just inside.
  ///
  /// Densities such as Dirichlet's may be infinite on the border.
  static func distribution(x: Double, y: Double, margin: Double = 1e-3) -> [Double] {
    let third = y / height
    let second = x - third / 2
    let weights = [1 - second - third, second, third].map { max($0, margin) }
    let total = weights[0] + weights[1] + weights[2]
    return weights.map { $0 / total }
  }
}

extension Chart {
  /// A chart over the triangle of distributions over three outcomes.
  ///
  /// ```swift
  /// Chart.simplex("Dirichlet(2, 3, 4)", outcomes: ["$p_1$", "$p_2$", "$p_3$"]) {
  ///   SimplexContourMark { dirichlet.density($0) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - title: The title above the triangle.
  ///   - outcomes: The labels of the corners.
  ///   - marks: Marks in the plane of the triangle; ``SimplexTriangle/place(of:)`` gives positions.
  /// - Returns: A chart without axes and with equal units.
  public static func simplex(
    _ title: String? = nil, outcomes: [String], @MarkBuilder marks: () throws -> [any Mark]
  ) rethrows -> Chart {
    let inner = try marks()
    return Chart(title) {
      inner
      SimplexFrameMark(outcomes: outcomes)
    }
    .xAxis(domain: -0.12...1.12, hidden: true)
    .yAxis(domain: -0.13...1, hidden: true).equalAspect()
  }
}
