internal import CCairo

/// Owns a Cairo surface and its drawing context, and turns Cairo's status codes into errors.
struct CairoSurface: ~Copyable {
  let surface: OpaquePointer
  let context: OpaquePointer

  /// Creates a transparent image of 32-bit premultiplied pixels.
  init(imageWidth width: Int, height: Int) throws {
    guard (1...32_767).contains(width), (1...32_767).contains(height) else {
      throw RenderingError.imageTooLarge(width: width, height: height)
    }
    try self.init(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)))
  }

  /// Creates a one-page PDF that is written to a sink.
  init(pdfWidth width: Double, height: Double, into sink: ByteSink) throws {
    try self.init(
      cairo_pdf_surface_create_for_stream(
        ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), width, height))
  }

  private init(_ handle: OpaquePointer?) throws {
    guard let handle, let context = cairo_create(handle) else {
      throw RenderingError.cairo(status: -1, message: "no surface")
    }
    surface = handle
    self.context = context
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Finishes drawing and throws if anything failed.
  ///
  /// Cairo reports errors only here: a context whose stream fails still reports success.
  func finish() throws {
    let drawn = cairo_status(context)
    cairo_surface_finish(surface)
    try check(drawn)
    try check(cairo_surface_status(surface))
  }
}

/// Throws an error if a status is not success.
func check(_ status: cairo_status_t) throws {
  guard status != CAIRO_STATUS_SUCCESS else { return }
  throw RenderingError.cairo(
    status: Int(status.rawValue), message: String(cString: cairo_status_to_string(status)))
}

/// Collects the bytes that Cairo writes.
final class ByteSink {
  private(set) var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, count in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }
}
