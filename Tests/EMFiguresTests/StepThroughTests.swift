import ExpectationMaximization
import Plotting
import Statistics
import TestSupport
import Testing

@testable import EMFigures

struct StepThroughTests {
  private let rows = Matrix(
    rows: 40, columns: 2,
    elements: (0..<40).flatMap { n -> [Double] in
      let side: Double = n % 2 == 0 ? 0 : 12
      return [Double(n % 7) + side, Double((n * 5) % 11) / 3]
    })

  private func planeFit(record: EMOptions.Record = .models) throws -> Fit<
    GaussianMixture
  > {
    let start = try GaussianMixture(
      weights: [0.5, 0.5], means: [[3, 1], [7, 2]],
      covariances: [[[9, 0], [0, 2]], [[9, 0], [0, 2]]])
    return try fitByEM(
      start, to: rows, options: EMOptions(iterationLimit: 6, record: record))
  }

  @Test func `a step for each half-step, in the order of the trace`() throws {
    let fit = try planeFit()
    let player = try stepFigures(of: fit, to: rows)
    #expect(player.names.count == fit.trace.count)
    #expect(
      player.names.prefix(3) == [
        "E-step, iteration 0", "M-step, iteration 1", "E-step, iteration 1",
      ])
  }

  @Test func `an E-step moves no ellipse, an M-step no color`() throws {
    let fit = try planeFit()
    let player = try stepFigures(of: fit, to: rows)
    func parts(_ figure: Figure) throws -> (ellipses: [DisplayItem], points: [DisplayItem]) {
      let marks = marks(try figure.displayList(metrics: .square).items)
      return (
        marks.filter { $0.kind == "ellipse" }.flatMap(\.items),
        marks.first { $0.kind == "point" }?.items ?? []
      )
    }
    let (first, second, third) = (
      try parts(player.figures[0]), try parts(player.figures[1]), try parts(player.figures[2])
    )
    #expect(first.points == second.points && first.ellipses != second.ellipses)
    #expect(second.ellipses == third.ellipses && second.points != third.points)
  }

  @Test func `axes are named as asked`() throws {
    let player = try stepFigures(of: planeFit(), to: rows, xLabel: "length", yLabel: "width")
    let text = try #require(player.figures[0].alternativeText)
    #expect(text.contains("width against length"))
  }

  @Test func `without recorded models the error says so`() throws {
    let fit = try planeFit(record: [])
    #expect(throws: EMFigureError.modelsNotRecorded) { try stepFigures(of: fit, to: rows) }
    #expect(throws: Never.self) { try stepFigures(of: fit) }
    #expect(
      "\(EMFigureError.modelsNotRecorded)"
        == "the fit did not keep the model of every half-step: fit with `EMOptions.record` set to "
        + "`.models`")
    #expect("\(EMFigureError.emptyTrace)" == "the fit has no half-step to show")
  }

  @Test func `on the line the divided bars add up to the histogram`() throws {
    let model = UnivariateGaussianMixture(
      weights: [0.5, 0.5], means: [0, 4], standardDeviations: [1, 1])
    let samples = [-1, 0, 0.5, 1, 3, 4, 4.5, 5].map { $0 * 1.0 }
    let chart = try dividedHistogramChart(of: samples, by: model, bins: .edges([-2, 0, 2, 6]))
    let csv = String(decoding: try Figure(chart).csv(), as: UTF8.self)
    // One sample of eight in a bin of width 2, four (from 0 on) in one of width 2, rest in width 4.
    #expect(csv.contains("area,,-2,0,"))
    let tops = csv.split(separator: "\r\n").filter { $0.hasPrefix("area") }.suffix(6).compactMap {
      Double($0.split(separator: ",", omittingEmptySubsequences: false)[5])
    }
    let expected = [1.0 / 16, 3.0 / 16, 4.0 / 32].flatMap { [$0, $0] }
    #expect(zip(tops, expected).allSatisfy { isClose($0, $1, relative: 1e-12) })
  }

  @Test func `long runs are thinned, short ones are not`() {
    #expect(chosenSteps(of: 5, limit: 30) == [0, 1, 2, 3, 4])
    let chosen = chosenSteps(of: 401, limit: 30)
    #expect(chosen.count == 30 && chosen.last == 400 && chosen.prefix(15) == Array(0..<15)[...])
    #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0 < $1 })
    for count in 31...64 {
      let some = chosenSteps(of: count, limit: 30)
      #expect(some.last == count - 1 && zip(some, some.dropFirst()).allSatisfy { $0 < $1 })
    }
  }
}

extension FontMetrics {
  fileprivate static var square: FontMetrics {
    FontMetrics { _, _ in GlyphMetrics(advance: 0.5, left: 0, right: 0.5, bottom: 0, top: 0.7) }
  }
}

private func marks(_ items: [DisplayItem]) -> [DisplayGroup] {
  items.flatMap { item -> [DisplayGroup] in
    guard case .group(let group) = item else { return [] }
    return group.role == .mark ? [group] : marks(group.items)
  }
}
