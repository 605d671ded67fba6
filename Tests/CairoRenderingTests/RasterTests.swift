import CairoRendering
import Plotting
import Testing

struct RasterTests {
  private let chart = Chart { LineMark(y: [0.0, 1, 4]) }

  private func word(_ bytes: [UInt8], at index: Int) -> Int {
    bytes[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func `a PNG has its size in pixels and its resolution`() throws {
    let png = try Figure(chart, width: .inches(3), height: .inches(2)).png(dpi: 150)
    #expect(Array(png.prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
    #expect(word(png, at: 16) == 450 && word(png, at: 20) == 300)
    #expect(Array(png[37..<41]) == Array("pHYs".utf8))
    // 150 dpi are 5905.5 pixels a meter.
    #expect(word(png, at: 41) == 5906)
  }

  @Test func `a PDF has a title and no clock`() throws {
    let first = try chart.pdf(title: "Growth")
    #expect(first.starts(with: Array("%PDF-".utf8)))
    #expect(try chart.pdf(title: "Growth") == first)
    let properties = try pdfProperties(first)
    #expect(properties["Title"] == "Growth")
    // Cairo 1.16 leaves out the D: before it.
    #expect(properties["CreationDate"]?.contains("20000101000000") == true)
  }

  @Test func `an image too large is an error`() {
    #expect(throws: RenderingError.imageTooLarge(width: 66_000, height: 32_000)) {
      try Figure(chart, width: .inches(66), height: .inches(32)).png(dpi: 1000)
    }
  }

  @Test func `the words of a PDF are text`() throws {
    let words = try pdfText(Chart("Growth") { LineMark(y: [0.0, 1, 4]) }.pdf())
    #expect(words.contains("Growth") && words.contains("0"))
  }
}
