internal import Glibc
internal import Literate
internal import NotebookOutputs

extension Execution {
  /// Why the program did not do all that the chapter asks, if so, in the notebook's own places.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - shift: By how much columns in line 1 of the woven program are too large.
  ///   - limits: The limits that the program ran under.
  func failure(
    in chapter: Chapter, shift: Int = 0, limits: RunLimits = RunLimits()
  ) -> Diagnostic? {
    let file = chapter.file.path
    let statement = SourceLocation(file: file, line: reached.line, column: reached.column)
    // The compiler names the woven file in frames of the top level, and the notebook elsewhere.
    let frames = backtrace.frames.filter {
      // A path without a folder gets the one that the compiler ran in.
      $0.line > 0
        && ($0.file == file || $0.file.hasSuffix("/\(file)") || $0.file.hasSuffix("/main.swift"))
    }.map {
      let column = $0.line == 1 ? $0.column - shift : $0.column
      return SourceLocation(file: file, line: $0.line, column: max(column, 1))
    }
    switch ending {
    case .stopped(let limit):
      return Diagnostic(.stopped(at: limit, of: limits), at: statement)
    case .signaled(let signal):
      if let thrown = thrownDescription {
        return Diagnostic(.thrown(description: thrown), at: statement)
      }
      let message =
        fatalError ?? refusal ?? backtrace.reason ?? meaning(ofSignal: Int32(signal))
      // abort() ends inside the C library. Some releases of it can be seen through and others not,
      // and a message must not depend on that.
      let calls = Int32(signal) == SIGABRT ? [] : frames
      return Diagnostic(
        .trap(message: message), at: calls.first ?? statement, related: Array(calls.dropFirst()))
    case .exited(let code):
      if let reason = undrawable {
        return Diagnostic(.undrawable(reason: reason), at: statement)
      }
      let hasFinished = events.contains { if case .finished = $0 { true } else { false } }
      return hasFinished ? nil : Diagnostic(.exited(code: code), at: statement)
    }
  }

  /// What the runtime says of an error that reached the top level.
  private var thrownDescription: String? {
    fatalError.flatMap {
      let opening = "Error raised at top level: "
      guard $0.hasPrefix(opening) else { return nil }
      let description = String($0.dropFirst(opening.count))
      // Types are known without the names of the modules that a notebook is made of.
      let module = (["main"] + Toolchain.modulesForNotebooks).first {
        description.hasPrefix("\($0).")
      }
      return describe(module.map { String(description.dropFirst($0.count + 1)) } ?? description)
    }
  }

  /// Why a figure could not be drawn, if that ended the program.
  private var undrawable: String? {
    events.lazy.compactMap { if case .undrawable(let reason) = $0 { reason } else { nil } }.first
  }

  /// The last `Fatal error: …`, `Precondition failed: …` or `Assertion failed: …` of the runtime;
  /// its text may run over several lines.
  private var fatalError: String? {
    let text = String(decoding: error, as: UTF8.self)
    let found = ["Fatal error", "Precondition failed", "Assertion failed"].compactMap { kind in
      text.ranges(of: kind).last.map { (kind: kind, mark: $0) }
    }.max { $0.mark.lowerBound < $1.mark.lowerBound }
    guard let (kind, mark) = found else { return nil }
    let rest = text[mark.upperBound...]
    let message = rest.hasPrefix(": ") ? rest.dropFirst(2) : rest.drop { $0 != "\n" }
    let end =
      ["\n\n*** ", "\nswift-runtime: "].compactMap { message.firstRange(of: $0)?.lowerBound }.min()
      ?? message.endIndex
    let trimmed = message[..<end].split(separator: "\n").joined(separator: "\n")
    if trimmed.isEmpty { return kind }
    return kind == "Fatal error" ? trimmed : "\(kind): \(trimmed)"
  }

  /// What the runtime says of a cast, or of an access, that it refuses; without addresses, which
  /// differ from run to run.
  private var refusal: String? {
    let text = String(decoding: error, as: UTF8.self)
    let line = text.split(separator: "\n").last {
      $0.hasPrefix("Could not cast value of type ") || $0.hasPrefix("Simultaneous accesses to ")
    }
    return line.map {
      String($0).replacing(/\ \(0x[0-9a-f]+\)/, with: "")
        .replacing(/0x[0-9a-f]+/, with: "a variable").replacing(/'(Swift|main)\./, with: "'")
    }
  }
}

/// What an error says of itself; of one of Foundation's, its sentence and the file that it is about.
///
/// The rest names places of the machine, which are not the notebook's.
func describe(_ description: String) -> String {
  guard description.hasPrefix("Error Domain="),
    let words = description.firstMatch(of: /Code=-?[0-9]+ "([^"]+)"/)
  else { return description }
  if words.1 == "(null)" { return description }
  let file = description.firstMatch(of: /NSFilePath=([^,}]+)/)
  return "\(words.1)" + (file.map { " (\($0.1))" } ?? "")
}

extension RunningProblem {
  /// That a program came to a limit.
  static func stopped(at limit: ExceededLimit, of limits: RunLimits) -> RunningProblem {
    switch limit {
    case .time: .timeout(seconds: limits.seconds)
    case .memory: .memory(bytes: limits.memory)
    case .output: .output(bytes: limits.output)
    }
  }
}

/// What a signal means for a Swift program that says nothing else.
private func meaning(ofSignal signal: Int32) -> String {
  let name = String(cString: strsignal(signal))
  return switch signal {
  // Checks of the compiler's own end in an instruction that is none.
  case SIGILL, SIGTRAP: "an overflow or another failed check (\(name))"
  case SIGSEGV: "memory that is not the program's, as after endless recursion (\(name))"
  default: name
  }
}

extension Execution {
  /// The cell in which the program stopped.
  var openCell: Int? {
    events.reduce(nil) { open, event in
      switch event {
      case .cellOpened(let cell, _): cell
      case .cellClosed: nil
      default: open
      }
    }
  }
}

extension Chapter {
  /// The cells that are meant to fail and do not compile, each with the compiler's message.
  ///
  /// - Returns: None, if the compiler finds fault with any other cell as well.
  func cellsMeantToFail(with messages: [Diagnostic]) -> [Int: [ChapterOutputs.Item]] {
    var found: [Int: [ChapterOutputs.Item]] = [:]
    for diagnostic in messages where diagnostic.severity == .error {
      guard case RunningProblem.compiler(let message) = diagnostic.problem,
        let cell = codeCells.first(where: { $0.lines.contains(diagnostic.location.line) }),
        cell.options.error
      else { return [:] }
      found[cell.index, default: []].append(.failed(message))
    }
    return found
  }

  /// Cells that were meant to fail and ran to their end.
  func unexpectedSuccesses(in outputs: ChapterOutputs) -> [Diagnostic] {
    codeCells.filter { cell in
      cell.options.error && cell.options.eval
        && !outputs.cells[cell.index].contains { if case .failed = $0 { true } else { false } }
    }.map { Diagnostic(.unexpectedSuccess, at: $0.location(in: file.path)) }
  }
}
