/// How numbers are encoded as colors: the color map, its scale, and the color bar.
struct ColorEncoding: Sendable, Equatable {
  var colormap = Colormap.viridis
  /// The numbers at the ends of the color map; nil for those of the data.
  var domain: ClosedRange<Double>?
  var scale = ColorScale.linear
  var showsBar = true
  var label: String?

  /// The color bar for some numbers; nil if none of them has a color.
  func key(of values: some Sequence<Double>) -> ColorKey? {
    (domain ?? scale.domain(of: values)).map {
      ColorKey(label: label, domain: $0, colormap: colormap, scale: scale)
    }
  }

  /// Checks the scale, and reports numbers that have no color.
  ///
  /// - Parameter areGapsKnown: Whether NaN means an empty value, which needs no notice.
  func survey(
    _ values: some Sequence<Double>, of mark: String, in survey: inout ChartSurvey,
    areGapsKnown: Bool = false
  ) throws {
    try scale.validate(domain: domain, of: mark)
    let missing = values.count { !$0.isFinite }
    if missing > 0, !areGapsKnown {
      survey.notices.append(.missingValues(mark: mark, count: missing))
    }
    let withoutColor = values.count { $0.isFinite && !scale.hasColor(for: $0) }
    if withoutColor > 0 { survey.notices.append(.notPositive(mark: mark, count: withoutColor)) }
  }
}
