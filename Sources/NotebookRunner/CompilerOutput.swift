internal import Literate

/// The messages of `swiftc`, parsed from its output.
struct CompilerOutput {
  /// The errors and warnings about the notebook.
  var diagnostics: [Diagnostic] = []

  /// Parses the compiler's `llvm` style: lines `path:line:column: error: message`, each followed by an
  /// excerpt, which is ignored because Lectern prints its own.
  ///
  /// - Parameters:
  ///   - text: The compiler's output.
  ///   - main: The path of the woven program; messages about it are about the notebook.
  ///   - chapter: The path of the notebook, as woven into the program.
  ///   - shift: The number to subtract from columns in line 1.
  init(_ text: String, main: String, chapter: String, shift: Int) {
    for line in text.split(separator: "\n") {
      guard let message = Message(line), message.file == chapter || message.file == main else {
        continue
      }
      let column = message.line == 1 ? max(message.column - shift, 1) : message.column
      let location = SourceLocation(file: chapter, line: message.line, column: column)
      switch message.kind {
      case "error":
        diagnostics.append(Diagnostic(message.problem, at: location))
      case "warning" where !message.isAboutWeaving:
        diagnostics.append(
          Diagnostic(.compiler(message: message.text), at: location, severity: .warning))
      case "note":
        if let last = diagnostics.indices.last { diagnostics[last].related.append(location) }
      default: break
      }
    }
    diagnostics.removeAll { $0.isAboutShowing }
  }
}

extension Diagnostic {
  /// Whether this warns that the call that shows a cell's last value is never reached.
  ///
  /// The weaver added that call, on the line above the value.
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
      let prefix = line[..<mark.lowerBound]
      guard let beforeColumn = prefix.lastIndex(of: ":"),
        let column = Int(prefix[prefix.index(after: beforeColumn)...]),
        let beforeLine = prefix[..<beforeColumn].lastIndex(of: ":"),
        let number = Int(prefix[prefix.index(after: beforeLine)..<beforeColumn])
      else { continue }
      file = prefix[..<beforeLine]
      self.line = number
      self.column = column
      self.kind = line[mark].dropFirst(2).dropLast(2)
      // The diagnostic group at the end names a compiler option, which notebooks do not set.
      text = String(line[mark.upperBound...].replacing(/\ \[#[A-Za-z-]+\]$/, with: ""))
      return
    }
    return nil
  }

  /// The problem; a missing module gets a list of known modules and a suggestion.
  var problem: RunningProblem {
    guard let match = text.wholeMatch(of: /no such module '(.+)'/) else {
      return .compiler(message: text)
    }
    let built = Toolchain.modulesForNotebooks
    return .unknownModule(
      name: String(match.1), built: built,
      suggestion: suggestion(for: String(match.1), among: built + ["Foundation"]))
  }

  /// Whether the warning is about calls or `do` statements that the weaver added.
  var isAboutWeaving: Bool {
    text.contains("__lectern") || text.contains("'catch' block is unreachable")
  }
}
