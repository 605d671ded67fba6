import Literate

extension MarkedText {
  /// A part of a chapter: prose, or the position of a code cell.
  enum Part {
    case prose(Prose)
    case cell(Int, at: SourceLocation)
  }

  /// Replaces the marks in a chapter with prose and code cells.
  ///
  /// The parts become one text, so that footnotes, link definitions and `:::` blocks work across
  /// code cells.
  ///
  /// - Parameters:
  ///   - parts: The parts of the chapter.
  ///   - notes: The footnotes that are defined elsewhere and can be called, by name.
  ///   - keepsQuotes: Whether typographic quotation marks typed by the author are marked, to
  ///     distinguish them from those that cmark-gfm makes of straight ones.
  init(_ parts: [Part], notes: [String: Int] = [:], keepsQuotes: Bool = false) {
    self.notes = notes
    self.keepsQuotes = keepsQuotes
    for part in parts {
      switch part {
      case .prose(let prose): mark(SourceLine.lines(of: prose))
      case .cell(let index, let location):
        appendBlock(Marker(content: .cell(index), source: "", location: location))
      }
    }
    appendInlineNotes()
    appendCalls()
  }

  /// Replaces the marks in a piece of prose.
  init(_ prose: Prose) { self.init([.prose(prose)]) }

  /// Defines the inline footnotes, which may contain others.
  private mutating func appendInlineNotes() {
    var count = 0
    while count < inlineNotes.count {
      let note = inlineNotes[count]
      count += 1
      append([], at: note.lines[0].location(column: 0))
      markdown.append(contentsOf: "[^\(note.name)]: ".utf8)
      markInlines(of: note.lines)
      definedFootnotes.append(note.name)
    }
  }

  /// Calls every footnote again in a last paragraph.
  ///
  /// This way, cmark-gfm keeps the footnotes that are called only in captions, and their order
  /// identifies them.
  private mutating func appendCalls() {
    guard !definedFootnotes.isEmpty, let last = lines.last else { return }
    append([], at: last)
    append(Array(definedFootnotes.map { "[^\($0)]" }.joined(separator: " ").utf8), at: last)
  }

  /// Processes the lines: code is unchanged, `:::` lines become marks, and the text between blank
  /// lines is searched for math, references and citations.
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
        // A table would take every line below it as a row, including its caption.
        if line.bytes.starts(with: [UInt8(ascii: ":"), UInt8(ascii: " ")]),
          paragraph.last?.isTableRow == true
        {
          flush(&paragraph)
          append(verbatim: SourceLine(bytes: [], prose: line.prose, number: line.number))
        }
        if line.isListItem || line.isFootnote {
          isInList = true
        } else if line.indentation == 0 {
          isInList = false
        }
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
    append(line.bytes[...], at: line.location(column: 0))
  }

  private mutating func append(_ bytes: some Collection<UInt8>, at location: SourceLocation) {
    lines.append(location)
    append(bytes)
    markdown.append(UInt8(ascii: "\n"))
  }

  /// Appends author's text.
  ///
  /// Its quotation marks must not be confused with those made by cmark-gfm.
  mutating func append(_ bytes: some Collection<UInt8>) {
    guard keepsQuotes, bytes.contains(0xE2) else { return markdown.append(contentsOf: bytes) }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      guard "“”‘’".unicodeScalars.contains(scalar), let location = lines.last else {
        markdown.append(contentsOf: String(scalar).utf8)
        continue
      }
      let text = String(scalar)
      let mark = Marker(content: .text(text), source: text, location: location)
      markdown.append(contentsOf: String(placeholder(for: mark)).utf8)
    }
  }

  private mutating func append(_ division: DivisionLine) {
    switch division.meaning {
    case .opening(let attributes):
      appendBlock(
        Marker(
          content: .divisionOpening(attributes), source: division.source,
          location: division.location),
        prefix: division.prefix)
    case .closing:
      appendBlock(
        Marker(content: .divisionClosing, source: division.source, location: division.location),
        prefix: division.prefix)
    case .unknown(let name):
      diagnostics.append(
        Diagnostic(
          .unknownBlock(
            name: name, suggestion: suggestion(for: name, among: DivisionKind.classNames)),
          at: division.location))
    }
  }

  /// Appends a mark on its own line between blank lines, so that it becomes a paragraph.
  private mutating func appendBlock(_ mark: Marker, prefix: [UInt8] = []) {
    append(prefix, at: mark.location)
    lines.append(mark.location)
    markdown.append(
      contentsOf: prefix + Array(String(placeholder(for: mark)).utf8) + [UInt8(ascii: "\n")])
    append(prefix, at: mark.location)
  }
}
