/// A figure as a list of shapes in painting order, which all back ends draw.
///
/// All coordinates are finite, in points from the top-left corner of the figure. Colors are roles
/// (``Paint``), which the list's theme resolves.
public struct DisplayList: Sendable, Equatable {
  /// The figure's size in points.
  public var size: Size
  /// The theme that gives the roles their colors.
  public var theme: Theme
  /// A short name for `<title>` and the PDF's metadata; empty if the figure has none.
  public var title: String
  /// The alternative text.
  public var summary: String
  /// The shapes.
  public var items: [DisplayItem]
  /// Notices for the author of the figure, such as points that were omitted because they are not
  /// finite.
  public var notices: [Notice]
}

/// One shape, or a group of shapes that belong together.
public indirect enum DisplayItem: Sendable, Equatable {
  /// A path that is filled, stroked, or both (fill first).
  case path(Path, fill: Fill?, stroke: Stroke?)
  /// The same symbol at many positions.
  case markers(Markers)
  /// A line of text.
  case text(TextRun)
  /// A grid of pixels stretched over a rectangle, without smoothing.
  case image(RasterImage, in: Rect)
  /// Shapes with a common meaning.
  case group(DisplayGroup)
}

extension DisplayItem {
  /// Whether a back end can draw the item: its path is finite, or its image is complete.
  var isDrawable: Bool {
    switch self {
    case .path(let path, _, _):
      path.elements.allSatisfy { element in
        switch element {
        case .move(let point), .line(let point): point.isFinite
        case .curve(let a, let b, let c): a.isFinite && b.isFinite && c.isFinite
        case .close: true
        }
      }
    case .image(let image, let rect):
      image.isComplete && [rect.x, rect.y, rect.width, rect.height].allSatisfy(\.isFinite)
    case .markers, .text, .group: true
    }
  }
}

/// How the inside of a path is painted; overlapping subpaths follow the even-odd rule.
public struct Fill: Sendable, Hashable {
  /// The color.
  public var paint: Paint
  /// 0 (invisible) to 1.
  public var opacity: Double

  /// Creates a fill, opaque by default.
  public init(_ paint: Paint, opacity: Double = 1) {
    self.paint = paint
    self.opacity = opacity
  }
}

/// How the outline of a path is painted.
public struct Stroke: Sendable, Hashable {
  /// The shape of a line's ends.
  public enum Cap: Sendable, Hashable {
    /// The line ends at its end point.
    case butt
    /// A semicircle extends the line beyond its end point.
    case round
  }

  /// The color.
  public var paint: Paint
  /// 0 (invisible) to 1.
  public var opacity: Double
  /// Width in points.
  public var width: Double
  /// Alternating lengths of dashes and gaps, in points; empty for a solid line.
  public var dash: [Double]
  /// The shape of the ends.
  public var cap: Cap
  /// Whether raster back ends may align the line with device pixels; true for axes and grids.
  public var isSnapped: Bool

  /// Creates a stroke; by default solid and opaque with butt caps.
  public init(
    _ paint: Paint, width: Double, opacity: Double = 1, dash: [Double] = [], cap: Cap = .butt,
    isSnapped: Bool = false
  ) {
    self.paint = paint
    self.opacity = opacity
    self.width = width
    self.dash = dash
    self.cap = cap
    self.isSnapped = isSnapped
  }
}

/// One symbol at many positions, in one color or in one color per position.
public struct Markers: Sendable, Equatable {
  /// The shape.
  public var symbol: Symbol
  /// The diameter in points of the disc with the same area.
  public var diameter: Double
  /// The centers.
  public var centers: [Point]
  /// One paint for all symbols, or one for each.
  public var paints: [Paint]
  /// 0 (invisible) to 1.
  public var opacity: Double

  /// The paint of the symbol at `index`.
  public func paint(at index: Int) -> Paint { paints.count == 1 ? paints[0] : paints[index] }
}

/// A grid of opaque or translucent pixels, row by row from the top left.
public struct RasterImage: Sendable, Equatable {
  /// Number of columns.
  public var width: Int
  /// Number of rows.
  public var height: Int
  /// Straight (not premultiplied) red, green, blue and alpha bytes; 4 · width · height in total.
  public var pixels: [UInt8]

  /// Whether the image has at least one pixel, and four bytes for each; other images are not drawn.
  public var isComplete: Bool {
    let (area, overflow) = width.multipliedReportingOverflow(by: height)
    return width > 0 && height > 0 && !overflow && area < 1 << 40 && pixels.count == 4 * area
  }

