public import Literate
public import Storage

extension PageTypesetter {
  /// Finds the problems of a report that do not depend on running its chapters: with references,
  /// citations, labels, pictures, the bibliography and the formulas in its prose.
  ///
  /// - Parameters:
  ///   - report: The report as read from its files.
  ///   - log: Reads the bibliography and the pictures.
  /// - Throws: An error such as `MissingSystemFile` if the machine lacks something.
  public func check(_ report: Report, log: FileLog = FileLog()) throws -> [Diagnostic] {
    let document = Document(report, outputs: report.chapters.map { _ in nil }, log: log)
    // A formula with a computed part can be checked only when that part is known.
    let formulas = document.formulas.filter { !$0.anchors.contains(where: \.isComputed) }
    let parts = try typeset(formulas, macros: document.macros)
    return document.diagnostics + parts.diagnostics + PageResources(document).diagnostics
  }
}
