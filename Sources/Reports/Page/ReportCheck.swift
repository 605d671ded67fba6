public import Literate
public import Storage

extension PageTypesetter {
  /// What can be found wrong with a report before its chapters run: references, citations, labels,
  /// pictures, the bibliography and the mathematics of its prose.
  ///
  /// - Parameters:
  ///   - report: The report as its files say.
  ///   - log: Reads the bibliography and the pictures.
  /// - Throws: What the machine does not have, such as `MissingSystemFile`.
  public func check(_ report: Report, log: FileLog = FileLog()) throws -> [Diagnostic] {
    let document = Document(report, outputs: report.chapters.map { _ in nil }, log: log)
    // What a formula with a computed part says is known when that part is.
    let formulas = document.formulas.filter { !$0.anchors.contains(where: \.isComputed) }
    let parts = try typeset(formulas, macros: document.macros)
    return document.diagnostics + parts.diagnostics + PageResources(document).diagnostics
  }
}
