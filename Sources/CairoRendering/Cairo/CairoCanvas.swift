internal import CCairo
import Plotting

/// Draws a display list on a Cairo context whose unit is the point.
struct CairoCanvas {
  let context: OpaquePointer
  let theme: Theme
  /// Device pixels per point; nil for vector formats such as PDF.
  let pixelsPerPoint: Double?
  let fonts: FontLibrary

  func draw(_ items: [DisplayItem]) throws {
    for item in items {
      switch item {
      case .path(let path, let fill, let stroke): draw(path, fill, stroke)
      case .markers(let markers): try draw(markers)
      case .text(let run): try draw(run)
      case .image(let image, let rect): try draw(image, in: rect)
      case .group(let group): try draw(group.items)
      }
    }
  }
}

extension CairoCanvas {
  private func setPaint(_ paint: Paint, opacity: Double) {
    let color = theme.color(of: paint)
    cairo_set_source_rgba(context, color.red, color.green, color.blue, opacity)
  }

  private func trace(_ path: Path, move: (Point) -> Point = { $0 }) {
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let point):
        let p = move(point)
        cairo_move_to(context, p.x, p.y)
      case .line(let point):
        let p = move(point)
        cairo_line_to(context, p.x, p.y)
      case .curve(let a, let b, let c): cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  private func draw(_ path: Path, _ fill: Fill?, _ stroke: Stroke?) {
    if let fill {
      trace(path)
      setPaint(fill.paint, opacity: fill.opacity)
      cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
      cairo_fill(context)
    }
    guard let stroke, stroke.width > 0 else { return }
    var width = stroke.width
    if let pixels = pixelsPerPoint, stroke.isSnapped {
      // Whole pixels: an odd width is centered on a pixel, an even width on a pixel edge.
      let device = max(1, (stroke.width * pixels).rounded())
      let center = device.truncatingRemainder(dividingBy: 2) == 1 ? 0.5 : 0
      func snap(_ v: Double) -> Double { ((v * pixels - center).rounded() + center) / pixels }
      width = device / pixels
      trace(path) { Point(x: snap($0.x), y: snap($0.y)) }
    } else {
      if let pixels = pixelsPerPoint { width = max(width, 0.6 / pixels) }
      trace(path)
    }
    setPaint(stroke.paint, opacity: stroke.opacity)
    cairo_set_line_width(context, width)
    cairo_set_line_cap(context, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    // Cairo rejects a dash pattern whose lengths are all zero.
    let dash = stroke.dash.contains { $0 > 0 } ? stroke.dash : []
    cairo_set_dash(context, dash, Int32(dash.count), 0)
    cairo_stroke(context)
  }

  private func draw(_ markers: Markers) throws {
    if let pixels = pixelsPerPoint, markers.centers.count > 400 {
      return try MarkerSprites(markers, pixelsPerPoint: pixels, theme: theme).stamp(on: context)
    }
    if markers.centers.count >= markerLayerThreshold {
      let (image, rect) = try markers.layer(theme: theme)
      return try draw(image, in: rect)
    }
    cairo_set_dash(context, nil, 0, 0)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    cairo_set_line_width(context, Symbol.strokeWidth(diameter: markers.diameter))
    for (index, center) in markers.centers.enumerated() {
      setPaint(markers.paint(at: index), opacity: markers.opacity)
      if markers.symbol == .circle {
        cairo_new_path(context)
        cairo_arc(context, center.x, center.y, markers.diameter / 2, 0, 2 * Double.pi)
      } else {
        trace(markers.symbol.path(center: center, diameter: markers.diameter))
      }
      if markers.symbol.isStroked { cairo_stroke(context) } else { cairo_fill(context) }
    }
  }

  private func draw(_ run: TextRun) throws {
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_translate(context, run.origin.x, run.origin.y)
    if run.isVertical { cairo_rotate(context, -Double.pi / 2) }
    setPaint(run.paint, opacity: 1)
    setUnhinted(context)
    for glyph in run.box.glyphs {
      try fonts.withFont(of: glyph) { font, index in
        cairo_set_font_face(context, font)
        cairo_set_font_size(context, glyph.size)
        var placed = cairo_glyph_t(index: UInt(index), x: glyph.origin.x, y: glyph.origin.y)
        guard let form = glyph.form else { return cairo_show_glyphs(context, &placed, 1) }
        // The characters are written to the PDF, so that text can be searched and copied.
        let length = Int32(form.text.utf8.count)
        var cluster = cairo_text_cluster_t(num_bytes: length, num_glyphs: 1)
        cairo_show_text_glyphs(
          context, form.text, length, &placed, 1, &cluster, 1, cairo_text_cluster_flags_t(0))
      }
    }
    for rule in run.box.rules {
      cairo_rectangle(context, rule.x, rule.y, rule.width, rule.height)
      cairo_fill(context)
    }
  }

  private func draw(_ image: RasterImage, in rect: Rect) throws {
    guard image.isComplete else { return }
    let pixels = try CairoSurface(image)
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_translate(context, rect.x, rect.y)
    cairo_scale(
      context, rect.width / Double(image.width), rect.height / Double(image.height))
    cairo_set_source_surface(context, pixels.surface, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
    cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
    cairo_fill(context)
  }
}

extension CairoSurface {
  /// Creates an image surface with the pixels of a raster image.
  init(_ image: RasterImage) throws {
    try self.init(imageWidth: image.width, height: image.height)
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return }
    let stride = Int(cairo_image_surface_get_stride(surface))
    for row in 0..<image.height {
      for column in 0..<image.width {
        let source = 4 * (row * image.width + column)
        let alpha = UInt32(image.pixels[source + 3])
        func premultiplied(_ channel: Int) -> UInt32 {
          (UInt32(image.pixels[source + channel]) * alpha + 127) / 255
        }
        let pixel =
          alpha << 24 | premultiplied(0) << 16 | premultiplied(1) << 8 | premultiplied(2)
        UnsafeMutableRawPointer(data + row * stride + 4 * column)
          .storeBytes(of: pixel, as: UInt32.self)
      }
    }
    cairo_surface_mark_dirty(surface)
  }
}
