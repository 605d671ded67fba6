import Plotting

extension DisplayList {
  /// One line for each shape, coordinates to a tenth of a point: what goldens compare.
  var outline: String {
    var lines = ["figure \(short(size.width)) × \(short(size.height))", "alt \(summary)"]
    lines += notices.map { "notice \($0)" }
    func describe(_ items: [DisplayItem], _ indent: String) {
      for item in items {
        switch item {
        case .path(let path, let fill, let stroke):
          var line = "path \(path.elements.count) elements \(bounds(path.bounds))"
          if let fill { line += " fill \(fill.paint) \(short(fill.opacity))" }
          if let stroke { line += " stroke \(stroke.paint) \(short(stroke.width))" }
          if let dash = stroke?.dash, !dash.isEmpty { line += " dash \(dash)" }
          lines.append(indent + line)
        case .markers(let markers):
          lines.append(
            indent + "markers \(markers.symbol) × \(markers.centers.count) \(markers.paints[0])")
        case .text(let run):
          lines.append(
            indent + "text \"\(run.box.plainText)\" \(bounds(run.bounds))"
              + (run.isVertical ? " upwards" : ""))
        case .image(let image, let rect):
          lines.append(indent + "image \(image.width) × \(image.height) \(bounds(rect))")
        case .group(let group):
          let names = [group.role.rawValue, group.kind, group.series].compactMap { $0 }
          lines.append(indent + names.joined(separator: " "))
          describe(group.items, indent + "  ")
        }
      }
    }
    describe(items, "")
    return lines.joined(separator: "\n") + "\n"
  }

  private func bounds(_ rect: Rect?) -> String {
    guard let rect else { return "empty" }
    return "[\(short(rect.minX)) \(short(rect.minY)) \(short(rect.maxX)) \(short(rect.maxY))]"
  }

  private func short(_ value: Double) -> String {
    let tenths = (value * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }
}
