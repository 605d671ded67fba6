/// One thing that a notebook shows.
public enum Output: Codable, Equatable, Sendable {
  /// Plain text: the description of a value.
  case text(String)
  /// A fragment of Markdown, with the report's own extensions.
  case markdown(String)
  /// A fragment of HTML, put on the page as it is.
  case html(String)
  /// A displayed formula in TeX, without its dollar signs.
  case math(String)
  /// Rows and columns.
  case table(TableOutput)
  /// A figure, rendered into files.
  case figure(FigureOutput)
}

/// A table as it is shown: every cell is already text.
public struct TableOutput: Codable, Equatable, Sendable {
  /// How the cells of a column are aligned.
  public enum Alignment: String, Codable, Sendable {
    case leading
    case center
    case trailing
  }

  /// A column's heading and alignment.
  public struct Column: Codable, Equatable, Sendable {
    /// The heading, in inline Markdown (so that it may contain mathematics).
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
  /// Whether titles and cells are text and not Markdown: data, in which `*` is a star.
  public var isText: Bool
  /// How many rows after these are left out.
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

/// A figure in the run's folder, as files `<stem>.<format>`.
public struct FigureOutput: Codable, Equatable, Sendable {
  /// The path of the files inside the run's folder, without an extension.
  public var stem: String
  /// The figure's width in points (1/72 inch).
  public var width: Double
  /// The figure's height in points.
  public var height: Double
  /// A description drafted from the figure's marks, axes and ranges.
  public var description: String
  /// The extensions of its files; `svg` is always there.
  public var formats: [String]
  /// The names of its steps, where the SVG is a sequence to step through; else empty.
  public var steps: [String]

  /// Creates a reference to a rendered figure.
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
