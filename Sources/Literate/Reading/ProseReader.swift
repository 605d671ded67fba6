internal import SwiftParser
internal import SwiftSyntax

/// Turns the text of prose lines into Markdown, taking out the expressions.
///
/// `\(expression)` is Swift's string interpolation after an even run of backslashes, so that TeX's
/// `\\(b)` stays a line break and a parenthesis. Code spans and fenced code show it as it stands.
struct ProseReader {
  let path: String
  /// A Markdown chapter has no program, so `\(` is Markdown's escaped parenthesis there.
  var interpolates = true
  /// The chapter's expressions so far.
  var interpolations: [Interpolation] = []
  var diagnostics: [Diagnostic] = []

  /// A line of prose: its text, and where that begins.
  struct Line {
    var text: Substring
    var number: Int
    var column: Int
  }

  init(path: String) { self.path = path }

  mutating func prose(_ lines: [Line]) -> Prose {
    var markdown = ""
    var origins: [Prose.Origin] = []
    var fence: Substring?
    for line in lines {
      if !origins.isEmpty { markdown += "\n" }
      let marker = fenceMarker(line.text)
      let isCode = fence != nil || marker != nil
      if let open = fence {
        if let marker, marker.first == open.first, marker.count >= open.count { fence = nil }
      } else {
        fence = marker
      }
      if isCode || !interpolates || !line.text.utf8.contains(UInt8(ascii: "\\")) {
        markdown += line.text
        origins.append(.init(line: line.number, anchors: [.init(markdown: 1, source: line.column)]))
      } else {
        origins.append(interpolate(line, into: &markdown))
      }
    }
    return Prose(markdown: markdown, origins: origins, file: path)
  }

  /// Appends a line with its expressions replaced by placeholders.
  private mutating func interpolate(_ line: Line, into markdown: inout String) -> Prose.Origin {
    let bytes = Array(line.text.utf8)
    var anchors = [Prose.Anchor(markdown: 1, source: line.column)]
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "`"), let end = codeSpanEnd(bytes, from: index) {
        result += bytes[index..<end]
        index = end
        continue
      }
      guard bytes[index] == UInt8(ascii: "\\") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") else {
        // A backslash takes the next character along: `\\(` is an escaped backslash.
        let next = min(index + 2, bytes.count)
        result += bytes[index..<next]
        index = next
        continue
      }
      let place = SourceLocation(file: path, line: line.number, column: line.column + index)
      guard let end = interpolationEnd(bytes[index...]) else {
        diagnostics.append(Diagnostic(.unclosedInterpolation, at: place))
        result += bytes[index...]
        break
      }
      let arguments = String(decoding: bytes[index + 2..<end - 1], as: UTF8.self)
      result += String(Interpolation.placeholder(interpolations.count)).utf8
      interpolations.append(Interpolation(arguments: arguments, location: place))
      index = end
      anchors.append(.init(markdown: result.count + 1, source: line.column + index))
    }
    markdown += String(decoding: result, as: UTF8.self)
    return Prose.Origin(line: line.number, anchors: anchors)
  }
}

/// The run of backticks or tildes that opens or closes fenced code, if the line is such a line.
private func fenceMarker(_ line: Substring) -> Substring? {
  let text = line.drop { $0 == " " }
  guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
  let run = text.prefix { $0 == mark }
  // A backtick in the rest makes it a code span on its own line, not a fence.
  guard run.count >= 3, mark == "~" || !text.dropFirst(run.count).contains("`") else { return nil }
  return run
}

/// The end of the code span that a run of backticks opens, if the line closes it.
private func codeSpanEnd(_ bytes: [UInt8], from start: Int) -> Int? {
  let tick = UInt8(ascii: "`")
  let width = bytes[start...].prefix { $0 == tick }.count
  var index = start + width
  while index < bytes.count {
    let run = bytes[index...].prefix { $0 == tick }.count
    if run == width { return index + run }
    index += max(run, 1)
  }
  // An unclosed run is literal text, and is passed over as one.
  return start + width
}

/// The end of the interpolation that begins with `\(`, found by the Swift parser, so that strings
/// and closures inside it may hold parentheses.
private func interpolationEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
  let tree = Parser.parse(source: "\"" + String(decoding: bytes, as: UTF8.self))
  for token in tree.tokens(viewMode: .sourceAccurate) {
    guard let segment = token.parent?.as(ExpressionSegmentSyntax.self) else { continue }
    let closing = segment.rightParen
    guard closing.presence == .present else { return nil }
    // One byte of the parsed text is the quotation mark before it.
    return bytes.startIndex + closing.endPositionBeforeTrailingTrivia.utf8Offset - 1
  }
  return nil
}
