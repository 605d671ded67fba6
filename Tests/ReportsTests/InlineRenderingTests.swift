import Testing

@testable import Reports

@Suite struct `Running text` {
  @Test func `a single letter stays with its word`() throws {
    let prose = "An E-step (M-step too), an *x-axis*; not log-likelihood, 3-fold, a - b."
    let html = try text(of: rendered(Document(try report(prose), outputs: [])))
    let glued = html.matches(of: /<span class="glued">([^<]*)<\/span>/).map { String($0.1) }
    #expect(glued == ["E-step", "(M-step", "x-axis"])
    #expect(html.contains("</span> too), an"))
  }
}
