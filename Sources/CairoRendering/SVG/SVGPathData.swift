import Plotting

/// Path data in relative commands; each coordinate is rounded once, so that errors do not
/// accumulate.
struct SVGPathData {
  private(set) var bytes: [UInt8] = []
  /// The data as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
  private var current = (x: 0, y: 0)
  private var start = (x: 0, y: 0)
  private var lastCommand = UInt8(ascii: " ")
  /// Coordinates per unit: 100 for points with two decimals, 1 for whole units.
  private let scale: Double

  /// The data of a path; a scale of 100 writes hundredths, 1 whole numbers.
  init(_ path: Path, scale: Double = 100) {
    self.scale = scale
    for element in path.elements { append(element) }
  }

  private mutating func append(_ element: Path.Element) {
    switch element {
    case .move(let point):
      let target = rounded(point)
      command(UInt8(ascii: "m"))
      number(target.x - current.x)
      number(target.y - current.y)
      (current, start) = (target, target)
    case .line(let point):
      let target = rounded(point)
      let (dx, dy) = (target.x - current.x, target.y - current.y)
      if dx == 0, dy == 0 { return }
      if dy == 0 {
        command(UInt8(ascii: "h"))
        number(dx)
      } else if dx == 0 {
        command(UInt8(ascii: "v"))
        number(dy)
      } else {
        command(UInt8(ascii: "l"))
        number(dx)
        number(dy)
      }
      current = target
    case .curve(let a, let b, let c):
      command(UInt8(ascii: "c"))
      for point in [a, b, c] {
        let target = rounded(point)
        number(target.x - current.x)
        number(target.y - current.y)
      }
      current = rounded(c)
    case .close:
      bytes.append(UInt8(ascii: "z"))
      lastCommand = UInt8(ascii: "z")
      current = start
    }
  }

  private func rounded(_ point: Point) -> (x: Int, y: Int) {
    (SVGNumber.whole(point.x * scale), SVGNumber.whole(point.y * scale))
  }

  private var isAfterCommand = false

  /// Writes a command letter, unless it repeats the previous one.
  private mutating func command(_ letter: UInt8) {
    isAfterCommand = letter != lastCommand || letter == UInt8(ascii: "m")
    if isAfterCommand { bytes.append(letter) }
    lastCommand = letter
  }

  private mutating func number(_ value: Int) {
    if value >= 0, !isAfterCommand { bytes.append(UInt8(ascii: " ")) }
    isAfterCommand = false
    if scale == 1 {
      if value < 0 { bytes.append(UInt8(ascii: "-")) }
      SVGNumber.append(whole: value.magnitude, to: &bytes)
    } else {
      SVGNumber.append(value, to: &bytes)
    }
  }
}
