import Foundation
import Plotting
import TestSupport
import Testing

@testable import CairoRendering

/// Pictures are compared by the mean colors of small cells, so that another version of Cairo, which
/// shades an edge differently, does not count as a difference.
///
/// They are laid out with metrics of our own and drawn without words, because letters differ from
/// version to version of their fonts by more than an edge.
struct PixelGoldenTests {
  private static let cell = 8
  /// Of 255; a missing symbol or a moved line changes a cell by more.
  private static let tolerance = 10

  private func cells(_ image: PixelImage) -> [[UInt32]] {
    stride(from: 0, to: image.height, by: Self.cell).map { top in
      stride(from: 0, to: image.width, by: Self.cell).map { left in
        var sums = [0, 0, 0]
        var count = 0
        for row in top..<min(top + Self.cell, image.height) {
          for column in left..<min(left + Self.cell, image.width) {
            let pixel = image.pixels[row * image.width + column]
            for (channel, shift) in [(0, 16), (1, 8), (2, 0)] as [(Int, UInt32)] {
              sums[channel] += Int(pixel >> shift & 255)
            }
            count += 1
          }
        }
        let means: [UInt32] = sums.map { UInt32(($0 + count / 2) / count) }
        return means[0] << 16 | means[1] << 8 | means[2]
      }
    }
  }

  private func text(_ cells: [[UInt32]]) -> String {
    func hexadecimal(_ color: UInt32) -> String {
      String(String(0x100_0000 + color, radix: 16).dropFirst())
    }
    return cells.map { $0.map(hexadecimal).joined(separator: " ") + "\n" }.joined()
  }

  private func parsed(_ text: String) -> [[UInt32]] {
    text.split(separator: "\n").map { line in
      line.split(separator: " ").compactMap { UInt32($0, radix: 16) }
    }
  }

  /// Whether two colors differ by at most the tolerance in each channel.
  private func isNear(_ a: UInt32, _ b: UInt32) -> Bool {
    let shifts: [UInt32] = [16, 8, 0]
    return shifts.allSatisfy { shift in
      let (first, second) = (Int(a >> shift & 255), Int(b >> shift & 255))
      return abs(first - second) <= Self.tolerance
    }
  }

  private func wordless(_ items: [DisplayItem]) -> [DisplayItem] {
    items.compactMap { item in
      switch item {
      case .text: return nil
      case .group(var group):
        group.items = wordless(group.items)
        return .group(group)
      default: return item
      }
    }
  }

  @Test func `words leave ink, and only words do when all else is left out`() throws {
    let chart = Chart("Growth") { LineMark(y: [0.0, 1, 4]) }.xAxis("$n$")
    let figure = Figure(chart, width: .inches(2), height: .inches(2))
    var list = try figure.displayList(metrics: .installed)
    let whole = try list.pixels(dpi: 96, fonts: .shared)
    list.items = wordless(list.items)
    let drawing = try list.pixels(dpi: 96, fonts: .shared)
    let rows = (0..<whole.height).filter { row in
      let range = row * whole.width..<(row + 1) * whole.width
      return whole.pixels[range] != drawing.pixels[range]
    }
    // The title is at the top and the name of the axis at the bottom.
    let (first, last) = (try #require(rows.first), try #require(rows.last))
    #expect(first < whole.height / 8 && last > whole.height * 7 / 8)
  }

  private func expectPixels(_ figure: Figure, named name: String) throws {
    var list = try figure.displayList(metrics: tableMetrics)
    list.items = wordless(list.items)
    let image = try list.pixels(dpi: 96, fonts: .shared)
    let actual = cells(image)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name)")
    let golden = (try? String(decoding: Data(contentsOf: file), as: UTF8.self)).map(parsed) ?? []
    let hasShape = golden.map(\.count) == actual.map(\.count)
    let isNear = hasShape && zip(golden.joined(), actual.joined()).allSatisfy(isNear)
    // A picture that is near enough need not be the same, so the text is compared only where not.
    if !isNear || ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      expectGolden(text(actual), named: name)
    }
  }

  @Test func `lines, points, areas and mixed colors`() throws {
    let xs = (0...40).map { Double($0) / 4 }
    let figure = Figure(width: .inches(4), height: .inches(2)) {
      Row {
        Chart("Lines") {
          AreaMark(x: xs, y: xs.map { $0 * $0 / 10 })
          LineMark(x: xs, y: xs.map { $0 * $0 / 10 }).label("$x^2 / 10$")
          RuleMark(y: 5).lineStyle(dash: [4, 3])
        }
        Chart {
          PointMark(x: xs, y: xs.map { 10 - $0 })
            .foregroundStyle(mixing: xs.map { [$0, 10 - $0] }).symbolSize(6)
          EllipseMark(mean: [5, 5], covariance: [[4, 1], [1, 2]]).foregroundStyle(.series(3))
        }
      }
    }
    try expectPixels(figure, named: "picture.cells.txt")
  }

  @Test func `heat maps and filled contours`() throws {
    let figure = Figure(width: .inches(4), height: .inches(2)) {
      Row {
        Chart {
          HeatMapMark(columns: ["a", "b"], rows: ["c", "d"], values: [[0, 1], [0.5, .nan]])
        }
        Chart {
          ContourMark(x: -1...1, y: -1...1, resolution: 40, filled: true) { x, y in x * x + y * y }
        }
      }
    }
    try expectPixels(figure, named: "fields.cells.txt")
  }
}
