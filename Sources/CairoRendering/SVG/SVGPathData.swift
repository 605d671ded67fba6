import Plotting

/// Path data in relative commands, each coordinate rounded once so that errors do not add up.
struct SVGPathData {
  private(set) var text = ""
  private var current = (x: 0, y: 0)
  private var start = (x: 0, y: 0)
  private var lastCommand: Character = " "
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
      command("m")
      number(target.x - current.x)
      number(target.y - current.y)
      (current, start) = (target, target)
    case .line(let point):
      let target = rounded(point)
      let (dx, dy) = (target.x - current.x, target.y - current.y)
      if dx == 0, dy == 0 { return }
      if dy == 0 {
        command("h")
        number(dx)
      } else if dx == 0 {
        command("v")
        number(dy)
      } else {
        command("l")
        number(dx)
        number(dy)
      }
      current = target
    case .curve(let a, let b, let c):
      command("c")
      for point in [a, b, c] {
        let target = rounded(point)
        number(target.x - current.x)
        number(target.y - current.y)
      }
      current = rounded(c)
    case .close:
      text += "z"
      lastCommand = "z"
      current = start
    }
  }

  private func rounded(_ point: Point) -> (x: Int, y: Int) {
    (Int((point.x * scale).rounded()), Int((point.y * scale).rounded()))
  }

  private var isAfterCommand = false

  /// A command letter, left out where it repeats.
  private mutating func command(_ letter: Character) {
    isAfterCommand = letter != lastCommand || letter == "m"
    if isAfterCommand { text.append(letter) }
    lastCommand = letter
  }

  private mutating func number(_ value: Int) {
    if value >= 0, !isAfterCommand { text += " " }
    isAfterCommand = false
    if scale == 1 { text += String(value) } else { SVGNumber.append(value, to: &text) }
  }
}
