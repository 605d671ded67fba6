/// Turns the text of prose lines into Markdown and extracts the expressions.
///
/// `\(expression)` is Swift's string interpolation only after an even number of backslashes, so
/// that TeX's `\\(b)` remains a line break and a parenthesis. Code spans and fenced code show it as
/// written.
struct ProseReader {
  let path: String
  /// A Markdown chapter has no program, so `\(` is Markdown's escaped parenthesis there.
  var interpolates = true
  /// The chapter's expressions so far.
  var interpolations: [Interpolation] = []
  var diagnostics: [Diagnostic] = []
  /// The source of included texts.
  let files: TextFiles
  /// The paths of the included files.
  var included: Set<String> = []

  /// A line of prose: its text, and where the text begins.
  struct Line {
    var text: Substring
    var number: Int
    var column: Int
    /// The file from which it was included; `nil` for the chapter's own file.
    var file: String?
  }

  init(path: String, files: TextFiles = .disk()) {
    self.path = path
    self.files = files
  }

  mutating func prose(_ lines: [Line]) -> Prose {
    var markdown = ""
    var origins: [Prose.Origin] = []
    var fences = CodeFences()
    for line in lines {
      if !origins.isEmpty { markdown += "\n" }
      let isCode = fences.encloses(line.text)
      // Only a backslash can begin an expression, and only private characters, whose encoding
      // begins with one of two bytes, are hidden.
      let isPlain = !line.text.utf8.contains { $0 == UInt8(ascii: "\\") || $0 >= 0xF3 }
      if isPlain {
        markdown += line.text
        origins.append(
          .init(
            line: line.number, anchors: [.init(markdown: 1, source: line.column)], file: line.file))
      } else {
        origins.append(interpolate(line, isCode: isCode, into: &markdown))
      }
    }
    return Prose(markdown: markdown, origins: origins, file: path)
  }

  /// Appends a line with placeholders for its expressions.
  private mutating func interpolate(
    _ line: Line, isCode: Bool, into markdown: inout String
  ) -> Prose.Origin {
    let bytes = Array(line.text.utf8)
    var anchors = [Prose.Anchor(markdown: 1, source: line.column)]
    var result: [UInt8] = []
    var index = 0
    /// Appends text as written, with private characters hidden.
    func append(_ range: Range<Int>) {
      var start = range.lowerBound
      for place in range where bytes[place] >= 0xF3 {
        let character = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
        let hidden = character.hidingPrivateCharacters
        if hidden == character { continue }
        result += bytes[start..<place] + hidden.utf8
        start = place + 4
        anchors.append(.init(markdown: result.count + 1, source: line.column + start))
      }
      result += bytes[start..<range.upperBound]
    }
    if isCode || !interpolates {
      append(0..<bytes.count)
      index = bytes.count
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "`"), let end = codeSpanEnd(bytes, from: index) {
        append(index..<end)
        index = end
        continue
      }
      guard bytes[index] == UInt8(ascii: "\\") else {
        let next = bytes[index] >= 0xF3 ? min(index + 4, bytes.count) : index + 1
        append(index..<next)
        index = next
        continue
      }
      guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") else {
        // A backslash escapes the next character: `\\(` is an escaped backslash.
        let isPrivate = index + 1 < bytes.count && bytes[index + 1] >= 0xF3
        let next = min(index + (isPrivate ? 5 : 2), bytes.count)
        append(index..<next)
        index = next
        continue
      }
      let place = SourceLocation(
        file: line.file ?? path, line: line.number, column: line.column + index)
      if line.file != nil {
        // An included text may belong to several chapters, or to none, so no program computes its
        // expressions.
        diagnostics.append(Diagnostic(.interpolationInInclude, at: place))
        result += bytes[index..<index + 2]
        index += 2
        continue
      }
      guard let (interpolation, taken) = Interpolation.read(bytes[index...], at: place) else {
        diagnostics.append(Diagnostic(.unclosedInterpolation, at: place))
        result += bytes[index...]
        break
      }
      result += String(Interpolation.placeholder(interpolations.count)).utf8
      interpolations.append(interpolation)
      index = taken.upperBound
      anchors.append(.init(markdown: result.count + 1, source: line.column + index))
    }
    markdown += String(decoding: result, as: UTF8.self)
    return Prose.Origin(line: line.number, anchors: anchors, file: line.file)
  }
}

/// The end of the code span that a run of backticks opens, if it ends on this line.
private func codeSpanEnd(_ bytes: [UInt8], from start: Int) -> Int? {
  let tick = UInt8(ascii: "`")
  let width = bytes[start...].prefix { $0 == tick }.count
  var index = start + width
  while index < bytes.count {
    let run = bytes[index...].prefix { $0 == tick }.count
    if run == width { return index + run }
    index += max(run, 1)
  }
  // An unclosed run is literal text; it is skipped as a whole.
  return start + width
}
