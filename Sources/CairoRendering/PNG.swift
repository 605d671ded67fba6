internal import CCairo
import Plotting

extension DisplayList {
  /// The picture as a PNG file that knows its resolution.
  func png(dpi: Double, fonts: FontLibrary) throws -> [UInt8] {
    let scale = dpi / 72
    // A rounding error must not add a row of pixels.
    func pixels(_ length: Double) -> Int { Int((length * scale - 1e-6).rounded(.up)) }
    let (width, height) = (pixels(size.width), pixels(size.height))
    let surface = try CairoSurface(imageWidth: width, height: height)
    let background = theme.background
    cairo_set_source_rgb(surface.context, background.red, background.green, background.blue)
    cairo_paint(surface.context)
    cairo_scale(surface.context, scale, scale)
    try CairoCanvas(
      context: surface.context, theme: theme, pixelsPerPoint: scale, fonts: fonts
    ).draw(items)
    try check(cairo_status(surface.context))
    cairo_surface_flush(surface.surface)
    let bytes = try pngBytes(of: surface)
    try surface.finish()
    return insertingResolution(dpi, into: bytes)
  }
}

extension RasterImage {
  /// The pixels as a PNG file.
  func png() throws -> [UInt8] {
    let surface = try CairoSurface(self)
    let bytes = try pngBytes(of: surface)
    try surface.finish()
    return bytes
  }
}

private func pngBytes(of surface: borrowing CairoSurface) throws -> [UInt8] {
  let sink = ByteSink()
  try check(
    cairo_surface_write_to_png_stream(
      surface.surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque()))
  return sink.bytes
}

/// Puts a pHYs chunk after the header: Cairo writes none, and viewers then assume 72 or 96 dpi.
private func insertingResolution(_ dpi: Double, into png: [UInt8]) -> [UInt8] {
  let headerEnd = 8 + 25
  guard png.count > headerEnd else { return png }
  func bigEndian(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
  let perMetre = UInt32((dpi / 0.0254).rounded())
  let body = Array("pHYs".utf8) + bigEndian(perMetre) + bigEndian(perMetre) + [1]
  let chunk = bigEndian(9) + body + bigEndian(crc32(body))
  return png[..<headerEnd] + chunk + png[headerEnd...]
}

/// The cyclic redundancy check of PNG (ISO 3309), polynomial 0xEDB88320.
func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
  var crc: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
  return ~crc
}
