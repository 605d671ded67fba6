extension CellOptions {
  /// Sets the option that an entry gives, if it is one whose value is a switch or a choice.
  ///
  /// - Returns: Whether it was; texts need the chapter's expressions and are set by its reader.
  mutating func set(_ entry: OptionReader.Entry) -> Bool {
    switch (entry.name, entry.value) {
    case ("echo", .flag(let value)): echo = value
    case ("output", .flag(let value)): output = value
    case ("include", .flag(let value)): include = value
    case ("eval", .flag(let value)): eval = value
    case ("error", .flag(let value)): error = value
    case ("fold", .flag(let value)): fold = value
    case ("column", .text(let value)): column = Column(rawValue: value) ?? column
    case ("highlight-lines", .lines(let value)): highlightedLines = value
    case ("layout-ncol", .integer(let value)): figureColumns = value
    case ("width", .length(let value)): width = value
    case ("height", .length(let value)): height = value
    case ("label", .text(let value)): label = Located(value, at: entry.valueLocation)
    default: return false
    }
    return true
  }

  /// Reads an option block above a cell; captions and alternative texts may contain expressions.
  mutating func read(
    _ block: [ProseReader.Line], with reader: inout ProseReader
  ) {
    let options = OptionReader(place: .cell, lines: block, path: reader.path)
    for entry in options.read(&reader.diagnostics) where !set(entry) {
      switch entry.name {
      case "caption": caption = reader.prose(entry.valueLines)
      case "alt": alt = reader.prose(entry.valueLines)
      default: break
      }
    }
  }
}
