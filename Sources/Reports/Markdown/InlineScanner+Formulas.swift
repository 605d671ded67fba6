import Literate

// Formulas between dollar signs, TeX environments without them, and `\eqref` and `\ref`.
extension InlineScanner {
  /// `$x$`, or GitHub's `` $`x`$ ``.
  ///
  /// As in pandoc, there may be no space inside the dollar signs and no digit after them, so "$5
  /// and $6" is not a formula.
  func inlineFormula(at start: Int) -> (Step, end: Int)? {
    guard let first = byte(start + 1), !isSpace(first) else { return nil }
    if first == UInt8(ascii: "`") {
      let close = (start + 2..<bytes.count).first {
        bytes[$0] == first && byte($0 + 1) == UInt8(ascii: "$")
      }
      guard let close, close > start + 2 else { return nil }
      let formula = MarkedFormula(pieces: pieces(of: start + 2..<close), isDisplay: false)
      return (.mark(.formula(formula), start..<close + 2), close + 2)
    }
    // A dollar sign in braces is part of the formula: `$\text{if $x > 0$}$`.
    guard
      let end = endOfInlineFormula(at: start, inBraces: false)
        ?? endOfInlineFormula(at: start, inBraces: true)
    else { return nil }
    let formula = MarkedFormula(pieces: pieces(of: start + 1..<end), isDisplay: false)
    return (.mark(.formula(formula), start..<end + 1), end + 1)
  }

  /// The dollar sign that ends a formula.
  private func endOfInlineFormula(at start: Int, inBraces: Bool) -> Int? {
    var (index, depth) = (start + 1, 0)
    while let current = byte(index) {
      switch current {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`") where endOfCodeSpan(at: index) != nil: return nil
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "$") where inBraces || depth <= 0:
        return isSpace(bytes[index - 1]) || byte(index + 1).map(isDigit) == true ? nil : index
      default: break
      }
      index += 1
    }
    return nil
  }

  func displayedFormula(at start: Int) -> (Step, end: Int)? {
    var index = start + 2
    while let current = byte(index) {
      if current == UInt8(ascii: "\\") {
        index += 2
      } else if current == UInt8(ascii: "$"), byte(index + 1) == current {
        var formula = MarkedFormula(pieces: pieces(of: start + 2..<index), isDisplay: true)
        let end = withAttributes(&formula, from: index + 2)
        return (.mark(.formula(formula), start..<end), end)
      } else {
        index += 1
      }
    }
    return (.problem(.unclosedFormula, start), start + 2)
  }

  /// `\begin{align} … \end{align}` without dollar signs at the beginning of a line.
  func environment(at start: Int) -> (Step, end: Int)? {
    let line = lineIndex(at: start)
    guard start == starts[line] + lines[line].prefixLength,
      let name = group(after: "\\begin", at: start), Self.environments.contains(name)
    else { return nil }
    let ending = Array("\\end{\(name)}".utf8)
    guard let close = (start..<bytes.count).first(where: { bytes[$0...].starts(with: ending) })
    else { return (.problem(.unclosedFormula, start), start + 6) }
    let end = close + ending.count
    var formula = MarkedFormula(pieces: pieces(of: start..<end), isDisplay: true)
    let after = withAttributes(&formula, from: end)
    return (.mark(.formula(formula), start..<after), after)
  }

  private static let environments: Set<String> = {
    let numbered = ["equation", "align", "gather", "alignat"]
    return Set(numbered + numbered.map { "\($0)*" })
  }()

  /// `\eqref{eq-x}` or `\ref{fig-x}` outside a formula.
  func texReference(at start: Int) -> (Step, end: Int)? {
    for command in ["\\eqref", "\\ref"] {
      guard let name = group(after: command, at: start) else { continue }
      let end = start + command.utf8.count + name.utf8.count + 2
      let reference = Reference(label: name, isNumberOnly: true, location: location(at: start))
      return (.mark(.reference(reference), start..<end), end)
    }
    return nil
  }

  /// The text in braces after a command.
  private func group(after command: String, at start: Int) -> String? {
    let name = Array(command.utf8)
    guard bytes[start...].starts(with: name), byte(start + name.count) == UInt8(ascii: "{"),
      let close = bytes[start...].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return String(decoding: bytes[(start + name.count + 1)..<close], as: UTF8.self)
  }

  /// Reads the attributes after a displayed formula.
  ///
  /// - Returns: The end of the attributes.
  private func withAttributes(_ formula: inout MarkedFormula, from end: Int) -> Int {
    let brace = bytes[end...].drop { $0 == UInt8(ascii: " ") }
    guard brace.first == UInt8(ascii: "{"),
      let (attributes, length) = Attributes.read(brace, location: location(at:))
    else { return end }
    formula.attributes = attributes
    return brace.startIndex + length
  }

  /// The lines of a formula, without the `>` of an enclosing quote, split at expressions.
  func pieces(of range: Range<Int>) -> [MarkedFormula.Piece] {
    let first = lineIndex(at: range.lowerBound)
    let isQuoted = lines[first].bytes[..<lines[first].prefixLength].contains(UInt8(ascii: ">"))
    var pieces: [MarkedFormula.Piece] = []
    for line in first..<lines.count where line == first || starts[line] < range.upperBound {
      var from = max(range.lowerBound, starts[line])
      if line > first, isQuoted { from = min(from + lines[line].prefixLength, range.upperBound) }
      let to = min(range.upperBound, starts[line] + lines[line].bytes.count)
      from = min(from, to)
      var startsLine = line > first
      repeat {
        // Only the placeholder of an expression begins with this byte.
        let end =
          byte(from) == 0xF4 && from < to
          ? min(from + 4, to) : bytes[from..<to].firstIndex(of: 0xF4) ?? to
        pieces.append(
          MarkedFormula.Piece(
            tex: String(decoding: bytes[from..<end], as: UTF8.self), location: location(at: from),
            startsLine: startsLine))
        startsLine = false
        from = end
      } while from < to
    }
    return pieces
  }
}
