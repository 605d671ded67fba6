/// A heading of a Markdown file and the lines up to the next of the same or a higher level.
struct MarkdownSection: Equatable {
  /// The label in the heading's braces: `sec-bound` of `## The bound {#sec-bound}`.
  var label: String?
  /// The heading's words in lower case, joined by hyphens.
  var slug: String
  /// 1 for a chapter's heading, up to 6.
  var level: Int
  /// The indices of its lines.
  var lines: Range<Int>

  /// The sections of a text, in order.
  ///
  /// A section contains the lower-level sections below it.
  static func sections(of lines: [ProseReader.Line]) -> [MarkdownSection] {
    var fences = CodeFences()
    var sections: [MarkdownSection] = []
    for (index, line) in lines.enumerated() where !fences.encloses(line.text) {
      guard let heading = Heading(line.text) else { continue }
      for open in sections.indices
      where sections[open].lines.upperBound == lines.count && sections[open].level >= heading.level
      {
        sections[open].lines = sections[open].lines.lowerBound..<index
      }
      sections.append(
        MarkdownSection(
          label: heading.label, slug: heading.slug, level: heading.level,
          lines: index..<lines.count))
    }
    return sections
  }

  /// Whether an include with this name refers to this section.
  func isNamed(_ name: String) -> Bool { label == name || slug == name }
}

/// A line `## Words {#label}`.
private struct Heading {
  var level: Int
  var label: String?
  var slug: String

  init?(_ line: Substring) {
    let indent = line.prefix { $0 == " " }.count
    let text = line.dropFirst(indent)
    let marks = text.prefix { $0 == "#" }.count
    guard indent <= 3, (1...6).contains(marks) else { return nil }
    var words = text.dropFirst(marks)
    guard words.first == " " || words.first == "\t" || words.isEmpty else { return nil }
    level = marks
    if let brace = words.lastIndex(of: "{"), words.last(where: { !$0.isWhitespace }) == "}" {
      label = words[brace...].split { " {}\t".contains($0) }.first { $0.hasPrefix("#") }
        .map { String($0.dropFirst()) }
      words = words[..<brace]
    }
    slug = words.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }
}
