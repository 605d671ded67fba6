internal import CCairo
import Plotting

extension DisplayList {
  /// Renders the figure as a PNG file with its resolution.
  func png(dpi: Double, isTransparent: Bool = false, fonts: FontLibrary) throws -> [UInt8] {
    try pixels(dpi: dpi, isTransparent: isTransparent, fonts: fonts).png(dpi: dpi)
  }

  /// Renders the figure on the theme's background, or on a transparent one.
  func pixels(
    dpi: Double, isTransparent: Bool = false, fonts: FontLibrary
  ) throws -> PixelImage {
    guard dpi > 0, dpi < 1e6 else { throw RenderingError.invalidResolution(dpi) }
    let scale = dpi / 72
    // A rounding error must not add a row of pixels.
    func pixels(_ length: Double) -> Int { Int((length * scale - 1e-6).rounded(.up)) }
    let surface = try CairoSurface(imageWidth: pixels(size.width), height: pixels(size.height))
    if !isTransparent {
      let background = theme.background
      cairo_set_source_rgb(surface.context, background.red, background.green, background.blue)
      cairo_paint(surface.context)
    }
    cairo_scale(surface.context, scale, scale)
    try CairoCanvas(
      context: surface.context, theme: theme, pixelsPerPoint: scale, fonts: fonts
    ).draw(items)
    let image = try surface.pixels()
    try surface.finish()
    return image
  }
}

/// Pixels in Cairo's format: 0xAARRGGBB, premultiplied, row by row from the top.
struct PixelImage: Equatable {
  let width: Int
  let height: Int
  let pixels: [UInt32]
}

extension CairoSurface {
  /// A copy of the pixels of an image surface.
  borrowing func pixels() throws -> PixelImage {
    try check(cairo_status(context))
    cairo_surface_flush(surface)
    let width = Int(cairo_image_surface_get_width(surface))
    let height = Int(cairo_image_surface_get_height(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface) else {
      return PixelImage(width: 0, height: 0, pixels: [])
    }
    let pixels = [UInt32](unsafeUninitializedCapacity: width * height) { buffer, count in
      for row in 0..<height {
        let line = UnsafeRawPointer(data + row * stride)
        UnsafeMutableRawBufferPointer(buffer).baseAddress?.advanced(by: 4 * row * width)
          .copyMemory(from: line, byteCount: 4 * width)
      }
      count = width * height
    }
    return PixelImage(width: width, height: height, pixels: pixels)
  }
}

extension PixelImage {
  /// Encodes the image as PNG (ISO/IEC 15948): with a palette for at most 256 colors, otherwise as
  /// RGB, or as RGBA if it has transparency.
  ///
  /// Cairo's own encoder supports neither palettes nor resolutions, and would take most of the time
  /// of a figure.
  func png(dpi: Double?) throws -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let indexed = indexed()
    let isOpaque = pixels.allSatisfy { $0 >> 24 == 0xFF }
    let colorType: UInt8 = indexed != nil ? 3 : isOpaque ? 2 : 6
    append(
      "IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, colorType, 0, 0, 0],
      to: &file)
    if let dpi {
      let perMeter = bigEndian(UInt32((dpi / 0.0254).rounded()))
      append("pHYs", perMeter + perMeter + [1], to: &file)
    }
    if let indexed {
      append("PLTE", indexed.palette.flatMap { straight($0).prefix(3) }, to: &file)
      if !isOpaque { append("tRNS", indexed.palette.map { UInt8($0 >> 24) }, to: &file) }
      append("IDAT", try deflate(indexed.scanlines), to: &file)
    } else {
      append("IDAT", try deflate(scanlines(channels: isOpaque ? 3 : 4)), to: &file)
    }
    append("IEND", [], to: &file)
    return file
  }

