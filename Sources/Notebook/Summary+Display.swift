public import Statistics

extension Summary: Displayable {
  /// The facts, followed by the tables.
  public var display: Display {
    let facts = facts.map { "**\($0.name)** \(number(in: $0.text))" }
    let parts = (facts.isEmpty ? [] : [facts.joined(separator: " · ")]) + tables.map(\.markdown)
    return .markdown(parts.joined(separator: "\n\n"))
  }
}

/// A text with its digits rounded to seven if it is a number; else unchanged.
private func number(in text: String) -> String {
  Double(text).map { typographic($0.formatted(digits: 7)) } ?? text
}

/// A formatted number in typographic form: with a minus sign, and powers of ten instead of `e`.
private func typographic(_ number: String) -> String {
  let parts = number.replacing("-", with: "−").split(separator: "e", maxSplits: 1)
  guard parts.count == 2 else { return parts.first.map(String.init) ?? "" }
  let raised = parts[1].map { sign -> String in
    sign == "−" ? "⁻" : sign.wholeNumberValue.map { String(Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0]) } ?? ""
  }
  return "\(parts[0])\u{202F}×\u{202F}10\(raised.joined())"
}

extension Summary.Table {
  /// The table in Markdown, with numbers right-aligned.
  fileprivate var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let shown = rows.prefix(Self.limit)
    var lines = [
      line([corner] + columns), line([":--"] + columns.map { _ in "--:" }),
    ]
    lines += shown.map {
      line([$0.name] + $0.numbers.map { ($0?.formatted(digits: 5)).map(typographic) ?? "" })
    }
    if rows.count > shown.count {
      lines += ["", "*\(rows.count - shown.count) more rows are not shown.*"]
    }
    return lines.joined(separator: "\n")
  }

  /// The maximum number of rows that are shown.
  private static let limit = 60
}

extension Matrix: Displayable {
  /// The matrix in brackets; a large matrix is cut to 12 rows and 10 columns.
  public var display: Display {
    let (shownRows, shownColumns) = (min(rows, 12), min(columns, 10))
    var lines = (0..<shownRows).map { i in
      (0..<shownColumns).map { self[i, $0].formatted(digits: 5) }
        + (shownColumns < columns ? ["\\cdots"] : [])
    }
    if shownRows < rows {
      let width = shownColumns + (shownColumns < columns ? 1 : 0)
      lines.append(Array(repeating: "\\vdots", count: width))
    }
    let body = lines.map { $0.map(tex).joined(separator: " & ") }.joined(separator: " \\\\ ")
    let size =
      shownRows < rows || shownColumns < columns ? "\\quad (\(rows) \\times \(columns))" : ""
    return .math("\\begin{bmatrix} \(body) \\end{bmatrix}\(size)")
  }
}

/// A formatted number in TeX: `1.5e-9` is 1.5·10⁻⁹.
private func tex(_ number: String) -> String {
  let parts = number.split(separator: "e", maxSplits: 1)
  guard parts.count == 2, let exponent = Int(parts[1]) else {
    return number == "∞"
      ? "\\infty"
      : number == "−∞"
        ? "-\\infty"
        : number == "NaN" ? "\\text{NaN}" : number
  }
  return "\(parts[0]) \\cdot 10^{\(exponent)}"
}
