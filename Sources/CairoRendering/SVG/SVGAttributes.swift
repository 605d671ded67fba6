import Plotting

extension PositionScale {
  /// The name of the scale in SVG.
  var kind: String {
    switch scale {
    case .linear: "linear"
    case .log: "log"
    case .symmetricLog: "symlog"
    case .date: "date"
    case .category: "category"
    }
  }

  /// The threshold of a symmetric logarithm, with a space before it; else empty.
  var threshold: String {
    if case .symmetricLog(let threshold) = scale { " \(threshold)" } else { "" }
  }
}

/// The text with the characters that mean something in XML written out.
func escaped(_ text: String) -> String {
  var result = ""
  for character in text {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.append(character)
    }
  }
  return result
}
