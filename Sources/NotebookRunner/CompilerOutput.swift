internal import Literate

/// The messages of `swiftc`, read from its text.
struct CompilerOutput {
  /// Errors and warnings that belong to the notebook.
  var diagnostics: [Diagnostic] = []

  /// Reads what the compiler printed in its `llvm` style: `path:line:column: error: message`, each
  /// followed by an excerpt that we print ourselves.
  ///
  /// - Parameters:
  ///   - text: What it printed.
  ///   - main: The path of the woven program; an unplaced message about it is about the notebook.
  ///   - chapter: The path of the notebook, as woven into the program.
  ///   - shift: By how much columns in line 1 are too large.
  init(_ text: String, main: String, chapter: String, shift: Int) {
    for line in text.split(separator: "\n") {
      guard let message = Message(line), message.file == chapter || message.file == main else {
        continue
      }
      let column = message.line == 1 ? max(message.column - shift, 1) : message.column
      let place = SourceLocation(file: chapter, line: message.line, column: column)
      switch message.kind {
      case "error":
        diagnostics.append(Diagnostic(message.problem, at: place))
      case "warning" where !message.isAboutWeaving:
        diagnostics.append(
          Diagnostic(.compiler(message: message.text), at: place, severity: .warning))
      case "note":
        if let last = diagnostics.indices.last { diagnostics[last].related.append(place) }
      default: break
      }
    }
    diagnostics.removeAll { $0.isAboutShowing }
  }
}

extension Diagnostic {
  /// Whether the compiler says of the call around a cell's last value, which the weaver put on the
  /// line above it, that it is never reached.
  fileprivate var isAboutShowing: Bool {
    problem as? RunningProblem == .compiler(message: "will never be executed")
      && related.contains { $0.line == location.line + 1 }
  }
}

/// One line `path:line:column: kind: text`.
private struct Message {
  var file: Substring
  var line: Int
  var column: Int
  var kind: Substring
  var text: String

  init?(_ line: Substring) {
    for kind in ["error", "warning", "note"] {
      guard let mark = line.firstRange(of: ": \(kind): ") else { continue }
      let place = line[..<mark.lowerBound]
      guard let beforeColumn = place.lastIndex(of: ":"),
        let column = Int(place[place.index(after: beforeColumn)...]),
        let beforeLine = place[..<beforeColumn].lastIndex(of: ":"),
        let number = Int(place[place.index(after: beforeLine)..<beforeColumn])
      else { continue }
      file = place[..<beforeLine]
      self.line = number
      self.column = column
      self.kind = line[mark].dropFirst(2).dropLast(2)
      // The name of the group at the end is for options that authors of notebooks don't give.
      text = String(line[mark.upperBound...].replacing(/\ \[#[A-Za-z-]+\]$/, with: ""))
      return
    }
    return nil
  }

  /// What is wrong, with more evidence than the compiler has where we have more.
  var problem: RunningProblem {
    guard let match = text.wholeMatch(of: /no such module '(.+)'/) else {
      return .compiler(message: text)
    }
    let built = Toolchain.modulesForNotebooks
    return .unknownModule(
      name: String(match.1), built: built,
      suggestion: suggestion(for: String(match.1), among: built + ["Foundation"]))
  }

  /// The weaver wraps cells in calls and in `do`, which the author did not write.
  var isAboutWeaving: Bool {
    text.contains("__lectern") || text.contains("'catch' block is unreachable")
  }
}
