import Plotting

/// Metrics of a font of our own, so that a layout can be compared with one that is kept: those of an
/// installed font change from version to version.
///
/// Widths and heights differ as those of real letters do; the faces of mathematics are narrower.
let tableMetrics = FontMetrics { face, scalar in
  let width = widths.first { $0.letters.unicodeScalars.contains(scalar) }?.width ?? 0.6
  let scale = face == .text || face == .textSemibold ? 1 : 0.85
  let top = small.unicodeScalars.contains(scalar) ? 0.55 : 0.73
  let bottom = descending.unicodeScalars.contains(scalar) ? -0.2 : 0
  return GlyphMetrics(
    advance: width * scale, left: 0.05 * scale, right: (width - 0.05) * scale,
    bottom: bottom * scale, top: top * scale)
}

private let widths: [(letters: String, width: Double)] = [
  (" .,;:'|!()ijlft", 0.3), ("rs-", 0.4), ("mwMW&", 0.9), ("ABCDEFGHKNOPQRSTUVXYZ", 0.7),
]
private let small = "acegmnopqrsuvwxyz.,:-"
private let descending = "gjpqy,;()|"
