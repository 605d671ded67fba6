import Notebook
import Testing

@Suite struct `Numbers in prose` {
  typealias Text = NotebookProgram.Text

  @Test(arguments: [
    (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333"), (10_000, "10000"), (-29_753.134_1, "-29753.1"),
    (1234567.8, "1234568"), (3e-9, "3e-9"), (1.5e20, "1.5e20"), (0, "0"), (-0.0, "0"),
    (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"), (0.000123456789, "0.000123457"),
  ])
  func `have six digits`(_ value: Double, _ text: String) {
    #expect(("\(value)" as Text).description == text)
  }

  @Test(arguments: [
    (3.14159, 2, "3.14"), (2.5, 0, "2"), (-0.001, 2, "0.00"), (1e6, 1, "1000000.0"),
    (.infinity, 2, "∞"),
  ])
  func `have as many decimals as asked for`(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(("\(value, decimals: decimals)" as Text).description == text)
    #expect("\(value, decimals: decimals)" == text)
  }

  @Test func `have as many digits as asked for`() {
    #expect("\(2.0 / 3, digits: 2)" == "0.67")
    #expect("\(123456.0, digits: 2)" == "123456")
    #expect(("\(percent: 0.256)" as Text).description == "26\u{202F}%")
    #expect("\(percent: 0.256, decimals: 1)" == "25.6\u{202F}%")
  }

  @Test func `stand in lists and beside other values`() {
    #expect(("\([0.1 + 0.2, 2])" as Text).description == "[0.3, 2]")
    #expect(("\("text") \([1, 2]) \(true)" as Text).description == "text [1, 2] true")
    #expect(("\(Int?.none as Any)" as Text).description == "nil")
  }
}
