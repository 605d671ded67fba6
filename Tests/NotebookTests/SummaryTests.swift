import Notebook
import Statistics
import Testing

@Suite struct `Summaries in a notebook` {
  private func markdown(_ value: some Displayable) -> String {
    if case .markdown(let text) = value.display { text } else { "" }
  }

  @Test func `are facts followed by tables`() {
    let summary = Summary(
      facts: [.init("status", "converged"), .init("log-likelihood", "-1130.263960123")],
      tables: [
        .init(
          "k", columns: ["a|b", "c"],
          rows: [("0", [0.123456789, nil]), ("1", [1e-12, .infinity])])
      ])
    #expect(
      markdown(summary) == """
        **status** converged · **log-likelihood** −1130.264

        | k | a\\|b | c |
        | :-- | --: | --: |
        | 0 | 0.12346 |  |
        | 1 | 1\u{202F}×\u{202F}10⁻¹² | ∞ |
        """)
  }

  @Test func `report how many rows they omit`() {
    let rows = (0..<100).map { (name: "\($0)", numbers: [Double?(1)]) }
    #expect(
      markdown(Summary(tables: [.init("", columns: ["x"], rows: rows)]))
        .hasSuffix("\n\n*40 more rows are not shown.*"))
  }

  @Test func `of matrices are formulas`() throws {
    guard case .math(let small) = try Matrix([[1, 0.5], [-2, 1e-9]]).display else {
      Issue.record("a matrix is a formula")
      return
    }
    #expect(
      small == #"\begin{bmatrix} 1 & 0.5 \\ -2 & 1 \cdot 10^{-9} \end{bmatrix}"#)
    guard case .math(let large) = Matrix(rows: 50, columns: 40).display else { return }
    #expect(large.hasSuffix(#"\quad (50 \times 40)"#) && large.contains(#"\vdots"#))
  }
}
