import Literate
import NotebookOutputs
import Storage

/// A chapter as it will be read.
struct DocumentChapter: Sendable {
  /// Its place among the chapters, from 0.
  var index = 0
  /// The part that begins with it.
  var part: DocumentPart?
  /// The chapter's own title; empty in a report of one file, whose title is the report's.
  var title: [Inline]
  var target = Target()
  /// Whether it is an appendix, with a letter for its number.
  var isAppendix = false
  var blocks: [Block]
  var footnotes: [[Block]]
  /// The commands of TeX that its formulas define.
  var macros: [Macro] = []
  /// The number of each footnote that is called.
  var footnoteNumbers: [Int: Int] = [:]
  /// The code cells, in order.
  var cells: [CellContent]
  /// The path of the file, as shown.
  var file: String
  /// The SHA-256 of the file's text, in hexadecimal digits.
  var digest = ""
  /// The file's text, for readers who want to run and change it.
  var source = ""
  /// The seeds of random numbers that its code names, in order, each once.
  var seeds: [String] = []

  /// The name of the file.
  var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}

extension DocumentChapter {
  /// A chapter in which there is nothing.
  static let empty = DocumentChapter(title: [], blocks: [], footnotes: [], cells: [], file: "")
}

extension DocumentChapter {
  /// Reads a chapter's prose and joins its cells with what they put out.
  ///
  /// The title is that of the front matter, else the heading that the chapter begins with, else the
  /// name of its file.
  static func read(
    _ chapter: Chapter, outputs: ChapterOutputs?, quotes: Quotes = .english
  ) -> (DocumentChapter, [Diagnostic]) {
    let values = outputs?.interpolations ?? []
    let content = MarkdownContent(
      MarkedText(chapter.parts, keepsQuotes: quotes != .english), values: values, quotes: quotes)
    var diagnostics = content.diagnostics
    var blocks = content.blocks
    var notes = ChapterNotes(content, quotes: quotes)
    var title: [Inline] = []
    var target = Target()
    var isAppendix = false
    if let prose = chapter.frontMatter.title {
      diagnostics += prose.expressionProblems
      title = notes.content(of: prose, values: values, &diagnostics).inlines
    } else if let heading = blocks.chapterHeading {
      title = heading.content
      target = heading.target
      isAppendix = heading.isAppendix
      if let index = blocks.firstIndex(of: .heading(heading)) { blocks.remove(at: index) }
    } else {
      title = [.text(chapter.nameOfFile)]
    }
    let cells = chapter.codeCells.map { cell in
      let ran = outputs.map { $0.cells.indices.contains(cell.index) ? $0.cells[cell.index] : [] }
      let (content, found) = CellContent.read(
        cell, outputs: ran, files: outputs?.files ?? [:], values: values, notes: &notes,
        location: cell.location(in: chapter.file.path))
      diagnostics += found
      return content
    }
    diagnostics += blocks.annotationProblems(of: cells)
    return (
      DocumentChapter(
        title: title, target: target, isAppendix: isAppendix, blocks: blocks,
        footnotes: notes.blocks, macros: notes.macros, cells: cells, file: chapter.file.path,
        digest: Digest(chapter.file.text).description,
        source: chapter.file.text, seeds: chapter.seeds),
      diagnostics
    )
  }
}

/// The footnotes and the commands of TeX of a chapter, which its titles and captions can use and add
/// to.
struct ChapterNotes {
  /// Their places, by name.
  private var places: [String: Int]
  private(set) var blocks: [[Block]]
  private(set) var macros: [Macro]
  private let quotes: Quotes

  init(_ content: MarkdownContent, quotes: Quotes) {
    places = content.notes
    blocks = content.footnotes
    macros = content.macros
    self.quotes = quotes
  }

  /// Reads a piece of prose of the chapter.
  mutating func content(
    of prose: Prose, values: [String?], _ diagnostics: inout [Diagnostic]
  ) -> MarkdownContent {
    let content = MarkdownContent(
      prose, values: values, notes: places, firstNote: blocks.count, quotes: quotes)
    blocks += content.footnotes
    macros += content.macros
    diagnostics += content.diagnostics
    return content
  }
}

extension Chapter {
  /// The numbers that the code gives for `seed:`, in order, each once.
  fileprivate var seeds: [String] {
    var seeds: [String] = []
    for line in codeCells.flatMap(\.lines).compactMap(line) where line.containsBytes(of: "seed:") {
      var rest = line
      while let label = rest.firstRange(of: "seed:") {
        rest = rest[label.upperBound...].drop { $0 == " " }
        let seed = String(rest.prefix { $0.isNumber || $0 == "_" || $0.isHexDigit || $0 == "x" })
        if seed.first?.isNumber == true, !seeds.contains(seed) { seeds.append(seed) }
      }
    }
    return seeds
  }

  private func line(_ number: Int) -> Substring? {
    file.lines.indices.contains(number - 1) ? file.lines[number - 1] : nil
  }
}
