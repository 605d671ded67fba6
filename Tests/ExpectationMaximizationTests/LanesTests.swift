import Statistics
import Testing

@testable import ExpectationMaximization

@Suite struct `Elementary functions of lanes` {
  @Test func `lanes give the bits of the scalar functions`() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<500 {
      var x = Elementary.Lanes.zero
      for lane in 0..<8 { x[lane] = -700 * random.uniform() * random.uniform() }
      let exponentials = Elementary.exp(x)
      let logarithms = Elementary.log(-x)
      for lane in 0..<8 {
        #expect(exponentials[lane] == Elementary.exp(x[lane]))
        #expect(logarithms[lane] == Elementary.log(-x[lane]))
      }
    }
    let edges = Elementary.exp(Elementary.Lanes(-.infinity, -1e300, -709, 0, -708, 1, -0.0, 700))
    #expect(edges[0] == 0 && edges[1] == 0 && edges[2] == 0 && edges[3] == 1 && edges[6] == 1)
  }
}
