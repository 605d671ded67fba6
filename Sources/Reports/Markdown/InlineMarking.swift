import Literate

extension MarkedText {
  /// Adds a mark and returns its placeholder.
  mutating func placeholder(for mark: Marker) -> Unicode.Scalar {
    guard marks.count < Marker.limit else { return "\u{FFFD}" }
    marks.append(mark)
    return Marker.placeholder(marks.count - 1)
  }

  /// Replaces the marks in lines without a blank line between them.
  mutating func markInlines(of paragraph: [SourceLine]) {
    var scanner = InlineScanner(paragraph)
    lines.append(scanner.location(at: 0))
    while let step = scanner.next() {
      switch step {
      case .verbatim(let range):
        append(scanner.bytes[range])
        for position in range where scanner.bytes[position] == UInt8(ascii: "\n") {
          lines.append(scanner.location(at: position + 1))
        }
      case .mark(let content, let range):
        let source = String(decoding: scanner.bytes[range], as: UTF8.self)
        let location = scanner.location(at: range.lowerBound)
        let mark = Marker(content: content, source: source, location: location)
        markdown.append(contentsOf: String(placeholder(for: mark)).utf8)
      case .emphasis(let isBefore, let range):
        let letter = Marker(
          content: .text(""), source: "", location: scanner.location(at: range.lowerBound))
        if isBefore { markdown.append(contentsOf: String(placeholder(for: letter)).utf8) }
        append(scanner.bytes[range])
        if !isBefore { markdown.append(contentsOf: String(placeholder(for: letter)).utf8) }
      case .note(let range):
        let name = "\(Self.inlineNote)\(inlineNotes.count + 1)"
        inlineNotes.append((name, scanner.lines(in: range)))
        markdown.append(contentsOf: "[^\(name)]".utf8)
      case .footnote(let name, let isDefinition, let range):
        if !isDefinition, let index = notes[name] {
          let mark = Marker(
            content: .footnote(index), source: "", location: scanner.location(at: range.lowerBound))
          markdown.append(contentsOf: String(placeholder(for: mark)).utf8)
          continue
        }
        markdown.append(contentsOf: scanner.bytes[range])
        if isDefinition {
          if !definedFootnotes.contains(name) { definedFootnotes.append(name) }
        } else {
          calledFootnotes.append(
            Located(name, at: scanner.location(at: range.lowerBound)))
        }
      case .problem(let problem, let position):
        diagnostics.append(Diagnostic(problem, at: scanner.location(at: position)))
      }
    }
    markdown.append(UInt8(ascii: "\n"))
  }
}
