internal import Glibc
internal import Literate
internal import NotebookOutputs

extension Execution {
  /// Why the program did not finish, at a location in the notebook; nil if it finished.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - shift: The number to subtract from columns in line 1 of the woven program.
  ///   - limits: The limits that the program ran under.
  func failure(
    in chapter: Chapter, shift: Int = 0, limits: RunLimits = RunLimits()
  ) -> Diagnostic? {
    let file = chapter.file.path
    let statement = SourceLocation(file: file, line: reached.line, column: reached.column)
    // Frames at the top level name the woven file; others name the notebook.
    let frames = backtrace.frames.filter {
      // The compiler prefixes a bare file name with its working directory.
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
        fatalError ?? runtimeError ?? backtrace.reason ?? meaning(ofSignal: Int32(signal))
      // abort() is called inside the C library. Whether the stack can be unwound through it depends on
      // the library's version, and a message must not.
      let calls = Int32(signal) == SIGABRT ? [] : frames
      return Diagnostic(
        .trap(message: message), at: calls.first ?? statement, related: Array(calls.dropFirst()))
    case .exited(let code):
      if let problem = recordedProblem { return Diagnostic(problem, at: statement) }
      let hasFinished = events.contains { if case .finished = $0 { true } else { false } }
      return hasFinished ? nil : Diagnostic(.exited(code: code), at: statement)
    }
  }

  /// The description of an error that reached the top level.
  private var thrownDescription: String? {
    fatalError.flatMap {
      let opening = "Error raised at top level: "
      guard $0.hasPrefix(opening) else { return nil }
      let description = String($0.dropFirst(opening.count))
      // Omit the name of the type's module, which authors did not write.
      let module = (["main"] + Toolchain.modulesForNotebooks).first {
        description.hasPrefix("\($0).")
      }
      return describe(module.map { String(description.dropFirst($0.count + 1)) } ?? description)
    }
  }

  /// The problem that the program recorded before it ended itself.
  private var recordedProblem: RunningProblem? {
    events.lazy.compactMap {
      switch $0 {
      case .undrawable(let reason): .undrawable(reason: reason)
      case .displayedInProse(let type): .displayedInProse(type: type)
      default: nil
      }
    }.first
  }

  /// The runtime's last `Fatal error: …`, `Precondition failed: …` or `Assertion failed: …`, which may
  /// have several lines.
  private var fatalError: String? {
    let text = String(decoding: error, as: UTF8.self)
    let last = ["Fatal error", "Precondition failed", "Assertion failed"].compactMap { kind in
      text.ranges(of: kind).last.map { (kind: kind, mark: $0) }
    }.max { $0.mark.lowerBound < $1.mark.lowerBound }
    guard let (kind, mark) = last else { return nil }
    let rest = text[mark.upperBound...]
    let message = rest.hasPrefix(": ") ? rest.dropFirst(2) : rest.drop { $0 != "\n" }
    let end =
      ["\n\n*** ", "\nswift-runtime: "].compactMap { message.firstRange(of: $0)?.lowerBound }.min()
      ?? message.endIndex
    let trimmed = message[..<end].split(separator: "\n").joined(separator: "\n")
    if trimmed.isEmpty { return kind }
    return kind == "Fatal error" ? trimmed : "\(kind): \(trimmed)"
  }

  /// The runtime's message about a failed cast or overlapping accesses, without addresses, which differ
  /// between runs.
  private var runtimeError: String? {
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

/// Shortens the description of an error of Foundation to its sentence and file; leaves others unchanged.
///
/// The rest of the description contains absolute paths of this machine.
func describe(_ description: String) -> String {
  guard description.hasPrefix("Error Domain="),
    let words = description.firstMatch(of: /Code=-?[0-9]+ "([^"]+)"/)
  else { return description }
  if words.1 == "(null)" { return description }
  let file = description.firstMatch(of: /NSFilePath=([^,}]+)/)
  return "\(words.1)" + (file.map { " (\($0.1))" } ?? "")
}

extension RunningProblem {
  /// The problem of a program that was stopped at a limit.
  static func stopped(at limit: ExceededLimit, of limits: RunLimits) -> RunningProblem {
    switch limit {
    case .time: .timeout(seconds: limits.seconds)
    case .memory: .memory(bytes: limits.memory)
    case .output: .output(bytes: limits.output)
    }
  }
}

/// The likely cause of a signal, if the runtime printed no message.
private func meaning(ofSignal signal: Int32) -> String {
  let name = String(cString: strsignal(signal))
  return switch signal {
  // Compiler-generated checks end in a trap instruction.
  case SIGILL, SIGTRAP: "an overflow or another failed check (\(name))"
  case SIGSEGV: "memory that is not the program's, as after endless recursion (\(name))"
  default: name
  }
}

extension Execution {
  /// The cell in which the program stopped; nil if it stopped between cells.
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
  /// The cells that are meant to fail and do not compile, with the compiler's messages.
  ///
  /// - Returns: The messages of each cell; empty if there are errors in any other cell.
  func cellsMeantToFail(with messages: [Diagnostic]) -> [Int: [ChapterOutputs.Item]] {
    var failed: [Int: [ChapterOutputs.Item]] = [:]
    for diagnostic in messages where diagnostic.severity == .error {
      guard case RunningProblem.compiler(let message) = diagnostic.problem,
        let cell = codeCells.first(where: { $0.lines.contains(diagnostic.location.line) }),
        cell.options.error
      else { return [:] }
      failed[cell.index, default: []].append(.failed(message))
    }
    return failed
  }

  /// An error for each cell that was meant to fail and did not.
  func unexpectedSuccesses(in outputs: ChapterOutputs) -> [Diagnostic] {
    codeCells.filter { cell in
      cell.options.error && cell.options.eval
        && !outputs.cells[cell.index].contains { if case .failed = $0 { true } else { false } }
    }.map { Diagnostic(.unexpectedSuccess, at: $0.location(in: file.path)) }
  }
}
