internal import CCairo
import Plotting

extension DisplayList {
  /// Renders the figure as a one-page PDF with a title and a fixed date.
  func pdf(title: String, fonts: FontLibrary) throws -> [UInt8] {
    try Self.pdf(of: [self], title: title, fonts: fonts)
  }

  /// Renders figures as the pages of a PDF, each of its own size; no figures give an empty
  /// document.
  static func pdf(of pages: [DisplayList], title: String, fonts: FontLibrary) throws -> [UInt8] {
    let sink = ByteSink()
    let size = pages.first?.size ?? Size(width: 1, height: 1)
    let surface = try CairoSurface(pdfWidth: size.width, height: size.height, into: sink)
    func set(_ metadata: cairo_pdf_metadata_t, _ value: String) {
      if !value.isEmpty { cairo_pdf_surface_set_metadata(surface.surface, metadata, value) }
    }
    set(CAIRO_PDF_METADATA_TITLE, title)
    set(CAIRO_PDF_METADATA_SUBJECT, pages.first?.summary ?? "")
    // By default, Cairo writes the current time; it ignores SOURCE_DATE_EPOCH.
    set(CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    for page in pages {
      cairo_pdf_surface_set_size(surface.surface, page.size.width, page.size.height)
      try CairoCanvas(
        context: surface.context, theme: page.theme, pixelsPerPoint: nil, fonts: fonts
      ).draw(page.items)
      cairo_show_page(surface.context)
    }
    try surface.finish()
    return withExtendedLifetime(sink) { sink.bytes }
  }
}
