/// SVG text with placeholders for the prefix of its ids, which may depend on the text itself.
///
/// ```swift
/// text += "<use href=\"#\(id: "title")\"/>"
/// ```
struct SVGText: ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8] = []
  /// The byte offsets where the prefix is inserted.
  private var prefixPlaces: [Int] = []

  init() {}

  init(stringLiteral text: String) { bytes = Array(text.utf8) }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = SVGText()

    init(literalCapacity: Int, interpolationCount: Int) {
      text.bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text.append(literal) }
    mutating func appendInterpolation(_ value: String) { text.append(value) }
    mutating func appendInterpolation(_ value: Int) { text.append("\(value)" as String) }
    mutating func appendInterpolation(_ value: SVGText) { text += value }

    /// Appends an id that ends in the given text.
    mutating func appendInterpolation(id suffix: String) { text.appendID(suffix) }
  }

  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ text: String) { bytes += text.utf8 }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Calls a closure that may append to the bytes.
  mutating func write(_ body: (inout [UInt8]) -> Void) { body(&bytes) }

  mutating func appendID(_ suffix: String) {
    prefixPlaces.append(bytes.count)
    bytes.append(UInt8(ascii: "-"))
    bytes += suffix.utf8
  }

  static func += (text: inout SVGText, other: SVGText) {
    for place in other.prefixPlaces { text.prefixPlaces.append(text.bytes.count + place) }
    text.bytes += other.bytes
  }

  /// The text with its complete ids; without a prefix, they start with a hash of the text.
  func named(_ prefix: String?) -> String {
    let prefix = Array((prefix ?? identifier).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + prefixPlaces.count * prefix.count)
    var start = 0
    for place in prefixPlaces {
      result += bytes[start..<place]
      result += prefix
      start = place
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self)
  }

  /// A letter followed by the FNV-1a hash of the text in base 36.
  private var identifier: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "f" + String(hash % 78_364_164_096, radix: 36)
  }
}
