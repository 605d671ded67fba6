import Literate

/// A work that can be cited.
struct Work: Equatable, Sendable {
  var key: String
  /// The type of the entry in lower case, such as `article`.
  var type: String
  /// The fields as the file has them, in TeX, by their names in lower case.
  var fields: [String: String]
  /// Where its entry begins.
  var location: SourceLocation

  init(_ entry: BibTeX.Entry) {
    key = entry.key
    type = entry.type
    fields = entry.fields
    location = entry.location
  }

  /// What the entry lacks.
  var warnings: [Diagnostic] {
    var missing: [String] = []
    if fields["title"] == nil { missing.append("title") }
    if fields["author"] == nil, fields["editor"] == nil { missing.append("author") }
    return missing.map {
      Diagnostic(
        .bibliography(reason: "the entry '\(key)' has no \($0)"), at: location, severity: .warning)
    }
  }

  // MARK: What a reader sees

  /// A field as it is set; nil where it is missing or empty.
  func content(of names: String...) -> [Inline]? {
    for name in names {
      guard let field = fields[name] else { continue }
      let content = inlines(tex: field, at: location)
      if !content.isEmpty { return content }
    }
    return nil
  }

  /// A field as plain text.
  func text(of names: String...) -> String? {
    for name in names {
      if let text = fields[name].map(readableText(tex:)), !text.isEmpty { return text }
    }
    return nil
  }

  var title: [Inline] { content(of: "title") ?? [] }

  /// The fields that a list of references sets, for their formulas.
  var contents: [Inline] {
    [
      "title", "journal", "journaltitle", "booktitle", "series", "publisher", "institution",
      "school",
      "organization", "howpublished", "note",
    ].flatMap { content(of: $0) ?? [] }
  }

  /// The authors, else the editors.
  var authors: PersonNames { PersonNames(bibTeX: fields["author"] ?? fields["editor"] ?? "") }

  /// Whether `authors` are the editors of the whole work.
  var areEditors: Bool { fields["author"] == nil && fields["editor"] != nil }

  /// The year as written, or that of the date; `n.d.` where there is neither.
  var year: String {
    text(of: "year") ?? text(of: "date").map { String($0.prefix(4)) } ?? "n.d."
  }

  /// The authors as a sentence names them: by their family names, of more than two the first.
  var shortAuthors: String {
    let names = authors
    guard let first = names.list.first?.shortName else { return title.plainText }
    switch names.list.count {
    case 1 where !names.hasOthers: return first
    case 2 where !names.hasOthers: return "\(first) and \(names.list[1].shortName)"
    default: return "\(first) et al."
    }
  }

  /// The authors as a list names them: all, with initials after the family names.
  var longAuthors: String {
    let names = joined(authors, \.listedName)
    return areEditors ? "\(names) (\(authors.list.count > 1 ? "Eds." : "Ed."))" : names
  }

  /// The editors of the book that it is part of: `A. Ed & B. Ed (Eds.)`.
  var editors: String? {
    guard !areEditors, let field = fields["editor"] else { return nil }
    let names = PersonNames(bibTeX: field)
    if names.isEmpty { return nil }
    return "\(joined(names, \.naturalName)) (\(names.list.count > 1 ? "Eds." : "Ed."))"
  }

  private func joined(_ names: PersonNames, _ text: (PersonName) -> String) -> String {
    let list = names.list.map(text)
    guard let last = list.last else { return "" }
    if names.hasOthers { return list.joined(separator: ", ") + ", et al." }
    if list.count == 1 { return last }
    return list.dropLast().joined(separator: ", ") + (list.count > 2 ? ", & " : " & ") + last
  }

  /// The pages, a range with its dash: `3–9`.
  var pages: String? {
    text(of: "pages").map { $0.replacing(#/(\d)-(?=\d)/#) { "\($0.1)–" } }
  }

  /// The edition, such as `2nd ed.`, for a list.
  var edition: String? {
    guard let text = text(of: "edition") else { return nil }
    guard let number = Int(text) else { return text.hasSuffix("ed.") ? text : "\(text) ed." }
    let ending =
      (11...13).contains(number % 100)
      ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th"
    return "\(number)\(ending) ed."
  }

  /// What kind of work it is, where the entry says so or the type does: `PhD thesis`.
  var kind: String? {
    let number = text(of: "number")
    switch type {
    case "phdthesis": return text(of: "type") ?? "PhD thesis"
    case "mastersthesis": return text(of: "type") ?? "Master’s thesis"
    case "techreport", "report":
      return [text(of: "type") ?? "Technical report", number].compactMap(\.self)
        .joined(separator: " ")
    default: return text(of: "type")
    }
  }

  /// The DOI alone, without the address that some entries put before it.
  var doi: String? {
    guard let doi = address(of: "doi") else { return nil }
    return doi.firstRange(of: "doi.org/").map { String(doi[$0.upperBound...]) } ?? doi
  }

  /// An address as it is, without TeX's escapes.
  func address(of name: String) -> String? {
    guard let field = fields[name]?.trimmed, !field.isEmpty else { return nil }
    return readableText(tex: field.hasPrefix("\\url") ? field : "\\url{\(field)}").trimmed
  }

  /// The number in an archive, and its address where the archive is arXiv.
  var eprint: (text: String, address: String?)? {
    guard let number = address(of: "eprint") else { return nil }
    let archive = text(of: "archiveprefix", "eprinttype") ?? "arXiv"
    let isArXiv = archive.lowercased() == "arxiv"
    return ("\(archive):\(number)", isArXiv ? "https://arxiv.org/abs/\(number)" : nil)
  }
}