  /// Up to 256 colors in order of first appearance, and scanlines of their indices; nil for more
  /// colors.
  func indexed() -> (palette: [UInt32], scanlines: [UInt8])? {
    var palette: [UInt32] = []
    // An open-addressing hash table of four times the size of the palette; 0 is an empty slot.
    var slots = [UInt16](repeating: 0, count: 1024)
    var lines: [UInt8] = []
    lines.reserveCapacity((width + 1) * height)
    var (lastPixel, lastIndex): (UInt32, UInt8) = (0, 0)
    for row in 0..<height {
      lines.append(0)
      for pixel in pixels[(row * width)..<((row + 1) * width)] {
        if pixel == lastPixel, !palette.isEmpty {
          lines.append(lastIndex)
          continue
        }
        var slot = Int((pixel &* 2_654_435_761) >> 22)
        while slots[slot] != 0, palette[Int(slots[slot]) - 1] != pixel { slot = (slot + 1) & 1023 }
        if slots[slot] == 0 {
          if palette.count == 256 { return nil }
          palette.append(pixel)
          slots[slot] = UInt16(palette.count)
        }
        (lastPixel, lastIndex) = (pixel, UInt8(slots[slot] - 1))
        lines.append(lastIndex)
      }
    }
    return (palette, lines)
  }

  /// Scanlines of three or four channels; each byte is the difference from the byte above (filter
  /// 2).
  func scanlines(channels: Int) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity((channels * width + 1) * height)
    var above = [UInt32](repeating: 0, count: width)
    for row in 0..<height {
      lines.append(2)
      for column in 0..<width {
        let pixel = pixels[row * width + column]
        let value = channels == 3 || pixel >> 24 == 0xFF ? pixel : unmultiplied(pixel)
        let up = above[column]
        lines.append(UInt8(truncatingIfNeeded: value >> 16) &- UInt8(truncatingIfNeeded: up >> 16))
        lines.append(UInt8(truncatingIfNeeded: value >> 8) &- UInt8(truncatingIfNeeded: up >> 8))
        lines.append(UInt8(truncatingIfNeeded: value) &- UInt8(truncatingIfNeeded: up))
        if channels == 4 {
          lines.append(
            UInt8(truncatingIfNeeded: value >> 24) &- UInt8(truncatingIfNeeded: up >> 24))
        }
        above[column] = value
      }
    }
    return lines
  }

  func straight(_ pixel: UInt32) -> [UInt8] {
    let value = unmultiplied(pixel)
    return [
      UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255), UInt8(value >> 24),
    ]
  }

  private func unmultiplied(_ pixel: UInt32) -> UInt32 {
    let alpha = pixel >> 24
    guard alpha != 255, alpha != 0 else { return alpha == 0 ? 0 : pixel }
    func channel(_ shift: UInt32) -> UInt32 {
      min(255, ((pixel >> shift & 255) * 255 + alpha / 2) / alpha) << shift
    }
    return alpha << 24 | channel(16) | channel(8) | channel(0)
  }
}

extension RasterImage {
  /// Encodes the pixels as PNG.
  func png() throws -> [UInt8] {
    let surface = try CairoSurface(self)
    let bytes = try surface.pixels().png(dpi: nil)
    try surface.finish()
    return bytes
  }
}

func bigEndian(_ value: UInt32) -> [UInt8] {
  [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
}

/// Appends a chunk of a PNG file: length, name, content, checksum.
func append(_ name: String, _ content: [UInt8], to file: inout [UInt8]) {
  let body = Array(name.utf8) + content
  file += bigEndian(UInt32(content.count)) + body
  file += bigEndian(UInt32(crc32(0, body, UInt32(body.count))))
}

/// Compresses bytes in zlib format.
func deflate(_ bytes: [UInt8]) throws -> [UInt8] {
  var size = compressBound(UInt(bytes.count))
  var result = [UInt8](repeating: 0, count: Int(size))
  let code = compress2(&result, &size, bytes, UInt(bytes.count), 6)
  guard code == Z_OK else { throw RenderingError.compression(code: Int(code)) }
  result.removeLast(result.count - Int(size))
  return result
}
