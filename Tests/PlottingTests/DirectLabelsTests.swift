import TestSupport
import Testing

@testable import Plotting

struct DirectLabelsTests {
  @Test func `labels that have room stay, those that collide share the way`() {
    #expect(apart([10, 50], heights: [10, 10], within: 0...100) == [10, 50])
    #expect(apart([20, 20, 80], heights: [10, 10, 10], within: 0...100) == [15, 25, 80])
    // At the frame they are pushed inwards, and they keep their order.
    #expect(apart([98, 99], heights: [10, 10], within: 0...100) == [85, 95])
    #expect(apart([1, 2, 3], heights: [10, 10, 10], within: 0...20) == [5, 15, 25])
    #expect(apart([], heights: [], within: 0...1).isEmpty)
  }

  @Test func `no two of many labels overlap, and the order is that of the ends`() throws {
    let chart = Chart {
      for series in 0..<6 {
        LineMark(x: [0, 1], y: [Double(series), 1 + Double(series) / 50]).label("series \(series)")
      }
    }.legend(.direct)
    let list = try Figure(chart).displayList(metrics: testMetrics)
    func entries(_ items: [DisplayItem]) -> [(String, Rect)] {
      items.flatMap { item -> [(String, Rect)] in
        guard case .group(let group) = item else { return [] }
        if group.role == .legendEntry {
          return group.items.compactMap { item in
            if case .text(let run) = item { (run.box.plainText, run.bounds) } else { nil }
          }
        }
        return entries(group.items)
      }
    }
    let found = entries(list.items)
    #expect(found.map(\.0) == (0..<6).reversed().map { "series \($0)" })
    for (upper, lower) in zip(found, found.dropFirst()) {
      #expect(upper.1.maxY <= lower.1.minY + 1e-6)
    }
  }
}
