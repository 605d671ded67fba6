import Testing

@testable import Plotting

struct TickLabelsTests {
  private func texts(
    _ mantissas: [Int], _ exponent: Int, _ format: TickFormat = .automatic
  ) -> [String] {
    TickLabels.labels(for: .init(mantissas: mantissas, exponent: exponent), format: format).map {
      $0.runs.map { run in
        switch run {
        case .text(let text): text
        case .mathematics(let node): node.plainText
        }
      }.joined()
    }
  }

  @Test func `one axis has one number of decimals`() {
    #expect(texts([0, 25, 50], -2) == ["0.00", "0.25", "0.50"])
    #expect(texts([0, 50, 100], -2) == ["0.0", "0.5", "1.0"])
    #expect(texts([-10, 0, 10], 0) == ["−10", "0", "10"])
  }

  @Test func `thousands are grouped from five digits on`() {
    #expect(texts([5, 10], 3) == ["5000", "10\u{2009}000"])
    #expect(texts([-280_125], -1) == ["−28\u{2009}012.5"])
  }

  @Test func `very large and very small numbers are multiples of powers of ten`() {
    #expect(texts([2, 4], 6) == ["2\u{2009}×\u{2009}10^6", "4\u{2009}×\u{2009}10^6"])
    #expect(texts([15], -6) == ["1.5\u{2009}×\u{2009}10^−5"])
  }

  @Test func `formats`() {
    #expect(texts([0, 25, 50], -2, .percent) == ["0\u{2009}%", "25\u{2009}%", "50\u{2009}%"])
    #expect(texts([1], 0, .fixed(decimals: 2)) == ["1.00"])
  }
}
