import Literate

// Syntax of other programs.
extension InlineScanner {
  /// TeX's `\[x^2\]` and `\(x^2\)`.
  ///
  /// In Markdown, these are also escaped brackets, so only text that looks like TeX is a formula.
  func bracketedFormula(at start: Int) -> (Step, end: Int)? {
    guard let bracket = byte(start + 1), "[(".utf8.contains(bracket) else { return nil }
    let isDisplay = bracket == UInt8(ascii: "[")
    let closing = UInt8(ascii: isDisplay ? "]" : ")")
    var index = start + 2
    while let current = byte(index) {
      if current == UInt8(ascii: "\\") {
        if byte(index + 1) == closing { break }
        // Formulas cannot be nested, so each byte is scanned only once.
        if byte(index + 1) == bracket { return nil }
        index += 1
      }
      index += 1
    }
    guard index < bytes.count, isTeX(bytes[(start + 2)..<index], orSum: true) else { return nil }
    let formula = MarkedFormula(pieces: pieces(of: start + 2..<index), isDisplay: isDisplay)
    return (.mark(.formula(formula), start..<index + 2), index + 2)
  }

  /// A formula with a space next to one of its dollar signs, which would be shown as text.
  ///
  /// Only text that contains TeX counts, unlike amounts of money.
  func spacedFormula(at start: Int) -> (Step, end: Int)? {
    var index = start + 1
    while let current = byte(index), current != UInt8(ascii: "$") {
      index += current == UInt8(ascii: "\\") ? 2 : 1
    }
    guard byte(index) != nil, byte(index + 1) != UInt8(ascii: "$"),
      isTeX(bytes[(start + 1)..<index], orSum: false)
    else { return nil }
    let problem = PageProblem.unsupported(
      what: "a formula with a space after its first $ or before its last one",
      instead: "leave the space out, or write \\$ for a dollar sign")
    return (.problem(problem, start), index + 1)
  }

  /// A TeX command that would be text outside a formula, such as `\textbf{x}`.
  func command(at start: Int) -> (Step, end: Int)? {
    let name = bytes[(start + 1)...].prefix(while: isLetter)
    let text = String(decoding: name, as: UTF8.self)
    guard Self.commands.contains(text) else { return nil }
    let problem = PageProblem.unsupported(
      what: "the command \\\(text) outside of a formula", instead: "write it in Markdown")
    return (.problem(problem, start), name.endIndex)
  }

  /// Commands for documents.
  ///
  /// A path such as `C:\Users` is not a command.
  private static let commands: Set<String> = [
    "newpage", "pagebreak", "clearpage", "noindent", "vspace", "hspace", "textbf", "textit",
    "texttt",
    "textsc", "emph", "underline", "cite", "citep", "citet", "autoref", "cref", "footnote", "label",
    "section", "subsection", "chapter", "item", "includegraphics", "LaTeX", "TeX", "begin", "end",
  ]

  /// `{=html}`, which marks raw text in pandoc.
  func rawAttribute(at start: Int) -> (Step, end: Int)? {
    guard byte(start + 1) == UInt8(ascii: "=") else { return nil }
    let name = bytes[(start + 2)...].prefix(while: isLetter)
    guard !name.isEmpty, byte(name.endIndex) == UInt8(ascii: "}") else { return nil }
    let text = String(decoding: bytes[start...name.endIndex], as: UTF8.self)
    let problem = PageProblem.unsupported(
      what: "raw text as \(text)", instead: "write HTML as it is")
    return (.problem(problem, start), name.endIndex + 1)
  }

  /// A role of MyST, such as `` {eq}`label` ``.
  func role(at start: Int) -> (Step, end: Int)? {
    let name = bytes[(start + 1)...].prefix { isNameByte($0) }
    guard !name.isEmpty, byte(name.endIndex) == UInt8(ascii: "}"),
      byte(name.endIndex + 1) == UInt8(ascii: "`"),
      let end = endOfCodeSpan(at: name.endIndex + 1)
    else { return nil }
    let text = String(decoding: bytes[start...name.endIndex], as: UTF8.self)
    let problem = PageProblem.unsupported(
      what: "the role \(text)", instead: "write @eq-name for a reference and $x$ for a formula")
    return (.problem(problem, start), end)
  }

  /// Whether a text contains a TeX command, or a subscript or superscript in braces.
  private func isTeX(_ text: ArraySlice<UInt8>, orSum isEnough: Bool) -> Bool {
    zip(text, text.dropFirst()).contains { first, second in
      switch first {
      case UInt8(ascii: "\\"):
        second | 0x20 >= UInt8(ascii: "a") && second | 0x20 <= UInt8(ascii: "z")
      case UInt8(ascii: "_"), UInt8(ascii: "^"): isEnough || second == UInt8(ascii: "{")
      case UInt8(ascii: "="): isEnough
      default: false
      }
    }
  }
}
