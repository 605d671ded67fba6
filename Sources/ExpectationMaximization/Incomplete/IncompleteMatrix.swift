public import Statistics

/// Rows with missing cells.
///
/// The cells are missing at random: whether one is missing may depend on the others, but not on its
/// own value (Rubin 1976, https://doi.org/10.1093/biomet/63.3.581).
public struct IncompleteMatrix: Hashable, Sendable {
  /// The cells, with NaN if one is missing.
  public let cells: Matrix
  /// Which columns are observed, one list for each pattern that occurs, in order of appearance.
  public let patterns: [[Int]]
  /// The pattern of each row.
  public let patternOfRow: [Int]

  /// Rows whose missing cells are NaN.
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

  /// Rows whose missing cells are `nil`.
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
