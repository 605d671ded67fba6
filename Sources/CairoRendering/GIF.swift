/// Animated GIF (GIF89a, CompuServe 1990) with one palette for all frames; each frame contains only
/// the rectangle that changed.
enum GIF {
  /// - Parameters:
  ///   - images: The frames, all of the same size and opaque.
  ///   - secondsPerStep: The duration of each frame, rounded to hundredths; the last one is shown
  ///     three times as long.
  /// - Returns: The file, which loops forever.
  static func file(_ images: [PixelImage], secondsPerStep: Double) -> [UInt8] {
    guard let first = images.first else { return [] }
    let palette = ColorTable(of: images)
    var file = Array("GIF89a".utf8)
    file += littleEndian(first.width) + littleEndian(first.height)
    // A global table of 2⁸ colors, background color 0, square pixels.
    file += [0xF7, 0, 0] + palette.bytes
    file += [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1, 0, 0, 0]
    for (index, image) in images.enumerated() {
      let area =
        index == 0
        ? (x: 0, y: 0, width: image.width, height: image.height)
        : AnimatedPNG.changed(from: images[index - 1], to: image)
      let isLast = index == images.count - 1
      let delay = min(
        65_535, max(2, (secondsPerStep > 0 ? secondsPerStep : 0) * 100 * (isLast ? 3 : 1)))
      // Each frame is drawn over the earlier ones, which stay.
      file += [0x21, 0xF9, 4, 0x04] + littleEndian(Int(delay.rounded())) + [0, 0]
      file += [0x2C]
      for value in [area.x, area.y, area.width, area.height] { file += littleEndian(value) }
      file += [0]
      let part = image.cropped(area.x, area.y, area.width, area.height)
      file.append(8)
      file += blocks(compressed(part.pixels.map { palette.index(of: $0) }))
    }
    return file + [0x3B]
  }

  private static func littleEndian(_ value: Int) -> [UInt8] {
    [UInt8(value & 255), UInt8(value >> 8 & 255)]
  }

  /// Splits bytes into blocks of at most 255, followed by an empty block.
  private static func blocks(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 255 + 2)
    for start in stride(from: 0, to: bytes.count, by: 255) {
      let block = bytes[start..<min(start + 255, bytes.count)]
      result.append(UInt8(block.count))
      result += block
    }
    return result + [0]
  }

  /// Compresses indices with LZW codes of 9 to 12 bits (Welch 1984, doi 10.1109/MC.1984.1659158),
  /// low bits first; the table is cleared when it is full.
  static func compressed(_ indices: [UInt8]) -> [UInt8] {
    let (clear, end) = (256, 257)
    var bytes: [UInt8] = []
    var (buffer, filled) = (0, 0)
    var width = 9
    func write(_ code: Int) {
      buffer |= code << filled
      filled += width
      while filled >= 8 {
        bytes.append(UInt8(buffer & 255))
        buffer >>= 8
        filled -= 8
      }
    }
    // The children of each code: table[code · 256 + index], 0 for none.
    var table = [UInt16](repeating: 0, count: 4096 * 256)
    var next = 258
    write(clear)
    guard var code = indices.first.map(Int.init) else {
      write(end)
      write(0)
      return bytes
    }
    for index in indices.dropFirst() {
      let slot = code << 8 | Int(index)
      if table[slot] != 0 {
        code = Int(table[slot])
        continue
      }
      write(code)
      if next < 4096 {
        table[slot] = UInt16(next)
        // The decoder lags by one entry: it widens after reading the code that this entry
        // completes.
        if next == 1 << width, width < 12 { width += 1 }
        next += 1
      } else {
        write(clear)
        for place in table.indices where table[place] != 0 { table[place] = 0 }
        (next, width) = (258, 9)
      }
      code = Int(index)
    }
    write(code)
    if next == 1 << width, width < 12 { width += 1 }
    write(end)
    if filled > 0 { bytes.append(UInt8(buffer & 255)) }
    return bytes
  }
}
