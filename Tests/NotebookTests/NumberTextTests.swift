import Notebook
import Testing

/// The exact value of the double nearest to 10³⁰⁰, as printed by Python's `int(1e300)`.
private let whole =
  "100000000000000005250476025520442024870446858110815915491585411551180245798890819578637137"
  + "508044786404370444383288387817694252323536043057564479218478670698284838720092657580373783"
  + "023379478809005936895323497079994508111903896764088007465274278014249457925878882005684283"
  + "8115669472196386865459400540160"

@Suite struct `Numbers in prose` {
  typealias Text = NotebookProgram.Text

  @Test(arguments: [
    (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333"), (10_000, "10000"), (-29_753.134_1, "-29753.1"),
    (1234567.8, "1234568"), (3e-9, "3e-9"), (1.5e20, "1.5e20"), (0, "0"), (-0.0, "0"),
    (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"), (0.000123456789, "0.000123457"),
  ])
  func `have six significant digits`(_ value: Double, _ text: String) {
    #expect(("\(value)" as Text).description == text)
  }

  @Test(arguments: [
    (3.14159, 2, "3.14"), (2.5, 0, "2"), (-0.001, 2, "0.00"), (1e6, 1, "1000000.0"),
    (.infinity, 2, "∞"), (1e300, 0, whole),
    (1e300, 200, whole + "." + String(repeating: "0", count: 200)),
  ])
  func `have the requested number of decimals`(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(("\(value, decimals: decimals)" as Text).description == text)
    #expect("\(value, decimals: decimals)" == text)
  }

  @Test func `have the requested number of significant digits`() {
    #expect("\(2.0 / 3, digits: 2)" == "0.67")
    #expect("\(123456.0, digits: 2)" == "123456")
    #expect(("\(percent: 0.256)" as Text).description == "26\u{202F}%")
    #expect("\(percent: 0.256, decimals: 1)" == "25.6\u{202F}%")
  }

  @Test func `may be in lists and beside other values`() {
    #expect(("\([0.1 + 0.2, 2])" as Text).description == "[0.3, 2]")
    #expect(("\("text") \([1, 2]) \(true)" as Text).description == "text [1, 2] true")
    #expect(("\(Int?.none as Any)" as Text).description == "nil")
  }
}
