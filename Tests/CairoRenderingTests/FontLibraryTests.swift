import Plotting
import Testing

@testable import CairoRendering

struct FontLibraryTests {
  private let chart = Chart("Growth") { LineMark(y: [0.0, 1, 4]) }

  @Test func `a missing file is an error that names its package`() {
    let fonts = FontLibrary { _ in FontFile(path: "/nowhere/Inter.otf", package: "fonts-inter") }
    let error = RenderingError.fontMissing(file: "/nowhere/Inter.otf", package: "fonts-inter")
    #expect(throws: error) { try Figure(chart).displayList(metrics: fonts.metrics) }
    #expect("\(error)".contains("install the Debian package fonts-inter"))
  }

  @Test func `a file that is no font is another one`() {
    let path = #filePath
    let fonts = FontLibrary { _ in FontFile(path: path, package: "fonts-inter") }
    #expect {
      try Figure(chart).displayList(metrics: fonts.metrics)
    } throws: { error in
      if case RenderingError.fontUnreadable(let file, _) = error { file == path } else { false }
    }
  }
}
