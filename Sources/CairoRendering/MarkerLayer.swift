internal import CCairo
import Plotting

/// From this number of symbols on, vector back ends draw them as one raster image inside vector
/// axes.
let markerLayerThreshold = 50_000

extension Markers {
  /// The symbols as a translucent image at 288 dpi, and the rectangle that it covers.
  ///
  /// Its colors are those of the theme; they do not change with the page.
  func layer(theme: Theme) throws -> (image: RasterImage, rect: Rect) {
    let scale = 4.0
    var rect = Rect(
      x: centers[0].x, y: centers[0].y, width: 0, height: 0)
    for center in centers {
      rect = rect.union(Rect(x: center.x, y: center.y, width: 0, height: 0))
    }
    let reach = diameter + 1
    rect = Rect(
      x: rect.x - reach, y: rect.y - reach,
      width: ((rect.width + 2 * reach) * scale).rounded(.up) / scale,
      height: ((rect.height + 2 * reach) * scale).rounded(.up) / scale)
    let surface = try CairoSurface(
      imageWidth: Int((rect.width * scale).rounded()),
      height: Int((rect.height * scale).rounded()))
    var moved = self
    moved.centers = centers.map { Point(x: $0.x - rect.x, y: $0.y - rect.y) }
    try MarkerSprites(moved, pixelsPerPoint: scale, theme: theme).stamp(on: surface.context)
    let image = try surface.pixels().straightened
    try surface.finish()
    return (image, rect)
  }
}

extension PixelImage {
  /// The same image with straight (not premultiplied) alpha.
  var straightened: RasterImage {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * pixels.count)
    for pixel in pixels { bytes += straight(pixel) }
    return RasterImage(width: width, height: height, pixels: bytes)
  }
}
