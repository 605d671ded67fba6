internal import FoundationEssentials
internal import Literate
internal import NotebookOutputs
internal import Storage

/// A run that came to its end, as the cache keeps it.
struct RunRecord {
  var outputs: ChapterOutputs
  var warnings: [CellWarning]

  /// A warning of the compiler, placed by its cell, so that it moves along when prose is edited.
  struct CellWarning: Codable {
    var cell: Int
    var line: Int
    var column: Int
    var problem: RunningProblem
  }
}

extension RunRecord {
  private static let figures = "figure "

  /// The record of a run of a chapter.
  init(of run: ChapterRun, in chapter: Chapter) {
    outputs = run.outputs
    warnings = run.warnings.compactMap { CellWarning($0, in: chapter) }
  }

  /// The entry in which the run is kept.
  var entry: CacheEntry {
    get throws {
      var entry = CacheEntry()
      try entry.set("outputs", to: outputs)
      try entry.set("warnings", to: warnings)
      for (name, bytes) in outputs.files { entry.records[Self.figures + name] = bytes }
      return entry
    }
  }

  /// Reads an entry; nil where another version of Lectern wrote it.
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
  /// The place of a warning in its cell; nil for one in prose.
  init?(_ diagnostic: Diagnostic, in chapter: Chapter) {
    let cells = chapter.codeCells
    guard let problem = diagnostic.problem as? RunningProblem,
      let cell = cells.first(where: { $0.lines.contains(diagnostic.location.line) })
    else { return nil }
    self.init(
      cell: cell.index, line: diagnostic.location.line - cell.lines.lowerBound,
      column: diagnostic.location.column, problem: problem)
  }

  /// The warning where the cell is now.
  func placed(in chapter: Chapter) -> Diagnostic? {
    let cells = chapter.codeCells
    guard cells.indices.contains(cell) else { return nil }
    let line = cells[cell].lines.lowerBound + line
    return Diagnostic(
      problem, at: chapter.file.location(line: line, column: column), severity: .warning)
  }
}
