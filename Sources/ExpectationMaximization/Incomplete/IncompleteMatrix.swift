public import Statistics

/// A data matrix with missing cells.
///
/// The cells are assumed to be missing at random: whether a cell is missing may depend on the
/// observed cells, but not on its own value (Rubin 1976, https://doi.org/10.1093/biomet/63.3.581).
public struct IncompleteMatrix: Hashable, Sendable {
  /// The cells; NaN marks a missing one.
  public let cells: Matrix
  /// The observed columns of each pattern of missingness, in order of appearance.
  public let patterns: [[Int]]
  /// The index of the pattern of each row.
  public let patternOfRow: [Int]

  /// Creates a matrix from rows in which NaN marks a missing cell.
  public init(missingAsNaN cells: Matrix) {
    self.cells = cells
    var patterns: [[Int]] = []
    var indices: [[Int]: Int] = [:]
    patternOfRow = (0..<cells.rows).map { i in
      let observed = (0..<cells.columns).filter { !cells[i, $0].isNaN }
      if let known = indices[observed] { return known }
      indices[observed] = patterns.count
      patterns.append(observed)
      return patterns.count - 1
    }
    self.patterns = patterns
  }

  /// Creates a matrix from rows in which `nil` marks a missing cell.
  ///
  /// - Throws: `RaggedRows` if the rows differ in length.
  public init(_ rows: [[Double?]]) throws(RaggedRows) {
    self.init(missingAsNaN: try Matrix(rows.map { $0.map { $0 ?? .nan } }))
  }

  /// The number of rows.
  public var rows: Int { cells.rows }
  /// The number of columns.
  public var columns: Int { cells.columns }
}
