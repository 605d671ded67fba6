import Literate
import NotebookOutputs
import Storage

/// A chapter ready for reading.
struct DocumentChapter: Sendable {
  /// Its index among the chapters, from 0.
  var index = 0
  /// The part that begins with this chapter.
  var part: DocumentPart?
  /// The title; empty in a report of one file, because its title is the report's.
  var title: [Inline]
  var target = Target()
  /// Whether it is an appendix, numbered with a letter.
  var isAppendix = false
  var blocks: [Block]
  var footnotes: [[Block]]
  /// The TeX macros that its formulas define.
  var macros: [Macro] = []
  /// The numbers of the footnotes that are called.
  var footnoteNumbers: [Int: Int] = [:]
  /// The code cells, in order.
  var cells: [CellContent]
  /// The path of the file, as shown.
  var file: String
  /// The SHA-256 of the file's text, in hexadecimal.
  var digest = ""
  /// The file's text, for readers who want to run or change it.
  var source = ""
  /// The random seeds in its code, in order, without duplicates.
  var seeds: [String] = []

  /// The name of the file.
  var name: String { file.split(separator: "/").last.map(String.init) ?? file }
}

extension DocumentChapter {
  /// A chapter without content.
  static let empty = DocumentChapter(title: [], blocks: [], footnotes: [], cells: [], file: "")
}

extension DocumentChapter {
  /// Reads a chapter's prose and combines its cells with their outputs.
  ///
  /// The title comes from the front matter, or else from the heading at the beginning of the
  /// chapter, or else from the name of its file.
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

/// The footnotes and TeX macros of a chapter.
///
/// Its titles and captions can use them and add more.
struct ChapterNotes {
  /// The indices of the footnotes, by name.
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

  /// Reads prose that belongs to the chapter.
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
  /// The numbers given for `seed:` in the code, in order, without duplicates.
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