  /// Creates an image from the given bytes.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// Shapes with a common meaning.
public struct DisplayGroup: Sendable, Equatable {
  /// The kind of a group; back ends for formats with semantics write it to the file.
  public enum Role: String, Sendable {
    /// One chart with its axes.
    case chart
    /// The rectangle of a chart in which data are drawn; its path is the frame.
    case plot
    /// Grid lines.
    case grid
    /// An axis line with ticks and labels.
    case axis
    /// The label of an axis.
    case axisLabel = "axis-label"
    /// A title.
    case title
    /// One mark.
    case mark
    /// A legend.
    case legend
    /// One line of a legend.
    case legendEntry = "legend-entry"
    /// A color bar.
    case colorBar = "color-bar"
    /// A note on the plot.
    case annotation
  }

  /// What the group is.
  public var role: Role
  /// The name of the group's series in the legend; nil outside data.
  public var series: String?
  /// The kind of mark, such as `line`; nil outside data.
  public var kind: String?
  /// The full name of what the group shows in shortened form; nil if nothing is shortened.
  public var title: String?
  /// The axes that convert positions in the group to data; nil for all groups but plots.
  public var axes: PlotAxes?
  /// The values that readers can look up in the picture; nil if there are none.
  public var reading: Reading?
  /// The shapes.
  public var items: [DisplayItem]

  init(
    _ role: Role, series: String? = nil, kind: String? = nil, title: String? = nil,
    axes: PlotAxes? = nil, reading: Reading? = nil, items: [DisplayItem]
  ) {
    self.role = role
    self.series = series
    self.kind = kind
    self.title = title
    self.axes = axes
    self.reading = reading
    self.items = items
  }
}

/// The axes that convert positions in a plot back to data, for viewers that show values under a
/// pointer.
public struct PlotAxes: Sendable, Equatable {
  /// One axis.
  public struct Axis: Sendable, Equatable {
    /// The scale and its positions on the page.
    public var scale: PositionScale
    /// The label as plain text; empty if there is none.
    public var label: String
    /// The names at 0, 1, 2 …; nil if the axis shows numbers.
    public var names: [String]?
  }

  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
}

/// A notice for the author of a figure that can be drawn.
public enum Notice: Sendable, Equatable {
  /// Non-finite data were omitted: lines and areas have gaps, points are missing.
  case missingValues(mark: String, count: Int)
  /// Data that are not positive were omitted, because an axis or a color scale is logarithmic.
  case notPositive(mark: String, count: Int)
  /// Data beyond ±10³⁰⁰, the limit of all axes, were omitted.
  case beyondRange(mark: String, count: Int)
  /// The domain of a bar axis, `x` or `y`, was set to exclude zero, so that the lengths of the bars
  /// cannot be compared.
  case barsCutOff(axis: String)
  /// A second axis, `x` or `y`, was omitted, because its numbers do not exist on the scale of its
  /// axis, such as with an offset on a logarithmic scale.
  case secondaryAxisLeftOut(axis: String)
  /// Sheather–Jones found no bandwidth (many ties), so Silverman's rule was used.
  case bandwidthFallback(mark: String)
}

extension Notice: CustomStringConvertible {
  /// A one-line message with what was omitted, from which mark, and how often.
  public var description: String {
    switch self {
    case .missingValues(let mark, 1): "one value of the \(mark) mark is not finite; it is left out"
    case .missingValues(let mark, let count):
      "\(count) values of the \(mark) mark are not finite; they are left out"
    case .notPositive(let mark, 1):
      "one value of the \(mark) mark is not positive and has no place on a logarithmic scale"
    case .notPositive(let mark, let count):
      "\(count) values of the \(mark) mark are not positive and have no place on a logarithmic scale"
    case .beyondRange(let mark, 1):
      "one value of the \(mark) mark is beyond ±1e300, which no axis reaches; it is left out"
    case .beyondRange(let mark, let count):
      "\(count) values of the \(mark) mark are beyond ±1e300, which no axis reaches; they are left out"
    case .barsCutOff(let axis):
      "the \(axis) axis of the bars does not begin at zero, so their lengths do not compare"
    case .secondaryAxisLeftOut(let axis):
      "the second \(axis) axis has no numbers for this scale; it is left out"
    case .bandwidthFallback(let mark):
      "the values of the \(mark) mark repeat too often for Sheather and Jones; "
        + "the bandwidth is Silverman's"
    }
  }
}
