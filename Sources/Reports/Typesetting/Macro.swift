import Literate

/// A TeX macro of an author: `\newcommand{\E}[1]{\mathbb{E}[#1]}`.
struct Macro: Equatable, Sendable {
  /// The name with its backslash.
  var name: String
  /// The definition; `#1` is the first argument.
  var body: String
  var location: SourceLocation
}

extension Macro {
  /// Creates a macro from an entry of `math-macros`.
  init(_ setting: ParameterSetting) {
    let name = setting.name.value
    self.init(
      name: name.hasPrefix("\\") ? name : "\\\(name)", body: setting.value.value,
      location: setting.name.location)
  }
}

extension [Macro] {
  /// Reports each macro that has different definitions in the report.
  var duplicates: [Diagnostic] {
    var first: [String: Macro] = [:]
    return compactMap { macro in
      guard let known = first[macro.name] else {
        first[macro.name] = macro
        return nil
      }
      if known.body == macro.body { return nil }
      return Diagnostic(
        .duplicateMacro(name: macro.name), at: macro.location, related: [known.location])
    }
  }

  /// The definitions of the macros, by name.
  var meanings: [String: String] { reduce(into: [:]) { $0[$1.name] = $0[$1.name] ?? $1.body } }
}

extension TeXFormula {
  /// Whether there is nothing to show.
  var isEmpty: Bool { tex.allSatisfy(\.isWhitespace) }

  /// Removes the definitions of macros and returns them.
  ///
  /// A definition that is not supported, such as one with a default argument, is not removed.
  mutating func removeMacros() -> [Macro] {
    guard tex.contains("command") || tex.contains("def") || tex.contains("Operator") else {
      return []
    }
    var macros: [Macro] = []
    var start = tex.startIndex
    while let match = tex[start...].firstMatch(of: definition) {
      start = match.range.upperBound
      guard let (body, end) = tex[start...].bracedGroup else { continue }
      let isOperator = match.1 == "DeclareMathOperator"
      let offset = tex.utf16.distance(from: tex.startIndex, to: match.range.lowerBound)
      macros.append(
        Macro(
          name: String(match.3),
          body: isOperator ? "\\operatorname\(match.2){\(body)}" : String(body),
          location: location(ofOffset: offset)))
      replace(match.range.lowerBound..<end, with: "")
      start = tex.utf16.index(tex.startIndex, offsetBy: offset)
    }
    return macros
  }
}

/// The beginning of a macro definition, up to the opening brace of its body.
private var definition: Regex<(Substring, Substring, Substring, Substring)> {
  #/\\((?:re)?newcommand|providecommand|g?def|DeclareMathOperator)(\*?)\s*\{?\s*(\\(?:[A-Za-z]+|[^A-Za-z]))\s*\}?\s*(?:\[\d\]|(?:\#\d)*)\s*(?=\{)/#
}

extension Substring {
  /// The text in the braces at the beginning, and the end of the group.
  fileprivate var bracedGroup: (Substring, end: Index)? {
    var (depth, index) = (0, startIndex)
    while index < endIndex {
      switch self[index] {
      case "\\": formIndex(after: &index)
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return (self[startIndex..<index].dropFirst(), self.index(after: index)) }
      default: break
      }
      if index < endIndex { formIndex(after: &index) }
    }
    return nil
  }
}
