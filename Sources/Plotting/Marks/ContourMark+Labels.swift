extension ContourMark {
  /// The values of the levels, each horizontally on a background plate on the longest line of its
  /// level; labels that would touch another one or the frame are omitted.
  func labels(_ levels: [Double], in plot: Plot) throws -> [DisplayItem] {
    var taken: [Rect] = []
    var items: [DisplayItem] = []
    let numbers = TickLabels.numbers(levels, on: encoding.scale.axis)
    for (rank, level) in levels.enumerated() {
      let lines = MarchingSquares(field, level: level).lines()
        .map { $0.map { plot.point($0.x, $0.y) }.filter { plot.rect.contains($0) } }
      guard let longest = lines.max(by: { length(of: $0) < length(of: $1) }) else { continue }
      let box = try plot.typesetter.typeset(numbers[rank], size: 0.9 * plot.theme.labelSize)
      guard length(of: longest) > 3 * box.width else { continue }
      // Try the flattest parts first, because the labels are not rotated.
      let places = longest.indices.dropFirst().sorted { a, b in
        let (first, second) = (steepness(longest, a), steepness(longest, b))
        return first == second ? a < b : first < second
      }
      for place in places {
        let run = TextRun(box, at: longest[place], horizontal: 0.5, vertical: 0.5)
        let plate = run.bounds.insetBy(-1)
        guard plot.rect.contains(plate), !taken.contains(where: plate.intersects) else { continue }
        taken.append(plate)
        items.append(.path(Path(plate), fill: Fill(.background, opacity: 0.85), stroke: nil))
        items.append(.text(run))
        break
      }
    }
    return items
  }
}

private func length(of line: [Point]) -> Double {
  zip(line, line.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).length }
}

/// The steepness of a line around a point, over a few of its neighbors.
private func steepness(_ line: [Point], _ index: Int) -> Double {
  let (a, b) = (line[max(0, index - 3)], line[min(line.count - 1, index + 3)])
  let length = (b - a).length
  return length > 0 ? abs(b.y - a.y) / length : 1
}
