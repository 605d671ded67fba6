/// An image stretched over a rectangle of the plot.
///
/// Pixels are not smoothed; the part outside the plot is cropped at whole pixels.
public struct ImageMark: Mark {
  /// The kind `image`.
  public static let kind = "image"
  /// How the mark looks.
  public var style = MarkStyle()
  let image: RasterImage
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  /// Creates a mark from an image whose first row of pixels is at the upper end of y.
  public init(_ image: RasterImage, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.image = image
    self.x = x
    self.y = y
  }

  /// Creates a grayscale image from rows of numbers from 0 (black) to 1 (white), with one unit of
  /// data per pixel.
  ///
  /// Short rows are padded with transparent pixels; non-finite numbers are transparent too.
  public init(gray rows: [[Double]]) {
    let width = max(1, rows.map(\.count).max() ?? 0)
    let height = max(1, rows.count)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(4 * width * height)
    for row in rows.isEmpty ? [[]] : rows {
      for column in 0..<width {
        let value = column < row.count ? row[column] : .nan
        let byte = value.isFinite ? UInt8((min(max(value, 0), 1) * 255).rounded()) : 0
        pixels += [byte, byte, byte, value.isFinite ? 255 : 0]
      }
    }
    self.init(
      RasterImage(width: width, height: height, pixels: pixels), x: 0...Double(width),
      y: 0...Double(height))
  }

  /// A filled box.
  public var swatch: Swatch { .box(opacity: 1) }
  /// Data with their own colors.
  public var role: MarkRole { .colored }

  /// Checks that the image covers an area.
  ///
  /// - Throws: ``PlottingError/invalidParameter(mark:name:value:)`` if a side is empty, or if the
  ///   image does not have four bytes per pixel.
  public func survey(_ survey: inout ChartSurvey) throws {
    guard image.isComplete else {
      throw PlottingError.invalidParameter(
        mark: Self.kind, name: "pixels", value: Double(image.pixels.count))
    }
    for (name, side) in [("x", x), ("y", y)] {
      let length = side.upperBound - side.lowerBound
      guard length > 0, length.isFinite else {
        throw PlottingError.invalidParameter(mark: Self.kind, name: name, value: length)
      }
    }
  }

  /// The extent of the rectangle.
  public func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: [x.lowerBound, x.upperBound], padding: 0),
      y: AxisExtent(of: [y.lowerBound, y.upperBound], padding: 0))
  }

  /// The pixels inside the plot.
  public func items(in plot: Plot) -> [DisplayItem] {
    let (left, right) = (plot.x.position(x.lowerBound), plot.x.position(x.upperBound))
    let (bottom, top) = (plot.y.position(y.lowerBound), plot.y.position(y.upperBound))
    guard [left, right, bottom, top].allSatisfy(\.isFinite), left != right, top != bottom else {
      return []
    }
    // Columns and rows are those of the drawn image, which a reversed axis mirrors.
    let columns = visible(
      image.width, from: min(left, right), to: max(left, right), in: plot.rect.minX...plot.rect.maxX
    )
    let rows = visible(
      image.height, from: min(top, bottom), to: max(top, bottom),
      in: plot.rect.minY...plot.rect.maxY)
    guard !columns.isEmpty, !rows.isEmpty else { return [] }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(4 * columns.count * rows.count)
    for row in rows {
      let source = top < bottom ? row : image.height - 1 - row
      for column in columns {
        let place = 4 * (source * image.width + (left < right ? column : image.width - 1 - column))
        pixels += image.pixels[place..<(place + 3)]
        pixels.append(
          UInt8((Double(image.pixels[place + 3]) * min(max(style.opacity ?? 1, 0), 1)).rounded()))
      }
    }
    let width = abs(right - left) / Double(image.width)
    let height = abs(bottom - top) / Double(image.height)
    let area = Rect(
      x: min(left, right) + Double(columns.lowerBound) * width,
      y: min(top, bottom) + Double(rows.lowerBound) * height,
      width: Double(columns.count) * width, height: Double(rows.count) * height)
    return [
      .image(RasterImage(width: columns.count, height: rows.count, pixels: pixels), in: area)
    ]
  }

  /// The range of pixels in one direction that are entirely inside a range of positions.
  private func visible(
    _ count: Int, from start: Double, to end: Double, in range: ClosedRange<Double>
  ) -> Range<Int> {
    let size = (end - start) / Double(count)
    let first = ((range.lowerBound - start) / size - 1e-6).rounded(.up)
    let last = ((range.upperBound - start) / size + 1e-6).rounded(.down)
    let low = Int(min(max(first, 0), Double(count)))
    return low..<max(low, Int(min(max(last, 0), Double(count))))
  }
}
