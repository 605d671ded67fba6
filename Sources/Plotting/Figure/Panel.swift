/// A chart, or panels beside and below each other.
public indirect enum Panel: Sendable {
  /// One chart.
  case chart(Chart)
  /// Panels in rows of this many columns, whose plots line up.
  case grid([Panel], columns: Int, spacing: Double)
}

/// Panels beside each other; their plots share top and bottom edges.
public struct Row: Sendable {
  /// The row as a panel.
  public let panel: Panel

  /// A row of panels with this distance between them, in points.
  public init(spacing: Double = 14, @PanelBuilder panels: () throws -> [Panel]) rethrows {
    let panels = try panels()
    panel = .grid(panels, columns: max(1, panels.count), spacing: spacing)
  }
}

/// Panels below each other; their plots share left and right edges.
public struct Column: Sendable {
  /// The column as a panel.
  public let panel: Panel

  /// A column of panels with this distance between them, in points.
  public init(spacing: Double = 14, @PanelBuilder panels: () throws -> [Panel]) rethrows {
    panel = .grid(try panels(), columns: 1, spacing: spacing)
  }
}

/// Panels in rows and columns whose plots line up.
public struct Grid: Sendable {
  /// The grid as a panel.
  public let panel: Panel

  /// A grid filled row by row.
  public init(
    columns: Int, spacing: Double = 14, @PanelBuilder panels: () throws -> [Panel]
  ) rethrows {
    panel = .grid(try panels(), columns: max(1, columns), spacing: spacing)
  }
}

/// Collects charts, rows, columns and grids; `for`, `if` and `switch` work inside.
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
  /// The panels of a first branch.
  public static func buildEither(first part: [Panel]) -> [Panel] { part }
  /// The panels of a second branch.
  public static func buildEither(second part: [Panel]) -> [Panel] { part }
}
