import Literate

extension MarkedText {
  /// A stretch of a chapter: prose, or the place of a code cell.
  enum Part {
    case prose(Prose)
    case cell(Int, at: SourceLocation)
  }

  /// Takes the marks out of a chapter, which has code cells among its prose.
  ///
  /// The parts become one text, so that footnotes, link definitions and `:::` blocks reach across
  /// code.
  init(_ parts: [Part]) {
    for part in parts {
      switch part {
      case .prose(let prose): mark(SourceLine.lines(of: prose))
      case .cell(let index, let location):
        appendBlock(Mark(content: .cell(index), source: "", location: location))
      }
    }
  }

  /// Takes the marks out of a piece of prose.
  init(_ prose: Prose) { self.init([.prose(prose)]) }

  /// Line by line: what is code stays as it is, `:::` lines become marks, and what is left between
  /// blank lines is searched for mathematics, references and citations.
  private mutating func mark(_ lines: [SourceLine]) {
    var fence: Fence?
    var paragraph: [SourceLine] = []
    var isInList = false
    for line in lines {
      if let open = fence {
        append(verbatim: line)
        if open.isClosed(by: line) { fence = nil }
        continue
      }
      if let opening = Fence(opening: line) {
        flush(&paragraph)
        append(verbatim: line)
        fence = opening
      } else if line.isBlank {
        flush(&paragraph)
        append(verbatim: line)
      } else if let division = DivisionLine(line) {
        flush(&paragraph)
        append(division)
      } else if paragraph.isEmpty, line.indentation >= 4, !isInList {
        append(verbatim: line)
      } else {
        // A table takes every line below it for a row; its caption is none.
        if line.bytes.starts(with: [UInt8(ascii: ":"), UInt8(ascii: " ")]),
          paragraph.last?.isTableRow == true
        {
          flush(&paragraph)
          append(verbatim: SourceLine(bytes: [], prose: line.prose, number: line.number))
        }
        if line.isListItem { isInList = true } else if line.indentation == 0 { isInList = false }
        paragraph.append(line)
      }
    }
    flush(&paragraph)
    if let fence {
      diagnostics.append(Diagnostic(.unclosedFence, at: fence.location))
      append(fence.closing, at: fence.location)
    }
  }

  private mutating func flush(_ paragraph: inout [SourceLine]) {
    if !paragraph.isEmpty {
      let (text, line) = (markdown.count, lines.count)
      markInlines(of: paragraph)
      diagnostics += TableShape.problems(in: markdown[text...], at: lines[line...])
    }
    paragraph.removeAll()
  }

  private mutating func append(verbatim line: SourceLine) {
    append(line.bytes, at: line.location(column: 0))
  }

  private mutating func append(_ bytes: some Sequence<UInt8>, at location: SourceLocation) {
    lines.append(location)
    markdown.append(contentsOf: bytes)
    markdown.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ division: DivisionLine) {
    switch division.meaning {
    case .opening(let attributes):
      appendBlock(
        Mark(
          content: .divisionOpening(attributes), source: division.source,
          location: division.location),
        prefix: division.prefix)
    case .closing:
      appendBlock(
        Mark(content: .divisionClosing, source: division.source, location: division.location),
        prefix: division.prefix)
    case .unknown(let name):
      diagnostics.append(
        Diagnostic(
          .unknownBlock(
            name: name, suggestion: suggestion(for: name, among: DivisionKind.classNames)),
          at: division.location))
    }
  }

  /// Puts a mark on a line of its own, between blank lines, so that it becomes a paragraph.
  private mutating func appendBlock(_ mark: Mark, prefix: [UInt8] = []) {
    append(prefix, at: mark.location)
    append(prefix + Array(String(placeholder(for: mark)).utf8), at: mark.location)
    append(prefix, at: mark.location)
  }
}
