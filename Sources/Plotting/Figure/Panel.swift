/// A chart, or panels beside and below each other.
public indirect enum Panel: Sendable {
  /// One chart.
  case chart(Chart)
  /// Panels in rows of this many columns, with aligned plots.
  case grid([Panel], columns: Int, spacing: Double)
}

/// Panels side by side, whose plots share top and bottom edges.
public struct Row: Sendable {
  /// The row as a panel.
  public let panel: Panel

  /// Creates a row of panels with the given spacing in points.
  public init(spacing: Double = 14, @PanelBuilder panels: () throws -> [Panel]) rethrows {
    let panels = try panels()
    panel = .grid(panels, columns: max(1, panels.count), spacing: spacing)
  }
}

/// Panels stacked vertically, whose plots share left and right edges.
public struct Column: Sendable {
  /// The column as a panel.
  public let panel: Panel

  /// Creates a column of panels with the given spacing in points.
  public init(spacing: Double = 14, @PanelBuilder panels: () throws -> [Panel]) rethrows {
    panel = .grid(try panels(), columns: 1, spacing: spacing)
  }
}

/// Panels in rows and columns, with aligned plots.
public struct Grid: Sendable {
  /// The grid as a panel.
  public let panel: Panel

  /// Creates a grid that is filled row by row.
  public init(
    columns: Int, spacing: Double = 14, @PanelBuilder panels: () throws -> [Panel]
  ) rethrows {
    panel = .grid(try panels(), columns: max(1, columns), spacing: spacing)
  }
}

/// Collects charts, rows, columns and grids; supports `for`, `if` and `switch`.
@resultBuilder
public enum PanelBuilder {
  /// One chart.
  public static func buildExpression(_ chart: Chart) -> [Panel] { [.chart(chart)] }
  /// One row.
  public static func buildExpression(_ row: Row) -> [Panel] { [row.panel] }
  /// One column of panels.
  public static func buildExpression(_ column: Column) -> [Panel] { [column.panel] }
  /// One grid.
  public static func buildExpression(_ grid: Grid) -> [Panel] { [grid.panel] }
  /// Any panel.
  public static func buildExpression(_ panel: Panel) -> [Panel] { [panel] }
  /// The panels of a block.
  public static func buildBlock(_ parts: [Panel]...) -> [Panel] { parts.flatMap { $0 } }
  /// The panels of a loop.
  public static func buildArray(_ parts: [[Panel]]) -> [Panel] { parts.flatMap { $0 } }
  /// The panels of an `if` without `else`.
  public static func buildOptional(_ part: [Panel]?) -> [Panel] { part ?? [] }
  /// The panels of the first branch.
  public static func buildEither(first part: [Panel]) -> [Panel] { part }
  /// The panels of the second branch.
  public static func buildEither(second part: [Panel]) -> [Panel] { part }
}
