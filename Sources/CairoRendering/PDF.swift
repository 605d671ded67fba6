internal import CCairo
import Plotting

extension DisplayList {
  /// The picture as a one-page PDF with a title and a fixed date.
  func pdf(title: String, fonts: FontLibrary) throws -> [UInt8] {
    let sink = ByteSink()
    let surface = try CairoSurface(pdfWidth: size.width, height: size.height, into: sink)
    func set(_ metadata: cairo_pdf_metadata_t, _ value: String) {
      if !value.isEmpty { cairo_pdf_surface_set_metadata(surface.surface, metadata, value) }
    }
    set(CAIRO_PDF_METADATA_TITLE, title)
    set(CAIRO_PDF_METADATA_SUBJECT, summary)
    // Cairo would write the time of day and ignores SOURCE_DATE_EPOCH.
    set(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    try CairoCanvas(context: surface.context, theme: theme, pixelsPerPoint: nil, fonts: fonts)
      .draw(items)
    try surface.finish()
    return withExtendedLifetime(sink) { sink.bytes }
  }
}
