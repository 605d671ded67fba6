/// At most 256 colors that represent all colors of some images.
///
/// Median cut (Heckbert 1982, doi 10.1145/800064.801294) over colors with five bits per channel:
/// the box with the largest weighted spread is split at the median of its pixels, and each box is
/// represented by the mean of its pixels.
struct ColorTable {
  private var colors: [UInt32] = []
  /// The index of the representing color for each color with five bits per channel.
  private var numbers = [UInt8](repeating: 0, count: 32_768)

  private struct Bin {
    var key: Int
    var count: Int
    var red: Int
    var green: Int
    var blue: Int

    func channel(_ channel: Int) -> Int { key >> (10 - 5 * channel) & 31 }
  }

  init(of images: [PixelImage], limit: Int = 256) {
    var boxes = [Self.bins(of: images)]
    while boxes.count < limit {
      // A box is weighted by the number and the spread of its pixels.
      let widest = boxes.indices.max { Self.weight(boxes[$0]) < Self.weight(boxes[$1]) }
      guard let widest, Self.weight(boxes[widest]) > 0 else { break }
      let (low, high) = Self.halves(of: boxes[widest])
      boxes[widest] = low
      boxes.append(high)
    }
    for (number, box) in boxes.enumerated() {
      let count = max(1, box.reduce(0) { $0 + $1.count })
      func mean(_ channel: KeyPath<Bin, Int>) -> UInt32 {
        UInt32((box.reduce(0) { $0 + $1[keyPath: channel] } + count / 2) / count)
      }
      colors.append(mean(\.red) << 16 | mean(\.green) << 8 | mean(\.blue))
      for bin in box { numbers[bin.key] = UInt8(number) }
    }
  }

  /// The red, green and blue bytes of 256 colors; unused entries are black.
  var bytes: [UInt8] {
    (0..<256).flatMap { index -> [UInt8] in
      let color = index < colors.count ? colors[index] : 0
      return [UInt8(color >> 16 & 255), UInt8(color >> 8 & 255), UInt8(color & 255)]
    }
  }

  /// The index of the color that represents a pixel.
  func index(of pixel: UInt32) -> UInt8 { numbers[Self.key(pixel)] }

  private static func key(_ pixel: UInt32) -> Int {
    Int(pixel >> 19 & 31) << 10 | Int(pixel >> 11 & 31) << 5 | Int(pixel >> 3 & 31)
  }

  private static func bins(of images: [PixelImage]) -> [Bin] {
    var bins = (0..<32_768).map { Bin(key: $0, count: 0, red: 0, green: 0, blue: 0) }
    for image in images {
      for pixel in image.pixels {
        let key = key(pixel)
        bins[key].count += 1
        bins[key].red += Int(pixel >> 16 & 255)
        bins[key].green += Int(pixel >> 8 & 255)
        bins[key].blue += Int(pixel & 255)
      }
    }
    return bins.filter { $0.count > 0 }
  }

  private static func spread(_ box: [Bin], _ channel: Int) -> Int {
    let values = box.map { $0.channel(channel) }
    return (values.max() ?? 0) - (values.min() ?? 0)
  }

  /// The square root of the pixel count, so that a large background does not take all cuts.
  private static func weight(_ box: [Bin]) -> Double {
    let widest = (0..<3).map { spread(box, $0) }.max() ?? 0
    return Double(widest) * Double(box.reduce(0) { $0 + $1.count }).squareRoot()
  }

  /// Splits a box into two parts of at least one color each.
  private static func halves(of box: [Bin]) -> (low: [Bin], high: [Bin]) {
    let channel = (0..<3).max { spread(box, $0) < spread(box, $1) } ?? 0
    let sorted = box.sorted { ($0.channel(channel), $0.key) < ($1.channel(channel), $1.key) }
    let half = sorted.reduce(0) { $0 + $1.count } / 2
    var (sum, cut) = (0, 0)
    while cut < sorted.count - 1, sum + sorted[cut].count <= half || cut == 0 {
      sum += sorted[cut].count
      cut += 1
    }
    return (Array(sorted[..<cut]), Array(sorted[cut...]))
  }
}
