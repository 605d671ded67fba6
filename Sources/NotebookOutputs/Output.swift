/// A value that a notebook shows.
public enum Output: Codable, Equatable, Sendable {
  /// Plain text: the description of a value.
  case text(String)
  /// A fragment of Markdown, including Lectern's extensions.
  case markdown(String)
  /// A fragment of HTML, inserted into the page unchanged.
  case html(String)
  /// A displayed formula in TeX, without its dollar signs.
  case math(String)
  /// Rows and columns.
  case table(TableOutput)
  /// A figure, rendered into files.
  case figure(FigureOutput)
}

/// A table whose cells are text.
public struct TableOutput: Codable, Equatable, Sendable {
  /// How the cells of a column are aligned.
  public enum Alignment: String, Codable, Sendable {
    case leading
    case center
    case trailing
  }

  /// A column's heading and alignment.
  public struct Column: Codable, Equatable, Sendable {
    /// The heading, in inline Markdown, which may contain mathematics.
    public var title: String
    /// How the cells are aligned; numbers are trailing.
    public var alignment: Alignment

    /// Creates a column.
    public init(title: String, alignment: Alignment) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// The columns, in order.
  public var columns: [Column]
  /// The cells row by row, each row as long as `columns`, in inline Markdown.
  public var rows: [[String]]
  /// Whether titles and cells are plain text instead of Markdown.
  public var isText: Bool
  /// The number of rows after these that are omitted.
  public var omittedRows: Int

  /// Creates a table.
  public init(
    columns: [Column], rows: [[String]], isText: Bool = false, omittedRows: Int = 0
  ) {
    self.columns = columns
    self.rows = rows
    self.isText = isText
    self.omittedRows = omittedRows
  }
}

/// A reference to a figure in the run's folder: files named `<stem>.<format>`.
public struct FigureOutput: Codable, Equatable, Sendable {
  /// The path of the files in the run's folder, without the extension.
  public var stem: String
  /// The figure's width in points (1/72 inch).
  public var width: Double
  /// The figure's height in points.
  public var height: Double
  /// An automatic description of the figure's marks, axes and ranges.
  public var description: String
  /// The extensions of its files, always including `svg`.
  public var formats: [String]
  /// The names of its steps if the figure is a sequence; else empty.
  public var steps: [String]

  /// Creates a reference to a figure.
  public init(
    stem: String, width: Double, height: Double, description: String,
    formats: [String] = ["svg", "png", "pdf"], steps: [String] = []
  ) {
    self.stem = stem
    self.width = width
    self.height = height
    self.description = description
    self.formats = formats
    self.steps = steps
  }
}
