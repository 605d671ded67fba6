/// Printed text as a terminal displays it.
///
/// After a carriage return or a backspace, text overwrites the previous text. The ECMA-48 escape
/// sequences for colors and weights become styles; others are ignored. Every other control
/// character is replaced by its symbol, such as ␀ (U+2400).
struct TerminalText: Equatable, Sendable {
  /// Characters with the same style.
  struct Run: Equatable, Sendable {
    var text: String
    var style = TerminalStyle()
  }

  /// The runs of each line.
  private(set) var lines: [[Run]] = []

  init(_ text: String) {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) else {
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last?.isEmpty == true { lines.removeLast() }
      self.lines = lines.map { $0.isEmpty ? [] : [Run(text: String($0))] }
      return
    }
    var screen = Screen()
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() { screen.put(scalar, &rest) }
    screen.endLine()
    lines = screen.lines
    if lines.last?.isEmpty == true { lines.removeLast() }
  }
}

/// The style of characters in a terminal.
struct TerminalStyle: Equatable, Sendable {
  enum Color: Equatable, Sendable {
    /// One of the sixteen colors of a terminal's palette.
    case named(Int)
    case rgb(Int, Int, Int)
  }

  var color: Color?
  var background: Color?
  var isBold = false
  var isFaint = false
  var isItalic = false
  var isUnderlined = false
  var isStruck = false

  /// Applies the parameters of “select graphic rendition”: ECMA-48, section 8.3.117.
  mutating func select(_ parameters: [Int]) {
    var rest = (parameters.isEmpty ? [0] : parameters)[...]
    while let parameter = rest.popFirst() {
      switch parameter {
      case 0: self = TerminalStyle()
      case 1: isBold = true
      case 2: isFaint = true
      case 3: isItalic = true
      case 4: isUnderlined = true
      case 9: isStruck = true
      case 22: (isBold, isFaint) = (false, false)
      case 23: isItalic = false
      case 24: isUnderlined = false
      case 29: isStruck = false
      case 30...37: color = .named(parameter - 30)
      case 90...97: color = .named(parameter - 82)
      case 38: color = Self.color(&rest) ?? color
      case 39: color = nil
      case 40...47: background = .named(parameter - 40)
      case 100...107: background = .named(parameter - 92)
      case 48: background = Self.color(&rest) ?? background
      case 49: background = nil
      default: break
      }
    }
  }

  /// `5;n`, one of 256 colors, or `2;r;g;b`.
  private static func color(_ rest: inout ArraySlice<Int>) -> Color? {
    switch rest.popFirst() {
    case 5:
      guard let index = rest.popFirst(), (0...255).contains(index) else { return nil }
      if index < 16 { return .named(index) }
      if index >= 232 {
        let gray = 8 + 10 * (index - 232)
        return .rgb(gray, gray, gray)
      }
      let levels = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return .rgb(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    case 2:
      let parts = [rest.popFirst(), rest.popFirst(), rest.popFirst()].compactMap(\.self)
      guard parts.count == 3, parts.allSatisfy((0...255).contains) else { return nil }
      return .rgb(parts[0], parts[1], parts[2])
    default: return nil
    }
  }
}

/// The lines of a terminal.
///
/// Only the last one can still change.
private struct Screen {
  var lines: [[TerminalText.Run]] = []
  private var cells: [(text: String, style: TerminalStyle)] = []
  private var column = 0
  private var style = TerminalStyle()

  mutating func put(_ scalar: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>) {
    switch scalar {
    case "\n": endLine()
    case "\r": column = 0
    case "\u{8}": column = max(column - 1, 0)
    case "\u{1B}": readEscape(&rest)
    default:
      // A combining mark belongs to the character before it.
      if scalar.properties.canonicalCombiningClass != .notReordered, column > 0,
        column <= cells.count
      {
        cells[column - 1].text.unicodeScalars.append(scalar)
        return
      }
      let text = scalar == "\t" ? "\t" : String(scalar.visible)
      while cells.count < column { cells.append((" ", TerminalStyle())) }
      if column < cells.count { cells[column] = (text, style) } else { cells.append((text, style)) }
      column += 1
    }
  }

  mutating func endLine() {
    var runs: [TerminalText.Run] = []
    for cell in cells {
      if runs.last?.style == cell.style {
        runs[runs.count - 1].text += cell.text
      } else {
        runs.append(TerminalText.Run(text: cell.text, style: cell.style))
      }
    }
    lines.append(runs)
    cells = []
    column = 0
  }

  private mutating func readEscape(_ rest: inout ArraySlice<Unicode.Scalar>) {
    guard let kind = rest.popFirst() else { return }
    switch kind {
    case "[":
      var parameters = ""
      while let next = rest.first, next.value < 0x40 {
        parameters.unicodeScalars.append(next)
        rest = rest.dropFirst()
      }
      control(rest.popFirst(), parameters)
    case "]":
      // A title or a link, up to BEL or ST.
      while let next = rest.popFirst(), next != "\u{7}" {
        if next == "\u{1B}", rest.first == "\\" {
          rest = rest.dropFirst()
          break
        }
      }
    case "(", ")": rest = rest.dropFirst()
    default: break
    }
  }

  private mutating func control(_ final: Unicode.Scalar?, _ parameters: String) {
    let numbers = parameters.split(omittingEmptySubsequences: false) { ";:".contains($0) }
      .map { Int($0) ?? 0 }
    let count = numbers.first ?? 0
    switch final {
    case "m": style.select(numbers)
    case "K":
      switch count {
      case 0: if column < cells.count { cells.removeSubrange(column...) }
      case 1: for index in cells.indices.prefix(column + 1) { cells[index] = (" ", style) }
      default: cells = []
      }
    case "C": column += max(count, 1)
    case "D": column = max(column - max(count, 1), 0)
    case "G": column = max(count - 1, 0)
    default: break
    }
    // Limits the width of the page.
    column = min(column, 10_000)
  }
}

extension Unicode.Scalar {
  /// The scalar, or its replacement if HTML and XML do not allow it.
  var visible: Unicode.Scalar {
    switch value {
    case 0x09, 0x0A, 0x0D: self
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? self
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: properties.isNoncharacterCodePoint ? "\u{FFFD}" : self
    }
  }
}
