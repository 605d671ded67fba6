import ExpectationMaximization
import Testing

@Suite struct `Why EM stopped, in prose` {
  @Test(arguments: [
    (1e-8, "10⁻⁸"), (2.5e-7, "2.5·10⁻⁷"), (3e-12, "3·10⁻¹²"), (0.001, "0.001"), (1e16, "10¹⁶"),
  ]) func `tolerances are powers of ten`(value: Double, text: String) {
    let status = Status.toleranceMet(
      iterations: 1, tolerance: .absolute(value), lastGain: 2e-9)
    #expect(
      "EM stopped because it \(status)"
        == "EM stopped because it met its tolerance after 1 iteration: "
        + "the last gain, 2·10⁻⁹ nats, is below \(text) nats")
  }

  @Test func `other numbers have three digits`() {
    #expect(
      "\(Status.iterationLimit(30, lastGain: 1.23456e-9))"
        == "reached its limit of 30 iterations, the last of which still gained 1.23·10⁻⁹ nats")
    #expect(
      "\(Status.decreased(by: 12.3456, iteration: 2))"
        == "lost 12.3 nats in iteration 2, where an exact M-step in exact arithmetic cannot lose any"
    )
  }
}
