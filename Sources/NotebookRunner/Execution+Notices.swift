import Literate
import NotebookOutputs

extension Execution {
  /// The notices about a run's figures, as warnings at the statements that show the figures.
  func notices(in chapter: Chapter) -> [Diagnostic] {
    let cells = chapter.codeCells
    var open: Int?
    return events.compactMap { event in
      switch event {
      case .cellOpened(let cell, _):
        open = cell
      case .noticed(let text):
        guard let open, cells.indices.contains(open), let shown = cells[open].statements.last else {
          return nil
        }
        return Diagnostic(.figure(notice: text), at: shown.location, severity: .warning)
      default: break
      }
      return nil
    }
  }
}
