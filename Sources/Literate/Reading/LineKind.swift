internal import Storage
internal import SwiftSyntax

/// The kind of a line in a notebook.
///
/// The format in ten lines:
///
///     //: text            Markdown; a bare //: is a blank line of it
///     /*: text */         the same, over several lines
///     //: ---             the first pair encloses the front matter, in YAML
///     //| key: value      options of the cell below, in YAML
///     // %% title         begins a new cell
///     code //| hide       runs, but the listing leaves the line out
///     // snippet.hide     … and so on until // snippet.show
///     anything else       Swift
///
/// Only a comment between top-level statements is prose. A `//:` in a string or inside a
/// declaration belongs to the code.
enum LineKind: Equatable {
  case code
  /// Markdown begins at this column (bytes, from 1).
  case prose(column: Int)
  /// A line of a `/*: … */` block.
  case blockProse(columns: Range<Int>)
  /// YAML begins at this column.
  case option(column: Int)
  case cellBreak(title: String)
}

/// The kinds of a file's lines, and the lines with special comments.
struct LineKinds {
  var kinds: [LineKind]
  /// `//:` comments inside code.
  var strayProse: [Int] = []
  /// Lines that the listing leaves out.
  var hidden: Set<Int> = []

  init(of tree: SourceFileSyntax, text: String, lines: [Substring], table: LineTable) {
    kinds = Array(repeating: .code, count: lines.count)
    for item in tree.statements { readTopLevel(item.leadingTrivia, at: item.position, table) }
    readTopLevel(tree.endOfFileToken.leadingTrivia, at: tree.endOfFileToken.position, table)
    // Most notebooks hide nothing; only those that do need a walk over every token.
    let asksForMore =
      text.containsBytes(of: "//| hide") || text.containsBytes(of: "snippet.hide")
      || zip(lines, kinds).contains {
        $1 == .code && $0.utf8.drop { $0 == UInt8(ascii: " ") }.starts(with: "//:".utf8)
      }
    if asksForMore { readTokens(of: tree, lines: lines, table) }
  }

  private mutating func readTopLevel(
    _ trivia: Trivia, at start: AbsolutePosition, _ table: LineTable
  ) {
    var offset = start.utf8Offset
    for piece in trivia {
      let length = piece.sourceLength.utf8Length
      let (line, column) = table.position(at: offset)
      switch piece {
      case .lineComment(let comment):
        if comment.hasPrefix("//:") {
          kinds[line - 1] = .prose(column: column + 3 + spaces(after: comment))
        } else if comment.hasPrefix("//|"), !isHide(comment) {
          kinds[line - 1] = .option(column: column + 3 + spaces(after: comment))
        } else if comment.hasPrefix("// %%") {
          kinds[line - 1] = .cellBreak(title: trimmed(comment.dropFirst(5)))
        }
      case .blockComment(let comment) where comment.hasPrefix("/*:"):
        readBlock(from: offset, length: length, table)
      default: break
      }
      offset += length
    }
  }

  /// Marks the lines of a `/*: … */` block.
  ///
  /// The columns exclude the comment's delimiters.
  private mutating func readBlock(from offset: Int, length: Int, _ table: LineTable) {
    let (first, column) = table.position(at: offset)
    let (last, end) = table.position(at: offset + length)
    // An unclosed block ends at the last line.
    for line in first...min(last, kinds.count) {
      let from = line == first ? column + 3 : 1
      let to = line == last ? max(end - 2, from) : Int.max
      kinds[line - 1] = .blockProse(columns: from..<max(to, from))
    }
  }

  private mutating func readTokens(
    of tree: SourceFileSyntax, lines: [Substring], _ table: LineTable
  ) {
    var hiddenFrom: Int?
    for token in tree.tokens(viewMode: .sourceAccurate) {
      for (trivia, start) in [
        (token.leadingTrivia, token.position),
        (token.trailingTrivia, token.endPositionBeforeTrailingTrivia),
      ] {
        var offset = start.utf8Offset
        for piece in trivia {
          if case .lineComment(let comment) = piece {
            let line = table.line(at: offset)
            if comment.hasPrefix("//:"), kinds[line - 1] == .code,
              startsLine(comment, lines[line - 1])
            {
              strayProse.append(line)
            }
            if isHide(comment) { hidden.insert(line) }
            switch trimmed(comment.dropFirst(2)) {
            case "snippet.hide":
              hiddenFrom = hiddenFrom ?? line
            case "snippet.show":
              hidden.formUnion((hiddenFrom ?? line)...line)
              hiddenFrom = nil
            default: break
            }
          }
          offset += piece.sourceLength.utf8Length
        }
      }
    }
    if let hiddenFrom { hidden.formUnion(hiddenFrom...max(hiddenFrom, lines.count)) }
  }
}

/// The number of bytes between a comment's marker and its text: one space or tab, or none.
private func spaces(after comment: String) -> Int {
  [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(comment.utf8.dropFirst(3).first) ? 1 : 0
}

private func isHide(_ comment: String) -> Bool {
  comment.hasPrefix("//|") && trimmed(comment.dropFirst(3)) == "hide"
}

private func startsLine(_ comment: String, _ line: Substring) -> Bool {
  line.drop { $0 == " " || $0 == "\t" }.hasPrefix(comment)
}

/// The text without white space at either end.
func trimmed(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  return String(rest)
}
