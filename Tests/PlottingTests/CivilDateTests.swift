import Testing

@testable import Plotting

struct CivilDateTests {
  @Test func `days of the calendar, from the tables`() {
    // POSIX: day 0 is 1 January 1970; the others by `date -d … +%s` over 86 400.
    #expect(CivilDate(year: 1970).day == 0)
    #expect(CivilDate(year: 2000, month: 2, day: 29).day == 11_016)
    #expect(CivilDate(year: 1906, month: 4, day: 18).day == -23_269)
    #expect(CivilDate(year: 1900, month: 3, day: 1).day == -25_508)
    #expect("\(CivilDate(year: 2024, month: 12, day: 32))" == "2025-01-01")
    #expect("\(CivilDate(year: 2024, month: 0))" == "2023-12-01")
  }

  @Test func `every day of eight centuries reads back`() {
    for day in stride(from: -150_000, through: 150_000, by: 13) {
      let (year, month, dayOfMonth) = CivilDate(day: day).components
      #expect(CivilDate(year: year, month: month, day: dayOfMonth).day == day)
    }
  }

  @Test func `within days ticks are times, and the day is said once`() {
    let day = Double(CivilDate(year: 2024, month: 2, day: 28).day)
    let hours = DateTicks.choices(for: (day + 0.9)...(day + 1.3), limit: 5)
    #expect(
      hours[0].map { $0.lines.joined(separator: " ") } == [
        "22:00 28 Feb 2024", "00:00 29 Feb 2024", "02:00", "04:00", "06:00",
      ])
  }

  private func labels(_ from: CivilDate, _ to: CivilDate, limit: Int) -> [[String]] {
    DateTicks.choices(for: Double(from.day)...Double(to.day), limit: limit)
      .map { $0.map { $0.lines.joined(separator: " ") } }
  }

  @Test func `ticks are at the beginnings of days, weeks, months and years`() {
    let weeks = labels(CivilDate(year: 2024, month: 1), CivilDate(year: 2024, month: 2), limit: 6)
    #expect(weeks[0] == ["1 Jan 2024", "8 Jan", "15 Jan", "22 Jan", "29 Jan"])
    let quarters = labels(
      CivilDate(year: 2023, month: 3, day: 2), CivilDate(year: 2024, month: 5), limit: 6)
    #expect(quarters[0] == ["Apr 2023", "Jul", "Oct", "Jan 2024", "Apr"])
    let years = labels(CivilDate(year: 1812), CivilDate(year: 1999), limit: 5)
    #expect(years[0] == ["1850", "1900", "1950"])
    #expect(labels(CivilDate(year: -400_000), CivilDate(year: 400_000), limit: 5).isEmpty)
  }
}
