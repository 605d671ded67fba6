import Literate

/// Reports problems with the columns of a table that Markdown ignores silently.
///
/// If a rule has a different number of columns than the header, the whole table becomes a
/// paragraph. The cells of a row beyond the last column are dropped (GitHub Flavored Markdown,
/// §4.10).
enum TableShape {
  /// The problems in the lines of a paragraph, with formulas and references already replaced.
  static func problems(
    in markdown: ArraySlice<UInt8>, at places: ArraySlice<SourceLocation>
  ) -> [Diagnostic] {
    let bar = UInt8(ascii: "|")
    guard markdown.contains(bar) else { return [] }
    let lines = zip(
      markdown.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false), places
    ).map { (row: Row($0), place: $1) }
    guard let rule = lines.indices.dropFirst().first(where: { lines[$0].row.isRule }) else {
      let isGrid = lines.count > 1 && lines.allSatisfy(\.row.isClosed)
      return isGrid ? [Diagnostic(.tableWithoutRule, at: lines[0].place)] : []
    }
    let columns = lines[rule - 1].row.cells.count
    guard lines[rule].row.cells.count == columns else {
      return [
        Diagnostic(
          .tableRule(columns: lines[rule].row.cells.count, header: columns), at: lines[rule].place)
      ]
    }
    return lines[(rule + 1)...].filter { $0.row.cells.count > columns }.map {
      Diagnostic(.tableRow(cells: $0.row.cells.count, columns: columns), at: $0.place)
    }
  }

  /// A line, split at its bars.
  private struct Row {
    /// The text between the bars.
    var cells: [ArraySlice<UInt8>]
    /// Whether it has bars at both ends and one between them.
    var isClosed: Bool

    init(_ line: ArraySlice<UInt8>) {
      let (bar, backslash) = (UInt8(ascii: "|"), UInt8(ascii: "\\"))
      var text = line.drop(while: isBlank).trimmingEnd(where: isBlank)
      // A table may begin in a list item.
      if let mark = text.first,
        [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(mark),
        text.dropFirst().first.map(isBlank) == true
      {
        text = text.dropFirst().drop(while: isBlank)
      }
      var starts = [text.startIndex]
      var isEscaped = false
      for index in text.indices {
        if text[index] == bar, !isEscaped { starts.append(index + 1) }
        isEscaped = text[index] == backslash && !isEscaped
      }
      cells = zip(starts, starts.dropFirst() + [text.endIndex + 1]).map { text[$0..<$1 - 1] }
      isClosed = text.first == bar && cells.count > 3 && cells.last?.isEmpty == true
      if text.first == bar { cells.removeFirst() }
      if cells.count > 1, cells.last?.isEmpty == true { cells.removeLast() }
    }

    /// Whether it is the rule below the header: dashes, and colons for the alignment.
    var isRule: Bool {
      cells.count > 1 || isClosed
        ? cells.allSatisfy { cell in
          var dashes = cell.drop(while: isBlank).trimmingEnd(where: isBlank)
          if dashes.first == UInt8(ascii: ":") { dashes.removeFirst() }
          if dashes.last == UInt8(ascii: ":") { dashes.removeLast() }
          return !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
        } : false
    }
  }
}

/// Whether a byte is white space or a quote marker.
private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: ">")
}

extension ArraySlice<UInt8> {
  fileprivate func trimmingEnd(where isBlank: (UInt8) -> Bool) -> Self {
    self[..<((lastIndex { !isBlank($0) }).map { $0 + 1 } ?? startIndex)]
  }
}
