import Testing

@testable import Reports

@Suite struct `Printed numbers` {
  @Test(arguments: [
    ("-29489.3", "−29489.3", "-29489.3"), ("3", "3", "3"), ("1e-8", "10⁻⁸", "10^{-8}"),
    ("-2.5e12", "−2.5 × 10¹²", "-2.5 \\times 10^{12}"),
  ])
  func `have a minus sign and powers of ten`(_ printed: String, _ text: String, _ tex: String) {
    #expect(NumberTypography(printed)?.text == text)
    #expect(NumberTypography(printed)?.tex == tex)
  }

  @Test(arguments: ["", "-", "2026-11-22", "1-2", "v1.2.3", "e5", "--1", "1e", "a", "1.2.3", "."])
  func `are numbers from end to end`(_ text: String) {
    #expect(NumberTypography(text) == nil)
  }
}
