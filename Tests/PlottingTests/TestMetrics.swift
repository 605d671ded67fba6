import Plotting

/// Metrics of a made-up font in which every character is half its size wide.
///
/// Layouts can so be checked without any font file. The character ☃ is in no face.
let testMetrics = FontMetrics { _, scalar in
  scalar == "☃"
    ? nil : GlyphMetrics(advance: 0.5, left: 0.05, right: 0.45, bottom: -0.1, top: 0.7)
}
