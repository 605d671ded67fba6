import Literate

/// Renders a chapter of a document, block by block, and collects what the page needs from it.
struct ChapterRenderer {
  let document: Document
  let chapter: DocumentChapter
  let page: PageContext
  /// The footnotes to be shown after the block that calls them.
  var pendingFootnotes: [Int] = []
  /// Whether a footnote is being rendered.
  ///
  /// The footnotes that it calls come after it.
  var isInFootnote = false
  /// The footnotes that have been called.
  var calledFootnotes: Set<Int> = []

  /// The sections so far, for the contents.
  private(set) var sections: [Section] = []
  /// The ids that are on the page so far.
  private(set) var ids: Set<String> = []
  /// The author's links to anchors on the page.
  private(set) var links: [PageLink] = []
  /// The complete texts of outputs that are too long for the page, by path beside the page.
  private(set) var files: [String: [UInt8]] = [:]

  /// An entry of the contents.
  struct Section {
    /// The depth: 0 for a chapter, more for its sections; nil for a part.
    var depth: Int?
    var anchor: String
    var number: String
    /// The title in HTML.
    var title: String
  }

  init(_ chapter: DocumentChapter, of document: Document, on page: PageContext) {
    self.document = document
    self.chapter = chapter
    self.page = page
  }

  /// Creates a renderer for the part of the page above the chapters.
  init(of document: Document, on page: PageContext) {
    var front = DocumentChapter.empty
    // The title may be that of the first chapter, with its footnotes.
    front.footnoteNumbers = document.chapters.first?.footnoteNumbers ?? [:]
    self.init(front, of: document, on: page)
  }

  var templates: Templates { page.templates }

  var words: Words { page.templates.words }

  /// Renders the chapter as HTML.
  mutating func render() -> String {
    var view = ChapterView()
    if let part = chapter.part {
      let title = html(part.title.mention)
      let anchor = id(page.anchors.part(before: chapter))
      sections.append(
        Section(depth: nil, anchor: anchor, number: part.target.number, title: title))
      view.part = PartFields(
        title: title, anchor: anchor, name: words.numbered(words[.part], part.target.number))
    }
    if !chapter.title.isEmpty {
      let title = html(chapter.title)
      let anchor = id(page.anchors.chapter(chapter))
      let number = chapter.target.number
      sections.append(
        Section(depth: 0, anchor: anchor, number: number, title: html(chapter.title.mention)))
      view.title = title
      view.anchor = anchor
      let word = words[chapter.isAppendix ? .appendix : .chapter]
      view.name = number.isEmpty ? nil : words.numbered(word, number)
    }
    if chapter.title.isEmpty, chapter.index == 0 {
      // The report's title is that of the chapter, and it is shown above the text.
      _ = html(document.title)
    }
    view.notes = takeFootnotes().joined(separator: "\n")
    view.content = html(chapter.blocks)
    return templates.render(view)
  }

  /// The id of the report's title; nil if nothing refers to it.
  mutating func titleAnchor() -> String? {
    guard document.chapters.count == 1, document.chapters[0].title.isEmpty else { return nil }
    return id(of: document.chapters[0].target)
  }

  // MARK: Information for the page

  /// Records the id of an element on the page.
  mutating func id(_ anchor: String) -> String {
    if !anchor.isEmpty { ids.insert(anchor) }
    return anchor
  }

  /// The id of a labeled element; nil if there is no label.
  mutating func id(of target: Target) -> String? { target.label.map { id($0.value) } }

  /// The word and number of an element, such as `Figure 2`; nil if it has no number.
  func name(of kind: LabelKind, _ target: Target) -> String? {
    target.number.isEmpty ? nil : words.numbered(words[kind, .title], target.number)
  }

  mutating func note(_ section: Section) { sections.append(section) }

  mutating func note(_ link: Link) { PageLink(link).map { links.append($0) } }

  /// HTML written by the author or the notebook.
  mutating func html(ofAuthor html: AuthorHTML) -> String {
    ids.formUnion(html.ids)
    return page.resources.embedding(html)
  }

  /// Adds an output of a cell as a file beside the page.
  ///
  /// - Parameters:
  ///   - text: The complete text.
  ///   - cell: The cell's index.
  ///   - type: The file's extension.
  /// - Returns: The URL of the file, relative to the page.
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

/// The shared inputs for rendering all chapters of a page.
struct PageContext: Sendable {
  var templates: Templates
  var anchors: PageAnchors
  var parts: TypesetParts
  var resources: PageResources
}

extension Document {
  /// Whether the report has chapters with their own titles.
  var hasChapters: Bool { chapters.contains { !$0.title.isEmpty } }
}
