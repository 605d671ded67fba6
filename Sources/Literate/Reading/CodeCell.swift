internal import Storage

/// A piece of the program, with its options.
public struct CodeCell: Equatable, Sendable {
  /// The index of the cell among the code cells of its chapter, from 0.
  public var index: Int
  /// The text after `// %%`.
  public var title: String?
  /// The options of the cell, with defaults from the chapter and the report.
  public var options: CellOptions
  /// The first and last line of the cell's code in the file.
  public var lines: ClosedRange<Int>
  /// The lines that a reader sees, without hidden lines and without blank lines at either end.
  public var listing: [ListingLine]
  /// The top-level statements, in order.
  public var statements: [Statement]

  /// A statement or declaration at the top level.
  public struct Statement: Equatable, Sendable {
    /// The range of bytes in the file, without the comments before and after the statement.
    public var bytes: Range<Int>
    /// Where the statement begins.
    public var location: SourceLocation
    /// The location of the first `try` whose error can reach the top level.
    public var firstTry: SourceLocation?
    /// Whether the value of the statement can be shown.
    public var isValue: Bool
    /// Whether the statement is executed in order, unlike a type or a function.
    public var isExecuted: Bool
    /// Whether it means the same inside braces: it declares nothing and has no effect at the end of
    /// a scope.
    public var isBlockable: Bool
    /// Whether it declares a type, imports a module or extends something.
    ///
    /// These are moved to file scope, and their order does not matter.
    public var isFileScoped: Bool
    /// The statement as the compiler sees it, without comments and layout.
    public var executed: String
    /// The variables that it defines for later statements.
    public var defines: [String]
    /// The names that it reads when it is executed, each with the location of its first use.
    public var reads: [Located<String>]
    /// The functions and closures that it names, with the names that each reads when called.
    var bodies: [String: [Located<String>]]
  }

  /// Where the cell's code begins.
  ///
  /// If there is anything after its imports and types, where that begins.
  public func location(in file: String) -> SourceLocation {
    (statements.first { !$0.isFileScoped } ?? statements.first)?.location
      ?? SourceLocation(file: file, line: lines.lowerBound, column: 1)
  }
}

extension CodeCell.Statement {
  /// The modules that it imports.
  ///
  /// In `#if … #endif`, the imports of all branches count.
  var imports: [String] {
    guard !isExecuted, executed.containsBytes(of: "import ") else { return [] }
    let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    let words = executed.split(whereSeparator: \.isWhitespace)
    return words.indices.filter { words[$0] == "import" }.compactMap { index in
      words[(index + 1)...].first { !kinds.contains(String($0)) }
        .flatMap { $0.split(separator: ".").first }.map(String.init)
    }
  }
}
