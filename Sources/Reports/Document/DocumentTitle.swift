import Literate

extension Report {
  /// Whether the report is its only chapter: a lone file, or a folder with one chapter and no title
  /// of its own.
  var isOneChapter: Bool { isSingleFile || chapters.count == 1 && frontMatter.title == nil }

  /// What the author says about the document; what the report leaves out, its only chapter may say.
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
  /// The heading that a chapter begins with, if the first block that a reader sees is one.
  var chapterHeading: Heading? {
    guard case .heading(let heading) = first(where: { $0.isVisible }), heading.level == 1 else {
      return nil
    }
    return heading
  }
}

extension Block {
  /// Whether a reader sees prose in it; a code cell may be hidden.
  var isVisible: Bool {
    if case .cell = self { false } else { true }
  }
}

extension Chapter {
  /// The chapter's prose in order, and the places of its code cells in it.
  var parts: [MarkedText.Part] {
    cells.map { cell in
      switch cell {
      case .prose(let prose): .prose(prose)
      case .code(let code): .cell(code.index, at: code.location(in: file.path))
      }
    }
  }

  /// What a chapter without a title is called: the name of its file.
  var nameOfFile: String {
    let stem = file.path.split(separator: "/").last?.split(separator: ".").first
    return stem.map(String.init) ?? file.path
  }
}

extension Prose {
  /// The expressions in it, each a problem: what a front matter says is known before anything runs.
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
