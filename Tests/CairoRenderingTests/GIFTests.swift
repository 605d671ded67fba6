import Plotting
import Testing

@testable import CairoRendering

/// The indices that a reader of GIF makes of a stream of codes (GIF89a, appendix F).
private func decompressed(_ bytes: [UInt8]) -> [UInt8] {
  var (buffer, filled, place, width) = (0, 0, 0, 9)
  func roots() -> [[UInt8]] { (0..<256).map { [UInt8($0)] } + [[], []] }
  var table = roots()
  var previous: [UInt8]?
  var result: [UInt8] = []
  while true {
    while filled < width, place < bytes.count {
      buffer |= Int(bytes[place]) << filled
      filled += 8
      place += 1
    }
    guard filled >= width else { return result }
    let code = buffer & ((1 << width) - 1)
    buffer >>= width
    filled -= width
    if code == 257 { return result }
    if code == 256 {
      (table, width, previous) = (roots(), 9, nil)
      continue
    }
    guard let last = previous else {
      previous = table[code]
      result += table[code]
      continue
    }
    let entry = code < table.count ? table[code] : last + [last[0]]
    if table.count < 4096 { table.append(last + [entry[0]]) }
    if table.count == 1 << width, width < 12 { width += 1 }
    result += entry
    previous = entry
  }
}

struct GIFTests {
  @Test func `what is compressed reads back, also beyond a full table`() {
    var state: UInt64 = 1
    let noise = (0..<60_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
    let flat = [UInt8](repeating: 7, count: 50_000)
    for indices in [[], [3], [3, 3, 3, 3], noise, flat, Array(noise.prefix(254)), flat + noise] {
      #expect(decompressed(GIF.compressed(indices)) == indices)
    }
  }

  @Test func `few colors stay exactly what they are`() {
    let pixels: [UInt32] = [0xFF00_0000, 0xFFFF_FFFF, 0xFF00_72B2, 0xFFD5_5E00]
    let table = ColorTable(of: [PixelImage(width: 4, height: 1, pixels: pixels)])
    for pixel in pixels {
      let place = 3 * Int(table.index(of: pixel))
      let color = table.bytes[place..<(place + 3)].reduce(0) { $0 << 8 | UInt32($1) }
      #expect(color == pixel & 0xFFFFFF)
    }
    #expect(table.bytes.count == 768)
  }

  @Test func `many colors come near to theirs`() {
    let pixels = (0..<4096).map { n -> UInt32 in
      0xFF00_0000 | UInt32(n >> 8) * 17 << 16 | UInt32(n >> 4 & 15) * 17 << 8 | UInt32(n & 15) * 17
    }
    let table = ColorTable(of: [PixelImage(width: 64, height: 64, pixels: pixels)])
    for pixel in pixels {
      let place = 3 * Int(table.index(of: pixel))
      for (offset, shift) in [(0, 16), (1, 8), (2, 0)] as [(Int, UInt32)] {
        let error = Int(table.bytes[place + offset]) - Int(pixel >> shift & 255)
        #expect(abs(error) <= 34)
      }
    }
  }

  private func steps() throws -> Steps {
    try Steps(1...3) { count in
      Figure(
        Chart { LineMark(x: 0...count, y: (0...count).map(Double.init)) }, width: .inches(2),
        height: .inches(1.5))
    }
  }

  @Test func `a frame for each step, and the same bytes each time`() throws {
    let file = try steps().gif(dpi: 72)
    #expect(file.starts(with: Array("GIF89a".utf8)) && file.last == 0x3B)
    #expect(file[6] == 144 && file[8] == 108)
    // The graphic control extension before each frame.
    let frames = file.indices.dropLast(3).count {
      Array(file[$0..<($0 + 4)]) == [0x21, 0xF9, 4, 4]
    }
    #expect(frames == 3)
    #expect(try steps().gif(dpi: 72) == file)
  }

  @Test func `a PDF has a page for each step`() throws {
    let properties = try pdfProperties(steps().pdf(title: "Climb"))
    #expect(properties["Pages"] == "3" && properties["Title"] == "Climb")
    #expect(try steps().pdf() == steps().pdf())
  }
}
