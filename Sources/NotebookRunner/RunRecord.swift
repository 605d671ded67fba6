internal import FoundationEssentials
internal import Literate
internal import NotebookOutputs
internal import Storage

/// A successful run in the form that is cached.
struct RunRecord {
  var outputs: ChapterOutputs
  var warnings: [CellWarning]

  /// A warning, located relative to its cell, so that it stays correct when prose is edited.
  struct CellWarning: Codable {
    var cell: Int
    var line: Int
    var column: Int
    var problem: RunningProblem
  }
}

extension RunRecord {
  private static let figures = "figure "

  /// Creates the record of a run.
  init(of run: ChapterRun, in chapter: Chapter) {
    outputs = run.outputs
    warnings = run.warnings.compactMap { CellWarning($0, in: chapter) }
  }

  /// The cache entry of the run.
  var entry: CacheEntry {
    get throws {
      var entry = CacheEntry()
      try entry.set("outputs", to: outputs)
      try entry.set("warnings", to: warnings)
      for (name, bytes) in outputs.files { entry.records[Self.figures + name] = bytes }
      return entry
    }
  }

  /// Decodes an entry; nil if a different version of Lectern wrote it.
  init?(_ entry: CacheEntry) {
    guard var outputs = entry.value("outputs", as: ChapterOutputs.self),
      let warnings = entry.value("warnings", as: [CellWarning].self)
    else { return nil }
    for (name, bytes) in entry.records where name.hasPrefix(Self.figures) {
      outputs.files[String(name.dropFirst(Self.figures.count))] = bytes
    }
    self.init(outputs: outputs, warnings: warnings)
  }
}

extension RunRecord.CellWarning {
  /// Locates a warning in its cell; nil for a warning outside cells.
  init?(_ diagnostic: Diagnostic, in chapter: Chapter) {
    let cells = chapter.codeCells
    guard let problem = diagnostic.problem as? RunningProblem,
      let cell = cells.first(where: { $0.lines.contains(diagnostic.location.line) })
    else { return nil }
    self.init(
      cell: cell.index, line: diagnostic.location.line - cell.lines.lowerBound,
      column: diagnostic.location.column, problem: problem)
  }

  /// The warning at the current location of its cell.
  func placed(in chapter: Chapter) -> Diagnostic? {
    let cells = chapter.codeCells
    guard cells.indices.contains(cell) else { return nil }
    let line = cells[cell].lines.lowerBound + line
    return Diagnostic(
      problem, at: chapter.file.location(line: line, column: column), severity: .warning)
  }
}
