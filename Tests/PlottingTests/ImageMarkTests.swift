import Testing

@testable import Plotting

struct ImageMarkTests {
  private func image(_ chart: Chart) throws -> (image: RasterImage, rect: Rect)? {
    func find(_ items: [DisplayItem]) -> (image: RasterImage, rect: Rect)? {
      for item in items {
        if case .image(let image, let rect) = item { return (image, rect) }
        if case .group(let group) = item, let found = find(group.items) { return found }
      }
      return nil
    }
    return find(try Figure(chart).displayList(metrics: testMetrics).items)
  }

  private let mark = ImageMark(gray: [[0, 0.5], [1, .nan]])

  @Test func `the first row is at the top, and unknown pixels are transparent`() throws {
    let found = try #require(try image(Chart { mark }))
    #expect(
      found.image.pixels == [0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255, 0, 0, 0, 0])
  }

  @Test func `reversed axes mirror it`() throws {
    let found = try #require(try image(Chart { mark }.xAxis(reversed: true).yAxis(reversed: true)))
    #expect(Array(found.image.pixels.prefix(8)) == [0, 0, 0, 0, 255, 255, 255, 255])
  }

  @Test func `pixels outside the domain are cut off`() throws {
    let found = try #require(try image(Chart { mark }.xAxis(domain: 1...2)))
    #expect(found.image.width == 1 && found.image.height == 2)
    #expect(try image(Chart { mark }.xAxis(domain: 5...6)) == nil)
  }

  @Test func `a picture without area is an error`() {
    let flat = ImageMark(
      RasterImage(width: 1, height: 1, pixels: [0, 0, 0, 0]), x: 1...1, y: 0...1)
    #expect(throws: PlottingError.invalidParameter(mark: "image", name: "x", value: 0)) {
      try image(Chart { flat })
    }
  }
}

struct HeatMapHistogramTests {
  @Test func `pairs are counted in cells that contain their lower edges`() throws {
    let mark = HeatMapMark(
      countingX: [0, 0.5, 1, 2, .nan], y: [0, 0, 1, 2, 1], xBins: .edges([0, 1, 2]),
      yBins: .edges([0, 1, 2]))
    let csv = String(decoding: try Figure(Chart { mark }).csv(), as: UTF8.self)
    #expect(csv.contains("heat map,,0.5,0.5,2\r\n") && csv.contains("heat map,,1.5,1.5,2\r\n"))
    #expect(csv.contains("heat map,,1.5,0.5,\r\n"))
    // Nothing is unknown: an empty cell needs no notice.
    #expect(try Figure(Chart { mark }).displayList(metrics: testMetrics).notices.isEmpty)
  }

  @Test func `a density has volume one`() throws {
    let mark = HeatMapMark(
      countingX: [0, 1, 2, 3, 4, 5], y: [0, 1, 4, 9, 16, 25], xBins: .count(3), yBins: .count(5),
      normalization: .density)
    let volume = mark.values.joined().filter(\.isFinite).reduce(0, +) * (5.0 / 3) * 5
    #expect(abs(volume - 1) < 1e-12)
  }
}

struct ContourLabelsTests {
  @Test func `levels are written on their lines where they have room`() throws {
    let mark = ContourMark(x: -1...1, y: -1...1, levels: .values([0.25, 0.5, 0.75])) { x, y in
      x * x + y * y
    }.labeled()
    func texts(_ items: [DisplayItem]) -> [String] {
      items.flatMap { item -> [String] in
        switch item {
        case .text(let run): [run.box.plainText]
        case .group(let group): texts(group.items)
        default: []
        }
      }
    }
    let words = texts(
      try Figure(Chart { mark }.equalAspect()).displayList(metrics: testMetrics).items)
    #expect(Set(["0.25", "0.50", "0.75"]).isSubset(of: words))
  }
}
