import Literate

extension Picture {
  /// The alternative text.
  var alt: String {
    attributes?.values["alt"] ?? attributes?.values["fig-alt"] ?? caption.plainText
  }

  /// A length such as `50%`, `2in` or `120` for CSS; nil if it is not set.
  func length(_ name: String) -> String? {
    attributes?.values[name].flatMap { $0.isNumeral ? "\($0)px" : $0.isLength ? $0 : nil }
  }

  /// The horizontal alignment: left, center or right.
  var alignment: String? { attributes?.values["fig-align"] }
}

extension MarkdownReader {
  /// Reports unknown options of a picture and invalid values.
  mutating func checkOptions(of picture: Picture) {
    guard let attributes = picture.attributes else { return }
    let known = ["alt", "fig-align", "fig-alt", "height", "width"]
    for (name, value) in attributes.values.sorted(by: { $0.key < $1.key }) {
      var expected: String?
      switch name {
      case "alt", "fig-alt": break
      case "fig-align":
        if !["left", "center", "right"].contains(value) { expected = "left, center or right" }
      case "width", "height":
        if !value.isNumeral, !value.isLength { expected = "a length such as 50%, 2in or 300px" }
      default:
        let suggestion = suggestion(for: name, among: known)
        diagnostics.append(
          Diagnostic(.unknownOption(name: name, suggestion: suggestion), at: attributes.location))
      }
      if let expected {
        let problem = ReadingProblem.optionValue(name: name, value: value, allowed: expected)
        diagnostics.append(Diagnostic(problem, at: attributes.location))
      }
    }
  }
}

extension String {
  fileprivate var isNumeral: Bool {
    !isEmpty && allSatisfy { $0.isASCII && $0.isNumber || $0 == "." } && Double(self) != nil
  }

  /// Whether the text is a number with a CSS unit.
  fileprivate var isLength: Bool {
    ["%", "in", "cm", "mm", "px", "pt", "em", "rem"].contains {
      hasSuffix($0) && String(dropLast($0.count)).isNumeral
    }
  }
}
