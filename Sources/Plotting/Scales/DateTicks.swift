/// Ticks of a date axis: at the beginnings of days, months or years.
enum DateTicks {
  /// The distance between ticks.
  private enum Step {
    case days(Int)
    case months(Int)
    case years(Int)
  }

  /// From fine to coarse.
  private static let steps: [Step] =
    [.days(1), .days(2), .days(7), .days(14), .months(1), .months(2), .months(3), .months(6)]
    + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map(Step.years)

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Choices of ticks with their labels, from fine to coarse, each with at most so many.
  ///
  /// A label says what changes: the day with its month, the month, the year; the first one and the
  /// Januaries say the year too.
  static func choices(
    for domain: ClosedRange<Double>, limit: Int
  ) -> [[(value: Double, label: String)]] {
    // Beyond a hundred thousand years a calendar says nothing.
    let bound = 36_525_000.0
    let low = Int(max(-bound, domain.lowerBound).rounded(.up))
    let high = Int(min(bound, domain.upperBound).rounded(.down))
    guard low <= high else { return [] }
    return steps.compactMap { step in
      let days = places(step, from: low, through: high, limit: limit)
      guard let days, !days.isEmpty else { return nil }
      return days.enumerated().map { index, day in
        (Double(day), label(CivilDate(day: day), step, isFirst: index == 0))
      }
    }
  }

  /// The days of a step within a range; nil for more than the limit.
  private static func places(_ step: Step, from low: Int, through high: Int, limit: Int) -> [Int]? {
    let first = CivilDate(day: low).components
    var days: [Int] = []
    func isFull(_ day: Int) -> Bool {
      if day >= low, day <= high { days.append(day) }
      return days.count > limit
    }
    switch step {
    case .days(let count):
      guard (high - low) / count <= limit else { return nil }
      // Weeks begin on Mondays; day 0 was a Thursday.
      let start = count % 7 == 0 ? low + ((4 - low) % 7 + 7) % 7 : low
      for day in stride(from: start, through: high, by: count) where isFull(day) { return nil }
    case .months(let count):
      guard (high - low) / (28 * count) <= 2 * limit else { return nil }
      var month = (first.month - 1) / count * count + 1
      while true {
        let day = CivilDate(year: first.year, month: month).day
        if day > high { break }
        if isFull(day) { return nil }
        month += count
      }
    case .years(let count):
      guard (high - low) / (365 * count) <= 2 * limit else { return nil }
      var year = Int((Double(first.year) / Double(count)).rounded(.down)) * count
      while true {
        let day = CivilDate(year: year).day
        if day > high { break }
        if isFull(day) { return nil }
        year += count
      }
    }
    return days
  }

  private static func label(_ date: CivilDate, _ step: Step, isFirst: Bool) -> String {
    let (year, month, day) = date.components
    let name = months[month - 1]
    switch step {
    case .years: return "\(year)"
    case .months: return isFirst || month == 1 ? "\(name) \(year)" : name
    case .days: return isFirst ? "\(day) \(name) \(year)" : "\(day) \(name)"
    }
  }
}
