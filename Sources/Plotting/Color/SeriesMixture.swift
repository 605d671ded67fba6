/// A mixture of series colors in Oklab, as for a point that belongs to several components.
///
/// The shares are multiples of 1/10 of the at most four series with the largest weights. The eye
/// cannot see the rounding, and points with the same mixture can share their attributes in a file.
public struct SeriesMixture: Sendable, Hashable {
  /// Pairs of a series number and its tenths, one byte each, with the largest share in the lowest
  /// bytes.
  private let code: UInt64

  /// The number of parts in a whole.
  static let whole = 10

  /// Creates a mixture of series 1, 2, … with the given weights.
  ///
  /// Negative and non-finite weights count as zero. Without any positive weight, the mixture has no
  /// shares and its color is mid gray.
  public init(weights: [Double]) {
    var largest: [(number: Int, weight: Double)] = []
    for (index, weight) in weights.prefix(255).enumerated() where weight > 0 && weight.isFinite {
      let place = largest.firstIndex { $0.weight < weight } ?? largest.count
      if place < 4 { largest.insert((index + 1, weight), at: place) }
      if largest.count > 4 { largest.removeLast() }
    }
    let total = largest.reduce(0) { $0 + $1.weight }
    var code: UInt64 = 0
    // Rounding the cumulative sum, not each share, makes the parts add up to the whole.
    var (sum, parts) = (0.0, 0)
    for (place, share) in largest.enumerated() {
      sum += share.weight
      let upTo = Int((sum / total * Double(Self.whole)).rounded())
      if upTo > parts { code |= UInt64(share.number | (upTo - parts) << 8) << (16 * UInt64(place)) }
      parts = upTo
    }
    self.code = code
  }

  /// The series and their parts of ``whole``, largest first.
  var shares: [(number: Int, parts: Int)] {
    (0..<4).compactMap { place in
      let pair = Int(code >> (16 * UInt64(place)) & 0xFFFF)
      return pair == 0 ? nil : (pair & 0xFF, pair >> 8)
    }
  }

  /// The shares of series 1, 2, …, which add up to 1.
  public var weights: [(series: Int, share: Double)] {
    shares.map { ($0.number, Double($0.parts) / Double(Self.whole)) }
  }
}
