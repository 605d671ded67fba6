internal import Storage

/// A piece of program, and how it is shown.
public struct CodeCell: Equatable, Sendable {
  /// The number of the cell among the code cells of its chapter, from 0.
  public var index: Int
  /// What follows `// %%`.
  public var title: String?
  /// What the author asks for this cell, with the defaults of chapter and report filled in.
  public var options: CellOptions
  /// The first and last line of the cell's code in the file.
  public var lines: ClosedRange<Int>
  /// The lines that a reader sees: hidden ones left out, none blank at either end.
  public var listing: [ListingLine]
  /// The top-level statements, in order.
  public var statements: [Statement]

  /// A statement or declaration at the top level.
  public struct Statement: Equatable, Sendable {
    /// The bytes of the file that it takes, without the comments before and after it.
    public var bytes: Range<Int>
    /// Where it begins.
    public var location: SourceLocation
    /// Where its first `try` is that can reach the top level.
    public var firstTry: SourceLocation?
    /// Whether its value can be shown.
    public var isValue: Bool
    /// Whether it does something when the program comes to it, unlike a type or a function.
    public var isExecuted: Bool
    /// Whether it means the same inside braces: it declares nothing and waits for no end of scope.
    public var isBlockable: Bool
    /// Whether it declares a type, imports a module or extends something: what a file contains, in any
    /// runs and in which order.
    public var isFileScoped: Bool
    /// What the compiler sees of it, without its comments and its layout.
    public var executed: String
    /// The variables that it defines for the statements below it.
    public var defines: [String]
    /// The names that it reads when the program comes to it, each with its first place.
    public var reads: [Located<String>]
    /// The functions and closures that it gives a name, with what each reads when it is called.
    var bodies: [String: [Located<String>]]
  }

  /// Where the cell's code begins; after its imports and types, if there is anything after them.
  public func location(in file: String) -> SourceLocation {
    (statements.first { !$0.isFileScoped } ?? statements.first)?.location
      ?? SourceLocation(file: file, line: lines.lowerBound, column: 1)
  }
}

extension CodeCell.Statement {
  /// The modules that it imports; in `#if … #endif`, those of every branch.
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
