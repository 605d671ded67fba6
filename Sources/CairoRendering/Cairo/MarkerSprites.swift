internal import CCairo
import Plotting

/// Stamps many symbols of one shape onto an image.
///
/// The shape is drawn once for each of 4 × 4 subpixel phases, and its coverage is then blended
/// pixel by pixel. Filling ten thousand paths with Cairo takes ten times as long.
struct MarkerSprites {
  private let markers: Markers
  private let scale: Double
  private let theme: Theme
  /// Width and height of a sprite.
  private let side: Int
  /// The coverage, 0 to 255, of each of the sixteen sprites, row by row.
  private let coverage: [[UInt8]]

  private static let phases = 4

  init(_ markers: Markers, pixelsPerPoint scale: Double, theme: Theme) throws {
    self.markers = markers
    self.scale = scale
    self.theme = theme
    // A triangle reaches 1.45 radii from its center; strokes add half their width.
    let reach = markers.diameter / 2 * 1.46 + Symbol.strokeWidth(diameter: markers.diameter)
    let side = 2 * Int((reach * scale).rounded(.up)) + 3
    self.side = side
    var sprites: [[UInt8]] = []
    for phase in 0..<(Self.phases * Self.phases) {
      let (column, row) = (phase % Self.phases, phase / Self.phases)
      func center(_ step: Int) -> Double {
        Double(side / 2) + (Double(step) + 0.5) / Double(Self.phases)
      }
      sprites.append(
        try Self.sprite(markers, scale, side, Point(x: center(column), y: center(row))))
    }
    coverage = sprites
  }

  /// The coverage of one symbol at a center in pixels.
  private static func sprite(
    _ markers: Markers, _ scale: Double, _ side: Int, _ center: Point
  ) throws -> [UInt8] {
    let surface = try CairoSurface(imageWidth: side, height: side)
    let context = surface.context
    cairo_scale(context, scale, scale)
    cairo_set_source_rgba(context, 0, 0, 0, 1)
    let place = Point(x: center.x / scale, y: center.y / scale)
    for element in markers.symbol.path(center: place, diameter: markers.diameter).elements {
      switch element {
      case .move(let p): cairo_move_to(context, p.x, p.y)
      case .line(let p): cairo_line_to(context, p.x, p.y)
      case .curve(let a, let b, let c): cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
      case .close: cairo_close_path(context)
      }
    }
    if markers.symbol.isStroked {
      cairo_set_line_width(context, Symbol.strokeWidth(diameter: markers.diameter))
      cairo_stroke(context)
    } else {
      cairo_fill(context)
    }
    let pixels = try surface.pixels().pixels.map { UInt8($0 >> 24) }
    try surface.finish()
    return pixels
  }

  /// Blends the symbols, in order, onto the image of a context.
  func stamp(on context: OpaquePointer) throws {
    guard let target = cairo_get_target(context) else { return }
    cairo_surface_flush(target)
    let width = Int(cairo_image_surface_get_width(target))
    let height = Int(cairo_image_surface_get_height(target))
    let stride = Int(cairo_image_surface_get_stride(target)) / 4
    guard let data = cairo_image_surface_get_data(target) else { return }
    data.withMemoryRebound(to: UInt32.self, capacity: stride * height) { pixels in
      var (paint, source) = (markers.paint(at: 0), channels(of: markers.paint(at: 0)))
      for (index, center) in markers.centers.enumerated() {
        if markers.paints.count > 1, markers.paints[index] != paint {
          paint = markers.paints[index]
          source = channels(of: paint)
        }
        let (x, y) = (center.x * scale, center.y * scale)
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let phase =
          Int((y - top) * Double(Self.phases)) * Self.phases
          + Int((x - left) * Double(Self.phases))
        let (firstColumn, firstRow) = (Int(left) - side / 2, Int(top) - side / 2)
        coverage[phase].withUnsafeBufferPointer { sprite in
          for row in max(0, -firstRow)..<max(max(0, -firstRow), min(side, height - firstRow)) {
            let line = pixels + (firstRow + row) * stride + firstColumn
            for column in max(
              0, -firstColumn)..<max(max(0, -firstColumn), min(side, width - firstColumn))
            {
              let alpha = UInt32(sprite[row * side + column]) * source.alpha / 255
              if alpha == 0 { continue }
              line[column] = blend(source, over: line[column], alpha: alpha)
            }
          }
        }
      }
    }
    cairo_surface_mark_dirty(target)
  }

  private struct Channels {
    var red: UInt32
    var green: UInt32
    var blue: UInt32
    var alpha: UInt32
  }

  private func channels(of paint: Paint) -> Channels {
    let color = theme.color(of: paint)
    func byte(_ value: Double) -> UInt32 { UInt32((value * 255).rounded()) }
    return Channels(
      red: byte(color.red), green: byte(color.green), blue: byte(color.blue),
      alpha: byte(min(max(markers.opacity, 0), 1)))
  }

  /// Porter and Duff's operator "over", on premultiplied channels.
  private func blend(_ source: Channels, over pixel: UInt32, alpha: UInt32) -> UInt32 {
    let rest = 255 - alpha
    func mix(_ channel: UInt32, _ shift: UInt32) -> UInt32 {
      let sum = channel * alpha + (pixel >> shift & 255) * rest
      // Exact division by 255 with rounding.
      return ((sum + 128 + ((sum + 128) >> 8)) >> 8) << shift
    }
    return mix(255, 24) | mix(source.red, 16) | mix(source.green, 8) | mix(source.blue, 0)
  }
}
