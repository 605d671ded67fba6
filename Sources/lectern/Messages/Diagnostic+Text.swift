import Literate
import NotebookRunner
import Reports

extension Diagnostic {
  /// The message.
  ///
  /// Problems become sentences only here and in the extensions of each stage's problems.
  var message: String {
    switch problem {
    case let problem as ReadingProblem: problem.message
    case let problem as RunningProblem: problem.message
    case let problem as PageProblem: problem.message
    default: "\(problem)"
    }
  }

  /// Advice for the author, if any.
  private var hint: String? { (problem as? RunningProblem)?.hint }

  /// The text for a terminal: location, severity and message on one line, then the line of the notebook
  /// with a caret below the location.
  ///
  /// - Parameter line: The text of the line, if its file can still be read.
  func text(excerpt line: Substring?) -> String {
    let sentence = message + (hint.map { ": \($0)" } ?? "")
    let paragraphs = sentence.split(separator: "\n", omittingEmptySubsequences: false)
    var text = "\(self.text(of: location)): \(severity.rawValue): \(paragraphs.first ?? "")\n"
    if let line {
      let number = String(location.line)
      let margin = String(repeating: " ", count: number.count)
      let (before, after) = surroundings(in: line)
      // Tabs are kept, so that the caret is below the character.
      let indent = String(before.map { $0 == "\t" ? "\t" : " " })
      text += " \(number) | \(before)\(after)\n \(margin) | \(indent)^\n"
    }
    for paragraph in paragraphs.dropFirst() where !paragraph.isEmpty { text += "  \(paragraph)\n" }
    var seen: Set = [location]
    for location in related where seen.insert(location).inserted {
      text += "  see \(self.text(of: location))\n"
    }
    return text
  }

  /// The parts of a line before and from the location on; a very long line is cut around it.
  private func surroundings(in line: Substring) -> (before: String, after: String) {
    let column = max(location.column - 1, 0)
    let before = String(decoding: line.utf8.prefix(column), as: UTF8.self)
    let after = String(decoding: line.utf8.dropFirst(column), as: UTF8.self)
    guard line.utf8.count > 1000 else { return (before, after) }
    return (
      before.count > 100 ? "…\(before.suffix(99))" : before,
      after.count > 100 ? "\(after.prefix(99))…" : after
    )
  }

  private func text(of location: SourceLocation) -> String {
    "\(location.file):\(location.line):\(location.column)"
  }
}

/// Formats problems with excerpts of their files.
struct DiagnosticText {
  private var files: [String: SourceFile] = [:]

  /// The text of problems, sorted by location.
  mutating func text(of diagnostics: [Diagnostic]) -> String {
    Diagnostics(diagnostics).list.map { diagnostic in
      diagnostic.text(excerpt: excerpt(at: diagnostic.location))
    }.joined()
  }

  private mutating func excerpt(at location: SourceLocation) -> Substring? {
    if files[location.file] == nil {
      files[location.file] = try? SourceFile(contentsOf: location.file)
    }
    guard let lines = files[location.file]?.lines, lines.indices.contains(location.line - 1) else {
      return nil
    }
    return lines[location.line - 1]
  }
}
