import Plotting
import Testing

@testable import Notebook

struct ChosenThemeTests {
  private let chart = Chart { LineMark(y: [0.0, 1]) }

  @Test func `the lecture theme enlarges a figure`() throws {
    let figure = Figure(chart, width: .points(475.2), height: .points(200))
    let lecture = figure.themed(try theme(named: "lecture"))
    #expect(lecture.theme == .lecture && lecture.size.width == 960)
    #expect(abs(lecture.size.height - 200 * 960 / 475.2) < 1e-9)
    #expect(figure.themed(nil).size == figure.size)
  }

  @Test func `a figure keeps the theme that it sets`() throws {
    let figure = Figure(chart, theme: .print)
    #expect(figure.themed(.lecture).theme == .print)
    let report = Figure(chart, theme: .report)
    #expect(report.themed(.lecture).theme == .report)
    #expect(Figure(chart).theme(.report).themed(.print).theme == .report)
  }

  @Test func `an unknown name is an error that lists the valid names`() {
    #expect(throws: UnknownTheme(name: "dark")) { try theme(named: "dark") }
    #expect("\(UnknownTheme(name: "dark"))".contains("report, lecture or print"))
  }
}
