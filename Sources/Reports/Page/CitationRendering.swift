extension ChapterRenderer {
  /// A citation in the text: authors and year, each linked to the list of references.
  mutating func html(_ citation: Citation) -> String {
    let works = citation.items.map { ($0, document.bibliography[$0.key]) }
    // Without a bibliography, "@main" is an ordinary word.
    guard works.allSatisfy({ $1 != nil }) else {
      return escaped(
        citation.items.map { "@\($0.key)" + ($0.suffix.isEmpty ? "" : " [\($0.suffix)]") }
          .joined(separator: "; "))
    }
    return templates.render(
      CitationView(
        isNarrative: citation.isNarrative,
        items: works.enumerated().map { index, pair in
          CitationFields(
            anchor: PageAnchors.work(pair.0.key), prefix: pair.0.prefix.nonEmpty,
            authors: pair.0.isYearOnly ? nil : pair.1?.shortAuthors(words),
            year: pair.1.map(year) ?? "",
            suffix: pair.0.suffix.replacing("--", with: "–").nonEmpty,
            isLast: index == works.count - 1)
        }))
  }

  /// The list of cited works.
  mutating func references() -> String? {
    let works = document.citedWorks
    guard !works.isEmpty else { return nil }
    return templates.render(
      ReferencesView(anchor: id(PageAnchors.references), works: works.map { entry(of: $0) }))
  }

  private mutating func entry(of work: Work) -> WorkFields {
    let container = work.content(of: "journal", "journaltitle", "booktitle")
    let eprint = work.eprint
    let (title, doi) = (work.title, work.doi)
    // A URL in the `howpublished` field is a link.
    let isPublishedAt = work.fields["howpublished"]?.trimmed.hasPrefix("\\url") ?? false
    let url = work.address(of: "url") ?? (isPublishedAt ? work.address(of: "howpublished") : nil)
    return WorkFields(
      workAnchor: id(PageAnchors.work(work.key)), authors: work.longAuthors(words).nonEmpty,
      year: year(of: work), title: html(title),
      endsItself: title.plainText.last.map { "?!.".contains($0) } ?? false,
      isBook: work.type == "book", kind: work.kind(words),
      editors: container == nil ? nil : work.editors(words),
      edition: work.edition(words), series: work.content(of: "series").map { html($0) },
      container: container.map { html($0) },
      volume: work.text(of: "volume"),
      issue: work.type == "techreport" || work.type == "report"
        ? nil : work.text(of: "number", "issue"),
      pages: work.pages,
      publisher: work.content(of: "publisher", "institution", "school", "organization")
        .map { html($0) },
      howPublished: isPublishedAt ? nil : work.content(of: "howpublished").map { html($0) },
      note: work.content(of: "note").map { html($0) },
      doi: doi, eprint: eprint.map { EprintFields(text: $0.text, address: $0.address) },
      url: doi == nil ? url : nil)
  }

  /// The year of a work.
  ///
  /// For works of the same authors and year, letters are added: 1977a, 1977b.
  private func year(of work: Work) -> String {
    work.year(document.yearLetters[work.key] ?? "", words)
  }
}
