import Plotting
import Testing

@testable import CairoRendering

struct FontLibraryTests {
  private let chart = Chart("Growth") { LineMark(y: [0.0, 1, 4]) }

  @Test func `a missing font is an error that says so`() {
    let error = RenderingError.fontMissing(reason: "the font is missing")
    let fonts = FontLibrary { _ in throw error }
    #expect(throws: error) { try Figure(chart).displayList(metrics: fonts.metrics) }
    #expect("\(error)" == "the font is missing")
  }

  @Test func `a file that is not a font is another error`() {
    let path = #filePath
    let fonts = FontLibrary { _ in path }
    #expect {
      try Figure(chart).displayList(metrics: fonts.metrics)
    } throws: { error in
      if case RenderingError.fontUnreadable(let file, _) = error { file == path } else { false }
    }
  }
}
