import Literate

/// Renders a chapter of a document, block by block.
struct ChapterRenderer {
  let document: Document
  let chapter: DocumentChapter
  let templates: Templates
  let parts: TypesetParts
  let resources: PageResources
  /// The footnotes that a block called and that stand behind it.
  var pendingFootnotes: [Int] = []
  /// The footnotes that have been called.
  var calledFootnotes: Set<Int> = []
  /// The sections so far, for the table of contents.
  var sections: [Section] = []

  /// What is too long for the page, whole, by the path of its file beside the page.
  private(set) var files: [String: [UInt8]] = [:]

  /// A line of the table of contents.
  struct Section {
    /// Zero for a chapter, more for its sections; nil for a part.
    var depth: Int?
    var anchor: String
    var number: String
    /// The title in HTML.
    var title: String
  }

  init(
    _ chapter: DocumentChapter, of document: Document, templates: Templates,
    parts: TypesetParts, resources: PageResources
  ) {
    self.document = document
    self.chapter = chapter
    self.templates = templates
    self.parts = parts
    self.resources = resources
  }

  /// The chapter as HTML.
  mutating func render() -> String {
    var view = View()
    if let part = chapter.part {
      let title = html(part.title)
      let target = part.target
      sections.append(
        Section(depth: nil, anchor: target.anchor, number: target.number, title: title))
      view["part"] = View(["title": title, "anchor": target.anchor, "number": target.number])
    }
    if !chapter.title.isEmpty {
      let title = html(chapter.title)
      sections.append(
        Section(
          depth: 0, anchor: chapter.target.anchor, number: chapter.target.number, title: title))
      view["title"] = title
      view["anchor"] = chapter.target.anchor
      view["number"] = chapter.target.number.isEmpty ? nil : chapter.target.number
    }
    view["notes"] = takeFootnotes().joined(separator: "\n")
    view["content"] = html(chapter.blocks)
    return templates.render(.chapter, view)
  }

  /// Keeps what a cell put out in a file beside the page.
  ///
  /// - Parameters:
  ///   - text: All of it.
  ///   - cell: The cell's index.
  ///   - type: The extension of the file.
  /// - Returns: The file's address from the page.
  mutating func keep(_ text: String, ofCell cell: Int, as type: String) -> String {
    let stem = chapter.name.split(separator: ".").dropLast().joined(separator: ".")
    let first = "\(stem)-cell-\(cell + 1)"
    var name = "\(first).\(type)"
    var count = 1
    while files[name] != nil {
      count += 1
      name = "\(first)-\(count).\(type)"
    }
    files[name] = Array(text.utf8)
    return address(ofFile: name)
  }
}

extension Document {
  /// Whether the report is parted into chapters with titles of their own.
  var hasChapters: Bool { chapters.contains { !$0.title.isEmpty } }
}
