/// A figure reduced to shapes: what every back end draws, in painting order.
///
/// All coordinates are points from the top-left corner of the figure, and finite. Colors are
/// roles (``Paint``); the theme that resolves them travels with the list.
public struct DisplayList: Sendable, Equatable {
  /// The figure's size in points.
  public var size: Size
  /// The theme that gives the roles their colors.
  public var theme: Theme
  /// A short name, for `<title>` and the PDF's metadata; empty where the figure has none.
  public var title: String
  /// The alternative text.
  public var summary: String
  /// The shapes.
  public var items: [DisplayItem]
  /// What the reader of the code should know, such as points left out because they are not numbers.
  public var notices: [Notice]
}

/// One shape, or a group of shapes that belong together.
public indirect enum DisplayItem: Sendable, Equatable {
  /// A path that is filled, stroked, or both (fill first).
  case path(Path, fill: Fill?, stroke: Stroke?)
  /// The same symbol at many places.
  case markers(Markers)
  /// A line of text.
  case text(TextRun)
  /// A grid of pixels stretched over a rectangle, without smoothing.
  case image(RasterImage, in: Rect)
  /// Shapes with a common meaning.
  case group(DisplayGroup)
}

extension DisplayItem {
  /// Whether a back end can draw the item: a path of numbers, an image with all its pixels.
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

  /// A fill, opaque by default.
  public init(_ paint: Paint, opacity: Double = 1) {
    self.paint = paint
    self.opacity = opacity
  }
}

/// How the outline of a path is painted.
public struct Stroke: Sendable, Hashable {
  /// The shape of a line's ends.
  public enum Cap: Sendable, Hashable {
    /// Ends at the point.
    case butt
    /// A half disc beyond the point.
    case round
  }

  /// The color.
  public var paint: Paint
  /// 0 (invisible) to 1.
  public var opacity: Double
  /// Width in points.
  public var width: Double
  /// Lengths of dashes and gaps in turn, in points; empty for a solid line.
  public var dash: [Double]
  /// The shape of the ends.
  public var cap: Cap
  /// Whether a raster back end may move the line to whole device pixels: true for axes and grids.
  public var isSnapped: Bool

  /// A stroke; solid, opaque, with butt ends by default.
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

/// One symbol stamped at many places, in one color or in one per place.
public struct Markers: Sendable, Equatable {
  /// The shape.
  public var symbol: Symbol
  /// The diameter of the disc of the same weight, in points.
  public var diameter: Double
  /// The centers.
  public var centers: [Point]
  /// One paint for all, or one for each center.
  public var paints: [Paint]
  /// 0 (invisible) to 1.
  public var opacity: Double

  /// The paint of the marker at `index`.
  public func paint(at index: Int) -> Paint { paints.count == 1 ? paints[0] : paints[index] }
}

/// A grid of opaque or translucent pixels, row by row from the top left.
public struct RasterImage: Sendable, Equatable {
  /// Number of columns.
  public var width: Int
  /// Number of rows.
  public var height: Int
  /// Straight (not premultiplied) red, green, blue, alpha bytes; 4 · width · height of them.
  public var pixels: [UInt8]

  /// Whether there are four bytes for each pixel, and at least one pixel; other images are not drawn.
  public var isComplete: Bool {
    let (area, overflow) = width.multipliedReportingOverflow(by: height)
    return width > 0 && height > 0 && !overflow && area < 1 << 40 && pixels.count == 4 * area
  }

  /// An image of the given bytes.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// Shapes with a common meaning.
public struct DisplayGroup: Sendable, Equatable {
  /// What a group is; back ends that have semantics write it down.
  public enum Role: String, Sendable {
    /// One chart with its axes.
    case chart
    /// The rectangle of one chart in which data are drawn; its path is the frame.
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
  /// The series that the group shows, as named in the legend; nil outside data.
  public var series: String?
  /// The kind of mark, such as `line`; nil outside data.
  public var kind: String?
  /// The whole name of what the picture shows shortened; nil for nothing.
  public var title: String?
  /// How places in the group become data; nil for all groups but plots.
  public var axes: PlotAxes?
  /// The values that readers of the picture can look up; nil for groups without any.
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

/// What turns a place in a plot back into data: for readers that show values under a pointer.
public struct PlotAxes: Sendable, Equatable {
  /// One axis.
  public struct Axis: Sendable, Equatable {
    /// Values and the positions that they have on the page.
    public var scale: PositionScale
    /// The label as plain text; empty for none.
    public var label: String
    /// The names at 0, 1, 2 …; nil where the axis shows numbers.
    public var names: [String]?
  }

  /// Along the page's width.
  public var x: Axis
  /// Along its height.
  public var y: Axis
}

/// Something that the author of a figure should know, though the picture is defined.
public enum Notice: Sendable, Equatable {
  /// Data that are not finite were left out: lines and areas have gaps, points are missing.
  case missingValues(mark: String, count: Int)
  /// A logarithmic axis or color scale has no place for data that are not positive; they were left out.
  case notPositive(mark: String, count: Int)
  /// Data beyond ±10³⁰⁰, which no axis reaches, were left out.
  case beyondRange(mark: String, count: Int)
  /// An axis of bars, `x` or `y`, begins away from zero because its domain was given: the lengths of
  /// bars do not compare.
  case barsCutOff(axis: String)
  /// A second axis, `x` or `y`, has no numbers for the scale of its axis, such as an offset on a
  /// logarithmic one; it was left out.
  case secondaryAxisLeftOut(axis: String)
  /// Sheather–Jones found no bandwidth (many ties); Silverman's rule was used.
  case bandwidthFallback(mark: String)
}

extension Notice: CustomStringConvertible {
  /// One line that says what was left out of which mark, and how often.
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
