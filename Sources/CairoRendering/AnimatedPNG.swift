/// Animated PNG (PNG third edition, W3C 2025); each frame contains only the rectangle that changed.
enum AnimatedPNG {
  static func file(_ images: [PixelImage], dpi: Double, secondsPerStep: Double) throws -> [UInt8] {
    guard let first = images.first else { return [] }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append(
      "IHDR", bigEndian(UInt32(first.width)) + bigEndian(UInt32(first.height)) + [8, 2, 0, 0, 0],
      to: &file)
    let perMeter = bigEndian(UInt32((dpi / 0.0254).rounded()))
    append("pHYs", perMeter + perMeter + [1], to: &file)
    append("acTL", bigEndian(UInt32(images.count)) + bigEndian(0), to: &file)
    var sequence: UInt32 = 0
    for (index, image) in images.enumerated() {
      let area =
        index == 0
        ? (x: 0, y: 0, width: image.width, height: image.height)
        : changed(from: images[index - 1], to: image)
      let isLast = index == images.count - 1
      let delay = UInt16(
        min(65_535, max(1, (secondsPerStep > 0 ? secondsPerStep : 0) * 1000 * (isLast ? 3 : 1))))
      var control = bigEndian(sequence)
      for value in [area.width, area.height, area.x, area.y] { control += bigEndian(UInt32(value)) }
      // A delay in thousandths: 0x03E8. Nothing is disposed of; pixels replace earlier ones.
      control += [UInt8(delay >> 8), UInt8(delay & 255)] + [0x03, 0xE8, 0, 0]
      append("fcTL", control, to: &file)
      sequence += 1
      let data = try deflate(
        image.cropped(area.x, area.y, area.width, area.height).scanlines(channels: 3))
      if index == 0 {
        append("IDAT", data, to: &file)
      } else {
        append("fdAT", bigEndian(sequence) + data, to: &file)
        sequence += 1
      }
    }
    append("IEND", [], to: &file)
    return file
  }

  /// The smallest rectangle that contains all differences; one pixel if there are none.
  static func changed(
    from old: PixelImage, to new: PixelImage
  ) -> (x: Int, y: Int, width: Int, height: Int) {
    guard old.width == new.width, old.height == new.height else {
      return (0, 0, new.width, new.height)
    }
    var (left, right, top, bottom) = (Int.max, -1, Int.max, -1)
    for row in 0..<new.height {
      for column in 0..<new.width
      where old.pixels[row * new.width + column] != new.pixels[row * new.width + column] {
        (left, right) = (min(left, column), max(right, column))
        (top, bottom) = (min(top, row), max(bottom, row))
      }
    }
    return right < 0 ? (0, 0, 1, 1) : (left, top, right - left + 1, bottom - top + 1)
  }
}

extension PixelImage {
  func cropped(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> PixelImage {
    PixelImage(
      width: width, height: height,
      pixels: (y..<(y + height)).flatMap { row in
        pixels[(row * self.width + x)..<(row * self.width + x + width)]
      })
  }
}
