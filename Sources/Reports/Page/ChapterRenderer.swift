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

  /// A line of the table of contents.
  struct Section {
    var depth: Int
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
    if !chapter.title.isEmpty {
      let title = html(chapter.title)
      sections.append(
        Section(
          depth: 0, anchor: chapter.target.anchor, number: chapter.target.number, title: title))
      view["title"] = title
      view["anchor"] = chapter.target.anchor
      view["number"] = chapter.target.number
    }
    view["notes"] = takeFootnotes().joined(separator: "\n")
    view["content"] = html(chapter.blocks)
    return templates.render(.chapter, view)
  }
}

extension Document {
  /// Whether the report is parted into chapters with titles of their own.
  var hasChapters: Bool { chapters.contains { !$0.title.isEmpty } }
}
