/// Ticks of a date axis, at the starts of minutes, days, months or years.
enum DateTicks {
  /// The distance between ticks.
  private enum Step {
    case minutes(Int)
    case days(Int)
    case months(Int)
    case years(Int)
  }

  /// The steps from fine to coarse.
  private static let steps: [Step] =
    [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map(Step.minutes)
    + [.days(1), .days(2), .days(7), .days(14), .months(1), .months(2), .months(3), .months(6)]
    + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map(Step.years)

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Alternative ticks with the lines of their labels, from fine to coarse, each with at most
  /// `limit` ticks.
  ///
  /// The first line of a label is the minute, the day with its month, the month, or the year; the
  /// second line is the larger unit, if it differs from that of the previous tick.
  static func choices(
    for domain: ClosedRange<Double>, limit: Int
  ) -> [[(value: Double, lines: [String])]] {
    // Beyond a hundred thousand years, a calendar is meaningless.
    let bound = 36_525_000.0
    let low = max(-bound, domain.lowerBound)
    let high = min(bound, domain.upperBound)
    guard low <= high else { return [] }
    return steps.compactMap { step in
      guard let values = places(step, from: low, through: high, limit: limit), !values.isEmpty
      else {
        return nil
      }
      var whole: String?
      return values.map { value in
        let (part, next) = label(value, step)
        defer { whole = next }
        return (value, [part] + (next == whole || next == nil ? [] : [next].compactMap { $0 }))
      }
    }
  }

  /// The ticks of a step within a range; nil if there are more than the limit.
  private static func places(
    _ step: Step, from low: Double, through high: Double, limit: Int
  ) -> [Double]? {
    if case .minutes(let count) = step {
      let unit = 1440 / Double(count)
      let (first, last) = ((low * unit).rounded(.up), (high * unit).rounded(.down))
      guard last - first < Double(limit) else { return nil }
      return stride(from: first, through: last, by: 1).map { $0 / unit }
    }
    return days(
      step, from: Int(low.rounded(.up)), through: Int(high.rounded(.down)), limit: limit)?
      .map(Double.init)
  }

  /// The days of a step within a range; nil if there are more than the limit.
  private static func days(_ step: Step, from low: Int, through high: Int, limit: Int) -> [Int]? {
    guard low <= high else { return [] }
    let first = CivilDate(day: low).components
    var days: [Int] = []
    func isFull(_ day: Int) -> Bool {
      if day >= low, day <= high { days.append(day) }
      return days.count > limit
    }
    switch step {
    case .minutes: break
    case .days(let count):
      guard (high - low) / count <= limit else { return nil }
      // Weeks start on Mondays; day 0 was a Thursday.
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

  /// The label of a tick and that of the larger unit, which is nil for years.
  private static func label(_ value: Double, _ step: Step) -> (part: String, whole: String?) {
    let minutes = Int((value * 1440).rounded())
    let date = CivilDate(day: Int((Double(minutes) / 1440).rounded(.down)))
    let (year, month, day) = date.components
    let name = months[month - 1]
    switch step {
    case .years: return ("\(year)", nil)
    case .months: return (name, "\(year)")
    case .days: return ("\(day) \(name)", "\(year)")
    case .minutes:
      let time = minutes - date.day * 1440
      func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return ("\(padded(time / 60)):\(padded(time % 60))", "\(day) \(name) \(year)")
    }
  }
}
