import Literate

extension Report {
  /// Whether the report is just its only chapter: a single file, or a folder with one chapter and
  /// no title.
  var isOneChapter: Bool { isSingleFile || chapters.count == 1 && frontMatter.title == nil }

  /// The document's settings.
  ///
  /// If the report is a single chapter, the chapter supplies the settings that the report lacks.
  var frontMatterOfDocument: FrontMatter {
    var front = frontMatter
    front.mathMacros += chapters.flatMap(\.frontMatter.mathMacros)
    guard isOneChapter, let chapter = chapters.first?.frontMatter else { return front }
    front.language = front.language ?? chapter.language
    front.title = front.title ?? chapter.title
    front.subtitle = front.subtitle ?? chapter.subtitle
    front.abstract = front.abstract ?? chapter.abstract
    front.date = front.date ?? chapter.date
    front.license = front.license ?? chapter.license
    front.order = front.order ?? chapter.order
    if front.authors.isEmpty { front.authors = chapter.authors }
    return front
  }
}

extension [Block] {
  /// The heading at the beginning of a chapter; nil if the first visible block is not a heading.
  var chapterHeading: Heading? {
    guard case .heading(let heading) = first(where: { $0.isVisible }), heading.level == 1 else {
      return nil
    }
    return heading
  }
}

extension Block {
  /// Whether the block is certainly visible; a code cell may be hidden.
  var isVisible: Bool {
    if case .cell = self { false } else { true }
  }
}

extension Chapter {
  /// The chapter's prose in order, with the locations of its code cells.
  var parts: [MarkedText.Part] {
    cells.map { cell in
      switch cell {
      case .prose(let prose): .prose(prose)
      case .code(let code): .cell(code.index, at: code.location(in: file.path))
      }
    }
  }

  /// The title of a chapter without one: the name of its file.
  var nameOfFile: String {
    let stem = file.path.split(separator: "/").last?.split(separator: ".").first
    return stem.map(String.init) ?? file.path
  }
}

extension Prose {
  /// Reports the expressions in the prose.
  ///
  /// They are errors in a front matter, because it is read before anything runs.
  var expressionProblems: [Diagnostic] {
    markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      index, line in
      line.unicodeScalars.indices.filter { Interpolation.site(of: line.unicodeScalars[$0]) != nil }
        .map { place in
          let column = line.utf8.distance(from: line.startIndex, to: place) + 1
          return Diagnostic(
            .expressionInFrontMatter, at: location(line: index + 1, column: column))
        }
    }
  }
}
