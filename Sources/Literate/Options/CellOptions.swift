/// The options of a cell, with defaults.
public struct CellOptions: Equatable, Sendable {
  /// The width that is available to an output.
  public enum Column: String, CaseIterable, Sendable {
    case text
    case page
    case margin
    case screen
  }

  /// The name that references use, such as `fig-climb`, and where it was given.
  public var label: Located<String>?
  /// The caption of the cell's figure or table.
  public var caption: Prose?
  /// A description of the figure for readers who cannot see it.
  public var alt: Prose?
  /// Whether the code is shown.
  public var echo = true
  /// Whether the output of the code is shown.
  public var output = true
  /// Whether anything of the cell is shown.
  ///
  /// The cell runs in any case.
  public var include = true
  /// Whether the cell runs.
  public var eval = true
  /// Whether the cell is meant to fail.
  public var error = false
  /// Whether the code is collapsed until a reader opens it.
  public var fold = false
  /// The lines to highlight, counted from 1 among the lines that are shown.
  public var highlightedLines: [ClosedRange<Int>] = []
  /// The width that is available to the output.
  public var column = Column.text
  /// The number of columns in which the cell's figures are arranged; `nil` for as many as fit.
  public var figureColumns: Int?
  /// The width of the cell's figures in points; `nil` to keep their own width.
  public var width: Double?
  /// The height of the cell's figures in points; `nil` to keep their own height.
  public var height: Double?

  /// Creates the default options.
  public init() {}
}

extension CellOptions {
  /// Sets the option of an entry if its value is a switch or a choice.
  ///
  /// - Returns: Whether the option was set. Texts may contain expressions and are set by the
  ///   chapter's reader.
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
