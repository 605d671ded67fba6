import Plotting

/// How SVG writes text.
public enum SVGLettering: Sendable, Hashable {
  /// As glyph outlines, which look the same everywhere and need no fonts.
  case outlines
  /// As `<text>`, which can be searched, selected and edited; without the fonts Inter and KaTeX, a
  /// viewer shows other letters at the same positions.
  case live
}

/// A line of typeset text as one `<text>`, with a `<tspan>` for each run of one font and size.
///
/// Each letter has its own position; text that shaping joined has one position per run.
struct SVGLiveText {
  private struct Stretch {
    var font: String
    var size: Double
    var baseline: Double
    var isShaped: Bool
    var isRightToLeft: Bool
    /// The text of each glyph, from left to right.
    var texts: [String]
    var places: [Double]

    func continues(_ other: Stretch) -> Bool {
      font == other.font && size == other.size && isShaped == other.isShaped
        && isRightToLeft == other.isRightToLeft && (isShaped || baseline == other.baseline)
    }
  }

  private var stretches: [Stretch] = []
  private let unit: Double

  /// - Parameter unit: The number of units of the text's coordinate system per point.
  init(_ box: TextBox, unit: Double) {
    self.unit = unit
    for glyph in box.glyphs {
      let family = glyph.form.map { "\($0.font.family)" }
      let isOfFace = family == nil || family == glyph.face.rawValue
      let stretch = Stretch(
        font: isOfFace
          ? glyph.face.attributes : " font-family=\"\(escaped(family ?? "")),sans-serif\"",
        size: glyph.size, baseline: glyph.origin.y, isShaped: glyph.form != nil,
        isRightToLeft: glyph.form?.isRightToLeft ?? false,
        texts: [glyph.form?.text ?? String(glyph.scalar)], places: [glyph.origin.x])
      if let last = stretches.last, stretch.continues(last) {
        stretches[stretches.count - 1].texts += stretch.texts
        stretches[stretches.count - 1].places += stretch.places
      } else {
        stretches.append(stretch)
      }
    }
  }

  /// The element.
  var element: String {
    func number(_ value: Double) -> String { "\(Int((value * unit).rounded()))" }
    let parts = stretches.map { stretch in
      let places = stretch.isShaped ? Array(stretch.places.prefix(1)) : stretch.places
      let texts = stretch.isRightToLeft ? stretch.texts.reversed() : stretch.texts
      // Such text is anchored at its right end, but its position is that of its left end.
      let direction =
        stretch.isRightToLeft
        ? " direction=\"rtl\" unicode-bidi=\"embed\" text-anchor=\"end\"" : ""
      return "<tspan x=\"\(places.map(number).joined(separator: " "))\""
        + " y=\"\(number(stretch.baseline))\" font-size=\"\(number(stretch.size))\""
        + "\(stretch.font)\(direction)>\(escaped(texts.joined()))</tspan>"
    }
    return "<text style=\"white-space:pre\">\(parts.joined())</text>"
  }
}

extension FontFace {
  /// The family, style and weight as CSS properties, with fallback families of the same kind.
  fileprivate var attributes: String {
    func family(_ name: String, _ fallback: String = "serif", _ rest: String = "") -> String {
      " font-family=\"\(name),\(fallback)\"\(rest)"
    }
    let (italic, bold) = (" font-style=\"italic\"", " font-weight=\"bold\"")
    return switch self {
    case .text: family("Inter", "sans-serif")
    case .textSemibold: family("Inter", "sans-serif", " font-weight=\"600\"")
    case .mathItalic: family("KaTeX_Math", "serif", italic)
    case .mathBoldItalic: family("KaTeX_Math", "serif", italic + bold)
    case .mathRegular: family("KaTeX_Main")
    case .mathBold: family("KaTeX_Main", "serif", bold)
    case .mathTextItalic: family("KaTeX_Main", "serif", italic)
    case .mathCaligraphic: family("KaTeX_Caligraphic", "cursive")
    case .mathBlackboard: family("KaTeX_AMS")
    case .mathFraktur: family("KaTeX_Fraktur")
    case .mathSansSerif: family("KaTeX_SansSerif", "sans-serif")
    case .mathTypewriter: family("KaTeX_Typewriter", "monospace")
    case .mathScript: family("KaTeX_Script", "cursive")
    case .mathSize1: family("KaTeX_Size1")
    case .mathSize2: family("KaTeX_Size2")
    case .mathSize3: family("KaTeX_Size3")
    case .mathSize4: family("KaTeX_Size4")
    }
  }
}
