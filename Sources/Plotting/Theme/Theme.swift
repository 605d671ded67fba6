/// The look of a figure: font sizes in points, stroke widths in points, colors by role.
public struct Theme: Sendable, Equatable {
  /// Text and axis lines.
  public var ink: Color
  /// Secondary text and reference lines.
  public var muted: Color
  /// Grid lines.
  public var grid: Color
  /// The background of the figure in PNG and PDF, and of a legend inside a plot.
  public var background: Color
  /// Colors of the series.
  public var palette: Palette
  /// Whether SVG writes the roles as CSS variables, so that the figure follows the colors of its
  /// page.
  public var followsPage: Bool
  /// Size of tick labels and legend entries.
  public var labelSize: Double
  /// Size of axis labels.
  public var axisLabelSize: Double
  /// Size of titles.
  public var titleSize: Double
  /// The factor for widths, dashes and symbol sizes given by an author; 1 in the report theme.
  public var strokeScale: Double
  /// Width of a data line.
  public var lineWidth: Double
  /// Diameter of a data point.
  public var symbolSize: Double
  /// Width of axis lines and tick marks.
  public var axisWidth: Double
  /// Width of grid lines.
  public var gridWidth: Double
  /// Length of a tick mark.
  public var tickLength: Double
  /// Free space around the figure.
  public var margin: Double
  /// The default size of a figure.
  public var defaultSize: Size

  /// For a text column on a page; follows the colors of the page.
  public static let report = Theme(
    ink: Color(hex: 0x1B1E23), muted: Color(hex: 0x646B76), grid: Color(hex: 0xE6E8EB),
    background: Color(hex: 0xFFFFFF), palette: .okabeIto, followsPage: true, labelSize: 8.5,
    axisLabelSize: 9.5, titleSize: 10.5, strokeScale: 1, lineWidth: 1.6, symbolSize: 4.2,
    axisWidth: 0.75,
    gridWidth: 0.6, tickLength: 3.5, margin: 4, defaultSize: Size(width: 475.2, height: 230.4))

  /// For 16:9 slides: large type, thick strokes and fixed colors.
  public static let lecture = Theme(
    ink: Color(hex: 0x14171B), muted: Color(hex: 0x59606B), grid: Color(hex: 0xE1E4E8),
    background: Color(hex: 0xFFFFFF), palette: .okabeIto, followsPage: false, labelSize: 16,
    axisLabelSize: 18, titleSize: 20, strokeScale: 1.9, lineWidth: 3, symbolSize: 8, axisWidth: 1.4,
    gridWidth: 1,
    tickLength: 6, margin: 12, defaultSize: Size(width: 960, height: 540))

  /// For paper: fixed colors that differ in lightness, so that they are distinguishable in
  /// grayscale.
  public static let print = Theme(
    ink: Color(hex: 0x000000), muted: Color(hex: 0x4A4A4A), grid: Color(hex: 0xDDDDDD),
    background: Color(hex: 0xFFFFFF), palette: .printSafe, followsPage: false, labelSize: 8,
    axisLabelSize: 9, titleSize: 10, strokeScale: 0.85, lineWidth: 1.3, symbolSize: 3.8,
    axisWidth: 0.6,
    gridWidth: 0.4, tickLength: 3, margin: 3, defaultSize: Size(width: 475.2, height: 230.4))

  /// The color of a paint in this theme.
  public func color(of paint: Paint) -> Color {
    switch paint {
    case .ink: ink
    case .muted: muted
    case .grid: grid
    case .background: background
    case .series(let number): palette[number]
    case .mixture(let mixture):
      Oklab.mix(
        mixture.weights.map { palette[$0.series] }, weights: mixture.weights.map(\.share))
    case .toned(let color): Oklab.mix([ink, color], weights: [Paint.tone, 1 - Paint.tone])
    case .color(let color): color
    }
  }
}
