/// The frame of a simplex: its sides, a light grid at fifths, and the labels of its corners.
struct SimplexFrameMark: Mark {
  static let kind = "simplex"
  var style = MarkStyle()
  let outcomes: [String]

  init(outcomes: [String]) { self.outcomes = outcomes }

  var swatch: Swatch { .line }
  var role: MarkRole { .reference }

  func survey(_ survey: inout ChartSurvey) throws {}

  func extent(in survey: ChartSurvey) -> Extent {
    Extent(
      x: AxisExtent(of: [0, 1], padding: 0),
      y: AxisExtent(of: [0, SimplexTriangle.height], padding: 0))
  }

  func items(in plot: Plot) throws -> [DisplayItem] {
    func place(_ p: [Double]) -> Point {
      let place = SimplexTriangle.place(of: p)
      return plot.point(place.x, place.y)
    }
    var grid = Path()
    for fifth in 1..<5 {
      let t = Double(fifth) / 5
      for (start, end) in [
        ([t, 1 - t, 0], [t, 0, 1 - t]), ([1 - t, t, 0], [0, t, 1 - t]),
        ([1 - t, 0, t], [0, 1 - t, t]),
      ] {
        grid.elements += [.move(place(start)), .line(place(end))]
      }
    }
    let corners = SimplexTriangle.corners.map { plot.point($0.x, $0.y) }
    var items: [DisplayItem] = [
      .path(
        grid, fill: nil, stroke: Stroke(.ink, width: plot.theme.gridWidth, opacity: 0.16)),
      .path(
        Path(polyline: corners, closed: true), fill: nil,
        stroke: Stroke(.ink, width: plot.theme.axisWidth)),
    ]
    let anchors: [TextMark.Anchor] = [.bottom, .bottom, .top]
    for (corner, (name, anchor)) in zip(corners, zip(outcomes, anchors)) {
      let box = try plot.typesetter.typeset(name, size: plot.theme.axisLabelSize)
      items.append(.text(anchored(box, anchor, at: corner, in: plot.rect, paint: .ink)))
    }
    return items
  }
}
