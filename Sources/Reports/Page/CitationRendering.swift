extension ChapterRenderer {
  /// A citation in the text: authors and year, each leading to the list of references.
  mutating func html(_ citation: Citation) -> String {
    let works = citation.items.map { ($0, document.bibliography[$0.key]) }
    // Without a bibliography "@main" is a word like any other.
    guard works.allSatisfy({ $1 != nil }) else {
      return escaped(citation.items.map { "@\($0.key)" }.joined(separator: "; "))
    }
    return templates.render(
      CitationView(
        isNarrative: citation.isNarrative,
        items: works.enumerated().map { index, pair in
          CitationFields(
            anchor: PageAnchors.work(pair.0.key), prefix: pair.0.prefix.nonEmpty,
            authors: pair.0.isYearOnly ? nil : pair.1?.shortAuthors,
            year: pair.1.map { document.year(of: $0) } ?? "", suffix: pair.0.suffix.nonEmpty,
            isLast: index == works.count - 1)
        }))
  }

  /// The list of the works that are cited.
  mutating func references() -> String? {
    let works = document.citedWorks
    guard !works.isEmpty else { return nil }
    return templates.render(
      ReferencesView(anchor: id(PageAnchors.references), works: works.map { entry(of: $0) }))
  }

  private mutating func entry(of work: Bibliography.Work) -> WorkFields {
    let fields = work.fields
    return WorkFields(
      workAnchor: id(PageAnchors.work(work.key)), authors: work.longAuthors,
      year: document.year(of: work), title: html(work.title),
      endsItself: work.title.plainText.last.map { "?!.".contains($0) } ?? false,
      isBook: work.type == "book", container: fields["journal"] ?? fields["booktitle"],
      volume: fields["volume"], issue: fields["number"], pages: fields["pages"],
      publisher: fields["publisher"] ?? fields["institution"] ?? fields["school"],
      doi: fields["doi"], url: fields["doi"] == nil ? fields["url"] : nil)
  }
}

extension Document {
  /// The year of a work; works of the same authors and year have letters: 1977a, 1977b.
  func year(of work: Bibliography.Work) -> String {
    let twins = citedWorks.filter { $0.shortAuthors == work.shortAuthors && $0.year == work.year }
    guard twins.count > 1, let index = twins.firstIndex(of: work) else { return work.year }
    return work.year + letter(index)
  }
}

extension Bibliography.Work {
  /// The authors as a sentence names them: by their family names, of more than two the first.
  var shortAuthors: String {
    switch authors.count {
    case 0: title.plainText
    case 1: authors[0].family
    case 2: "\(authors[0].family) and \(authors[1].family)"
    default: "\(authors[0].family) et al."
    }
  }

  /// The authors as a list names them: all, with initials after the family names.
  var longAuthors: String {
    let names = authors.map { author in
      let initials = author.given.split(whereSeparator: { $0 == " " || $0 == "." }).map { name in
        name.split(separator: "-").compactMap { $0.first.map { "\($0)." } }.joined(separator: "-")
      }
      return ([author.family] + (initials.isEmpty ? [] : [initials.joined(separator: " ")]))
        .joined(separator: ", ")
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + (names.count > 2 ? ", & " : " & ") + last
  }
}
