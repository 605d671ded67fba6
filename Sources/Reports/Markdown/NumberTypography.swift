/// The typography of a printed number: with a minus sign, and powers of ten written out.
///
/// Applies only if the whole text is a number, so that a date, a range or a version is unchanged.
struct NumberTypography {
  private let sign: Substring
  private let mantissa: Substring
  private let exponent: Int?

  /// Reads a printed number; nil for any other text.
  init?(_ text: String) {
    var rest = text[...]
    sign = rest.prefix { $0 == "-" }
    rest = rest.dropFirst(sign.count)
    mantissa = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
    rest = rest.dropFirst(mantissa.count)
    guard sign.count <= 1, mantissa.first?.isNumber == true, Double(mantissa) != nil else {
      return nil
    }
    if rest.isEmpty {
      exponent = nil
    } else {
      guard rest.first == "e", let power = Int(rest.dropFirst()) else { return nil }
      exponent = power
    }
  }

  /// The number for text.
  var text: String {
    let minus = sign.isEmpty ? "" : "−"
    guard let exponent else { return minus + mantissa }
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let power =
      (exponent < 0 ? "⁻" : "")
      + String(String(abs(exponent)).compactMap(\.wholeNumberValue).map { digits[$0] })
    return minus + (mantissa == "1" ? "10" : "\(mantissa) × 10") + power
  }

  /// The number for TeX.
  var tex: String {
    guard let exponent else { return String(sign + mantissa) }
    return sign + (mantissa == "1" ? "" : "\(mantissa) \\times ") + "10^{\(exponent)}"
  }
}

extension [Inline] {
  /// The content of a cell, typeset as a number if it is one, emphasized or not.
  var settingSoleNumber: [Inline] {
    guard count == 1, let sole = first else { return self }
    return switch sole {
    case .text(let text): [.text(NumberTypography(text)?.text ?? text)]
    case .emphasis(let content): [.emphasis(content.settingSoleNumber)]
    case .strong(let content): [.strong(content.settingSoleNumber)]
    case .strikethrough(let content): [.strikethrough(content.settingSoleNumber)]
    default: self
    }
  }
}
