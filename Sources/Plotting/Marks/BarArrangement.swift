/// How bars of several marks share a place.
public enum BarArrangement: Sendable, Hashable {
  /// Side by side.
  case grouped
  /// On top of each other, negative ones downwards.
  case stacked
  /// In front of each other.
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
}

/// A bar in data coordinates: from left to right across, from start to end along.
struct ArrangedBar: Sendable, Equatable {
  var left: Double
  var right: Double
  var start: Double
  var end: Double
}

extension ChartSurvey {
  /// The bars of one mark after all marks of the chart were heard.
  func arrangedBars(of mark: Int) -> [ArrangedBar] {
    guard let rank = bars.firstIndex(where: { $0.markIndex == mark }) else { return [] }
    let series = bars[rank]
    let dimension: Dimension = series.isHorizontal ? .y : .x
    let places = values(of: series.positions, on: dimension)
    // Bars with both ends given are already arranged by their author.
    let neighbors = bars.filter { $0.starts == nil && $0.isHorizontal == series.isHorizontal }
    let isGrouped = barArrangement == .grouped && series.starts == nil && neighbors.count > 1
    let band = spacing(of: dimension) * series.relativeWidth
    let slot = neighbors.firstIndex { $0.markIndex == mark } ?? 0
    let width = isGrouped ? band / Double(neighbors.count) : band
    let shift = isGrouped ? (Double(slot) - Double(neighbors.count - 1) / 2) * width : 0
    return places.indices.compactMap { index in
      let (place, end) = (places[index] + shift, series.ends[index])
      var bar = ArrangedBar(
        left: place - width / 2, right: place + width / 2, start: series.starts?[index] ?? 0,
        end: end)
      guard place.isFinite, bar.start.isFinite, end.isFinite else { return nil }
      if barArrangement == .stacked, series.starts == nil {
        bar.start = neighbors[..<slot].reduce(0) { sum, below in
          sum + height(of: below, at: places[index], on: dimension, sameSignAs: end)
        }
        bar.end = bar.start + end
      }
      return bar
    }
  }

  /// What a series adds to the stack at a place on the given side of zero.
  private func height(
    of series: BarSeries, at place: Double, on dimension: Dimension, sameSignAs end: Double
  ) -> Double {
    zip(values(of: series.positions, on: dimension), series.ends).reduce(0) { sum, bar in
      bar.0 == place && bar.1.isFinite && (bar.1 < 0) == (end < 0) ? sum + bar.1 : sum
    }
  }

  /// The least distance between places of bars; 1 for categories and for a single place.
  private func spacing(of dimension: Dimension) -> Double {
    guard names(on: dimension) == nil else { return 1 }
    let places = bars.filter { ($0.isHorizontal ? .y : .x) == dimension }
      .flatMap { values(of: $0.positions, on: dimension) }.filter(\.isFinite).sorted()
    return zip(places, places.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1
  }
}
