import NotebookRunner

extension RunningProblem {
  /// The message.
  var message: String {
    switch self {
    case .unknownModule(let name, let built, let suggestion):
      "no module named “\(name)”\(didYouMean(suggestion)); a notebook can import \(list(built)), "
        + "and the modules of the Swift toolchain"
    case .notImported(let name, let module):
      "“\(name)” is not in scope; add `import \(module)`"
    case .compiler(let message):
      message
    case .trap(let message):
      "the program stopped here: \(message)"
    case .undrawable(let reason):
      "cannot draw this figure: \(reason)"
    case .displayedInProse(let type):
      "a sentence cannot contain a value of type \(type), which is shown as a figure, table or formula; "
        + "make it the last value of a cell"
    case .figure(let notice):
      notice
    case .thrown(let description):
      "an error was thrown here: \(description)"
    case .inputChanged(let path):
      "\(path) changed while it was being used; render again to use one version of it"
    case .inputWritten(let path):
      "this chapter changes \(path.isEmpty ? "its own folder" : path), which it also reads, so it runs "
        + "at every render; if that is intended, set cache: false"
    case .damagedRecord(let name, let position):
      "the record of the run is damaged at \(position) of '\(name)'; did the notebook write to a file "
        + "in the folder that LECTERN_FOLDER names?"
    case .fileNameNotUTF8(let path):
      "the name of the file \(path) is not UTF-8; rename the file"
    case .timeout(let seconds):
      "stopped here after \(plain(seconds)) s; to allow more, use --timeout"
    case .memory(let bytes):
      "stopped here at \(bytes >> 20) MB of memory; to allow more, use --memory-limit"
    case .output(let bytes):
      "stopped here after printing \(bytes >> 20) MB; print less"
    case .compilerTimeout(let seconds):
      "the compiler was stopped after \(plain(seconds)) s; to allow more, use --timeout"
    case .exited(let code):
      "the program exited here with code \(code), before its last cell"
    case .unexpectedSuccess:
      "this cell has “error: true” but ran without an error"
    }
  }

  /// Advice about notebooks, which the compiler cannot give.
  var hint: String? {
    guard case .compiler(let message) = self, message.hasSuffix("is unused") else { return nil }
    return "only a cell's last expression is shown; to show this one too, use show(…)"
  }
}

private func plain(_ seconds: Double) -> String {
  // Most limits are whole numbers, which need no decimals.
  Int(exactly: seconds).map(String.init) ?? String(seconds)
}
