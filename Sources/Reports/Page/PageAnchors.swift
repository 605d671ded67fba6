import Literate

/// The anchors of a page, each used once.
///
/// A label is its own anchor. An element without a label gets one from its words, with a number
/// added if a label, a part of the page itself or the author's HTML already uses it.
struct PageAnchors: Sendable {
  /// The anchor of the text, for skip links.
  static let text = "text"
  /// The anchor of the list of references.
  static let references = "references"

  private var parts: [Int: String] = [:]
  private var chapters: [Int: String] = [:]
  private var headings: [Int: String] = [:]
  private var terms: [String: String] = [:]
  private var taken: Set<String> = [Self.text, Self.references]

  init(_ document: Document) {
    taken.formUnion(document.targets.keys)
    for chapter in document.chapters {
      for number in chapter.footnoteNumbers.values {
        taken.insert(Self.footnote(number))
        taken.insert(Self.call(ofFootnote: number))
      }
      for cell in chapter.cells {
        taken.formUnion(cell.annotations.map { Self.annotation($0, of: cell, in: chapter) })
      }
    }
    taken.formUnion(document.citedWorks.map { Self.work($0.key) })
    document.forEachAuthorHTML { taken.formUnion($0.ids) }
    for name in document.definitions.keys.sorted() {
      let words = name.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
      terms[name] = take("term-\(words)")
    }
    for (index, chapter) in document.chapters.enumerated() {
      if let part = chapter.part { parts[index] = take(part.target, part.title) }
      if !chapter.title.isEmpty || chapter.target.label != nil {
        chapters[index] = take(chapter.target, chapter.title)
      }
      for blocks in [chapter.blocks] + chapter.footnotes {
        blocks.forEachHeading { heading in
          guard let index = heading.index else { return }
          headings[index] = take(heading.target, heading.content)
        }
      }
    }
  }

  func part(before chapter: DocumentChapter) -> String { parts[chapter.index] ?? "" }

  func chapter(_ chapter: DocumentChapter) -> String { chapters[chapter.index] ?? "" }

  func heading(_ heading: Heading) -> String {
    heading.index.flatMap { headings[$0] } ?? ""
  }

  /// The anchor of a labeled element; empty if there is no label.
  func anchor(of target: Target) -> String { target.label?.value ?? "" }

  func term(_ name: String) -> String { terms[name] ?? "" }

  static func footnote(_ number: Int) -> String { "note-\(number)" }

  static func call(ofFootnote number: Int) -> String { "call-\(number)" }

  /// The anchor of a work in the list of references.
  ///
  /// A key can contain any character, and some have a meaning in a URL.
  static func work(_ key: String) -> String {
    "work-"
      + key.unicodeScalars.map { scalar in
        let isPlain =
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-_:/".unicodeScalars.contains(scalar)
        return isPlain ? String(scalar) : ".\(String(scalar.value, radix: 16))."
      }.joined()
  }

  static func annotation(
    _ number: Int, of cell: CellContent, in chapter: DocumentChapter
  ) -> String {
    let stem = chapter.name.split(separator: ".").first ?? "cell"
    return "\(stem)-\(cell.index + 1)-note-\(number)"
  }

  // MARK: Assigning anchors

  private mutating func take(_ target: Target, _ title: [Inline]) -> String {
    target.label?.value ?? take(words(of: title.plainText))
  }

  /// The words, with the first number that makes them unique if they are taken.
  private mutating func take(_ words: String) -> String {
    var anchor = words.isEmpty ? "section" : words
    var count = 1
    while !taken.insert(anchor).inserted {
      count += 1
      anchor = "\(words.isEmpty ? "section" : words)-\(count)"
    }
    return anchor
  }

  private func words(of title: String) -> String {
    var words = ""
    for scalar in title.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        words.unicodeScalars.append(scalar)
      } else if !words.isEmpty, words.last != "-" {
        words += "-"
      }
    }
    if words.last == "-" { words.removeLast() }
    return words
  }
}
