/// The arrangement of bars at the same position.
public enum BarArrangement: Sendable, Hashable {
  /// Stacks the bars of one mark, including its series; puts those of several marks side by side.
  case automatic
  /// Puts each mark, and each series of a mark, side by side.
  case grouped
  /// Stacks all bars, negative ones downwards.
  case stacked
  /// Draws all bars from zero, in front of each other.
  case overlaid
}

/// The bars of one mark.
struct BarSeries: Sendable {
  let markIndex: Int
  let positions: DataColumn
  let starts: [Double]?
  let ends: [Double]
  let isHorizontal: Bool
  let relativeWidth: Double
  /// Whether these bars are another series of the previous mark.
  let continuesMark: Bool
  /// The vertical axis of the values; bars on different axes are not stacked.
  let axis: AxisSide
}

/// A bar in data coordinates: from `left` to `right` across, from `start` to `end` along.
struct ArrangedBar: Sendable, Equatable {
  var left: Double
  var right: Double
  var start: Double
  var end: Double
}

extension ChartSurvey {
  /// The bars of one mark, after all marks of the chart were surveyed.
  ///
  /// As in Swift Charts, bars at the same position are stacked in the order of the data, positive
  /// values upwards and negative values downwards.
  func arrangedBars(of mark: Int) -> [ArrangedBar] {
    guard let series = bars.first(where: { $0.markIndex == mark }) else { return [] }
    let dimension: Dimension = series.isHorizontal ? .y : .x
    let places = values(of: series.positions, on: dimension)
    let band = spacing(of: dimension) * series.relativeWidth
    func bar(_ place: Double, _ width: Double, _ start: Double, _ end: Double) -> ArrangedBar? {
      guard place.isFinite, start.isFinite, end.isFinite else { return nil }
      return ArrangedBar(left: place - width / 2, right: place + width / 2, start: start, end: end)
    }
    // Bars with two given ends are not rearranged.
    if let starts = series.starts {
      return places.indices.compactMap { bar(places[$0], band, starts[$0], series.ends[$0]) }
    }
    let neighbors = bars.filter { $0.starts == nil && $0.isHorizontal == series.isHorizontal }
    let slots = slots(of: neighbors)
    guard let rank = neighbors.firstIndex(where: { $0.markIndex == mark }) else { return [] }
    let count = Double((slots.max() ?? 0) + 1)
    let width = band / count
    let shift = (Double(slots[rank]) - (count - 1) / 2) * width
    var sums: [Double: (up: Double, down: Double)] = [:]
    func stacked(_ place: Double, _ value: Double) -> Double {
      guard barArrangement != .overlaid, place.isFinite, value.isFinite else { return 0 }
      let sum = sums[place] ?? (0, 0)
      sums[place] = value < 0 ? (sum.up, sum.down + value) : (sum.up + value, sum.down)
      return value < 0 ? sum.down : sum.up
    }
    for (other, slot) in zip(neighbors[..<rank], slots) where slot == slots[rank] {
      for (place, end) in zip(values(of: other.positions, on: dimension), other.ends) {
        _ = stacked(place, end)
      }
    }
    return places.indices.compactMap { index in
      let start = stacked(places[index], series.ends[index])
      return bar(places[index] + shift, width, start, start + series.ends[index])
    }
  }

  /// The slot of each mark's bars among those side by side.
  private func slots(of series: [BarSeries]) -> [Int] {
    var next = -1
    return series.map { own in
      switch barArrangement {
      case .automatic: if !own.continuesMark || next < 0 { next += 1 }
      case .grouped: next += 1
      case .stacked: next = own.axis == series[0].axis ? 0 : 1
      case .overlaid: next = 0
      }
      return next
    }
  }

  /// The smallest distance between bar positions; 1 for categories and for a single position.
  private func spacing(of dimension: Dimension) -> Double {
    guard names(on: dimension) == nil else { return 1 }
    let places = bars.filter { ($0.isHorizontal ? .y : .x) == dimension }
      .flatMap { values(of: $0.positions, on: dimension) }.filter(\.isFinite).sorted()
    return zip(places, places.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1
  }
}
