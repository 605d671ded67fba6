import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct `Elementary functions` {
  /// Against the C library, which is correctly rounded almost everywhere.
  @Test func `exp and log agree with the C library to two units in the last place`() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let x = 1400 * random.uniform() - 700
      #expect(isClose(Elementary.exp(x), Foundation.exp(x), relative: 4.5e-16))
      let y = Foundation.exp(x)
      #expect(isClose(Elementary.log(y), Foundation.log(y), relative: 4.5e-16))
      let z = 0.5 + random.uniform()
      #expect(isClose(Elementary.log(z), Foundation.log(z), relative: 4.5e-16))
    }
  }

  @Test func `edges`() {
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.exp(0) == 1)
    #expect(isClose(Elementary.exp(709.7), Foundation.exp(709.7), relative: 1e-15))
    #expect(isClose(Elementary.exp(-740), Foundation.exp(-740), absolute: .leastNonzeroMagnitude))
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(1) == 0)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(
      isClose(
        Elementary.log(.leastNonzeroMagnitude), Foundation.log(.leastNonzeroMagnitude),
        relative: 1e-15))
    #expect(Elementary.log1p(1e-20) == 1e-20)
    #expect(isClose(Elementary.log1p(1e-5), Foundation.log1p(1e-5), relative: 1e-15))
    #expect(isClose(Elementary.expm1(1e-5), Foundation.expm1(1e-5), relative: 1e-15))
    #expect(isClose(Elementary.pow(2, 0.5), 2.0.squareRoot(), relative: 1e-15))
  }
}
