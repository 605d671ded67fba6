/// A line of prose that is replaced by the text of a file: `{{< include derivation.md >}}`, or
/// `{{< include derivation.md#sec-bound >}}` for one section.
struct IncludeDirective: Equatable {
  /// The path as written, relative to the file that it is in.
  var path: String
  /// The label or slug of a section; `nil` for the whole file.
  var section: String?

  /// The kind of a line.
  enum Line: Equatable {
    /// Plain text, without a directive.
    case text
    /// A line to be replaced by a file.
    case include(IncludeDirective)
    /// A line that begins with `{{<` but is not a valid directive.
    case malformed
  }

  /// Reads a line that is not in fenced code.
  static func read(_ line: Substring) -> Line {
    guard line.utf8.contains(UInt8(ascii: "{")), let opening = line.firstRange(of: "{{<") else {
      return .text
    }
    // Between backticks, a directive is only mentioned.
    if line[..<opening.lowerBound].utf8.count(where: { $0 == UInt8(ascii: "`") }) % 2 == 1 {
      return .text
    }
    let text = trimmed(line)
    guard text.hasPrefix("{{<"), text.hasSuffix(">}}") else { return .malformed }
    let words = text.dropFirst(3).dropLast(3).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == "include" else { return .malformed }
    let parts = words[1].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty else { return .malformed }
    return .include(
      IncludeDirective(
        path: String(parts[0]), section: parts.count == 2 ? String(parts[1]) : nil))
  }
}

/// Determines, line by line, which lines of Markdown are fenced code.
struct CodeFences {
  private var open: Substring?

  /// Whether the next line is code, or a fence.
  mutating func encloses(_ line: Substring) -> Bool {
    let marker = fenceMarker(line)
    guard let fence = open else {
      open = marker
      return marker != nil
    }
    if let marker, marker.first == fence.first, marker.count >= fence.count { open = nil }
    return true
  }

  /// The line that closes the open fence; `nil` if none is open.
  var closing: Substring? { open }
}

/// The run of backticks or tildes that opens or closes fenced code; `nil` for any other line.
private func fenceMarker(_ line: Substring) -> Substring? {
  let text = line.drop { $0 == " " }
  guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
  let run = text.prefix { $0 == mark }
  // With a backtick in the rest, the line has a code span and is not a fence.
  guard run.count >= 3, mark == "~" || !text.dropFirst(run.count).contains("`") else { return nil }
  return run
}
