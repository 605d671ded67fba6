import Plotting

/// Writes symbols as paths, with common attributes once on a group.
///
/// Discs are zero-length lines with round caps, as in `M12 5h0`. Opaque symbols of one color share
/// a path; translucent symbols need a path each, because overlaps within one path are painted only
/// once.
struct SVGMarkers {
  let markers: Markers
  /// The attribute of a paint, with the style that lets the page override it.
  let attribute: (_ property: String, _ paint: Paint) -> SVGText
  private(set) var text = SVGText()

  init(_ markers: Markers, attribute: @escaping (String, Paint) -> SVGText) {
    self.markers = markers
    self.attribute = attribute
    write()
  }

  private var isDot: Bool { markers.symbol == .circle }
  private var property: String { Self.property(of: markers.symbol) }

  /// The property that sets the color of a symbol.
  static func property(of symbol: Symbol) -> String {
    symbol == .circle || symbol.isStroked ? "stroke" : "fill"
  }

  private mutating func append(_ part: String) { text.append(part) }

  private mutating func write() {
    let isStroked = property == "stroke"
    var common = SVGText()
    if isStroked {
      let width = isDot ? markers.diameter : Symbol.strokeWidth(diameter: markers.diameter)
      common += " fill=\"none\" stroke-width=\"\(SVGNumber.text(width))\""
      if isDot { common += " stroke-linecap=\"round\"" }
    }
    if markers.opacity < 1 {
      common += " \(property)-opacity=\"\(SVGNumber.text(markers.opacity))\""
    }
    let all = Array(markers.centers.indices)
    if markers.paints.count == 1 {
      common += attribute(property, markers.paints[0])
      return write(all, common)
    }
    append("<g")
    text += common
    append(">\n")
    // If hardly any symbols share a color, grouping saves nothing.
    let isVaried = Set(markers.paints.prefix(64)).count > 32
    let groups = isVaried ? [] : indicesByPaint()
    if !isVaried, markers.opacity == 1 || groups.count * 3 <= all.count {
      for indices in groups { write(indices, attribute(property, markers.paints[indices[0]])) }
    } else {
      for index in all { writeOne(index, paint: markers.paints[index]) }
      append("\n")
    }
    append("</g>\n")
  }

  /// The symbols of each color, in order of first appearance.
  private func indicesByPaint() -> [[Int]] {
    var places: [Paint: Int] = [:]
    var groups: [[Int]] = []
    var last: (paint: Paint, place: Int)?
    for (index, paint) in markers.paints.enumerated() {
      let place: Int
      if let last, last.paint == paint {
        place = last.place
      } else if let known = places[paint] {
        place = known
      } else {
        place = groups.count
        places[paint] = place
        groups.append([])
      }
      groups[place].append(index)
      last = (paint, place)
    }
    return groups
  }

  /// Writes symbols of one color.
  private mutating func write(_ indices: [Int], _ attributes: SVGText) {
    if markers.opacity == 1 || indices.count == 1 {
      append("<path")
      text += attributes
      append(" d=\"")
      writeRelative(indices)
      append("\"/>\n")
      return
    }
    append("<g")
    text += attributes
    append(">\n")
    for index in indices { writeOne(index, paint: nil) }
    append("\n</g>\n")
  }

  private mutating func writeOne(_ index: Int, paint: Paint?) {
    let center = markers.centers[index]
    append("<path d=\"")
    if isDot {
      writeMove("M", center.x, center.y)
      append("h0")
    } else {
      let outline = outline(at: center)
      text.write { $0 += outline }
    }
    append("\"")
    if let paint { write(paint) }
    append("/>")
  }

  private mutating func write(_ paint: Paint) {
    guard case .color(let color) = paint else {
      text += attribute(property, paint)
      return
    }
    append(isDot ? " stroke=\"#" : " \(property)=\"#")
    for byte in color.bytes {
      for digit in [byte >> 4, byte & 15] {
        text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
    append("\"")
  }

  /// Positions of thousands of symbols with separate paths are rounded to tenths of a point, 1/7 of
  /// a pixel.
  private func rounded(_ value: Double) -> Int {
    markers.centers.count < 2000
      ? SVGNumber.hundredths(value) : SVGNumber.whole(value * 10) * 10
  }

  private mutating func writeMove(_ command: String, _ x: Double, _ y: Double) {
    append(command)
    let (right, below) = (rounded(x), rounded(y))
    text.write { bytes in
      SVGNumber.append(right, to: &bytes)
      if below >= 0 { bytes.append(UInt8(ascii: " ")) }
      SVGNumber.append(below, to: &bytes)
    }
  }

  /// Writes symbols into one path, each relative to the previous one.
  private mutating func writeRelative(_ indices: [Int]) {
    guard isDot else {
      var path = Path()
      for index in indices {
        path.elements +=
          markers.symbol.path(center: markers.centers[index], diameter: markers.diameter).elements
      }
      text.write { $0 += SVGPathData(path).bytes }
      return
    }
    text.write { bytes in
      var (x, y) = (0, 0)
      for index in indices {
        let center = markers.centers[index]
        let (right, below) = (SVGNumber.hundredths(center.x), SVGNumber.hundredths(center.y))
        bytes.append(UInt8(ascii: "m"))
        SVGNumber.append(right - x, to: &bytes)
        if below >= y { bytes.append(UInt8(ascii: " ")) }
        SVGNumber.append(below - y, to: &bytes)
        bytes.append(UInt8(ascii: "h"))
        bytes.append(UInt8(ascii: "0"))
        (x, y) = (right, below)
      }
    }
  }

  private func outline(at center: Point) -> [UInt8] {
    SVGPathData(markers.symbol.path(center: center, diameter: markers.diameter)).bytes
  }
}
