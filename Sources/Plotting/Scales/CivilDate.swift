/// A day of the Gregorian calendar, without time of day, time zone or locale.
///
/// As data, it is the number of days since January 1, 1970; an axis with the scale ``Scale/date``
/// labels such numbers as dates.
///
/// ```swift
/// LineMark(x: days, y: counts)   // days: [CivilDate]
/// …
/// .xAxis(scale: .date)
/// ```
public struct CivilDate: Sendable, Hashable, Comparable {
  /// The number of days since January 1, 1970.
  public let day: Int

  /// Creates a date from a number of days since January 1, 1970.
  public init(day: Int) { self.day = day }

  /// Creates a date from year, month and day, the latter two counted from 1; days and months beyond
  /// their ranges carry over.
  ///
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013: years start in March, so
  /// that the leap day is the last day of a year.
  public init(year: Int, month: Int = 1, day: Int = 1) {
    let months = year * 12 + (month - 1)
    let (year, month) = (floorDivision(months, 12), floorModulus(months, 12) + 1)
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivision(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.day = era * 146_097 + dayOfEra - 719_468 + (day - 1)
  }

  /// The year, month and day of the month; the latter two are counted from 1.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floorDivision(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400
    return (
      month < 10 ? year : year + 1, month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  /// Whether the first day is earlier.
  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.day < b.day }
}

extension CivilDate: Plottable {
  /// The days as numbers.
  public static func column(_ values: some Sequence<CivilDate>) -> DataColumn {
    .numbers(values.map { Double($0.day) })
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date in ISO 8601 format, as in `1906-04-18`.
  public var description: String {
    let (year, month, day) = components
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(abs(number))
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(year < 0 ? "-" : "")\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

private func floorDivision(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }

private func floorModulus(_ a: Int, _ b: Int) -> Int { a - floorDivision(a, b) * b }
