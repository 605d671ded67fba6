public import Literate

extension Typesetter {
  /// What can be found wrong with a report before its chapters run: references, citations, labels,
  /// pictures, the bibliography and the mathematics of its prose.
  ///
  /// - Parameter report: The report as its files say.
  public func check(_ report: Report) -> [Diagnostic] {
    let document = Document(report, outputs: report.chapters.map { _ in nil })
    // What a formula with a computed part says is known when that part is.
    let formulas = document.formulas.filter { !$0.anchors.contains(where: \.isComputed) }
    let parts = typeset(formulas)
    let found = document.diagnostics.filter { !document.waitsForFigures($0) }
    return found + parts.diagnostics + PageResources(document).diagnostics
  }
}

extension Document {
  /// Whether a problem may be none once the chapters have run: a cell that shows several figures
  /// gives each a letter, as in `fig-fits-b`.
  fileprivate func waitsForFigures(_ diagnostic: Diagnostic) -> Bool {
    guard case .danglingReference(let label, _) = diagnostic.problem,
      let dash = label.lastIndex(of: "-"), targets[String(label[..<dash])]?.kind == .figure
    else { return false }
    let letter = label[dash...].dropFirst()
    return letter.count == 1 && letter.allSatisfy { ("a"..."z").contains($0) }
  }
}
