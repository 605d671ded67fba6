import Literate

/// A work that can be cited.
struct Work: Equatable, Sendable {
  var key: String
  /// The type of the entry in lower case, such as `article`.
  var type: String
  /// The fields by name in lower case, in TeX as in the file.
  var fields: [String: String]
  /// Where its entry begins.
  var location: SourceLocation

  init(_ entry: BibTeX.Entry) {
    key = entry.key
    type = entry.type
    fields = entry.fields
    location = entry.location
  }

  /// Warnings about missing fields.
  var warnings: [Diagnostic] {
    var missing: [String] = []
    if fields["title"] == nil { missing.append("title") }
    if fields["author"] == nil, fields["editor"] == nil { missing.append("author") }
    return missing.map {
      Diagnostic(
        .bibliography(reason: "the entry '\(key)' has no \($0)"), at: location, severity: .warning)
    }
  }

  // MARK: Fields for display

  /// The first of some fields, typeset; nil if they are missing or empty.
  func content(of names: String...) -> [Inline]? {
    for name in names {
      guard let field = fields[name] else { continue }
      let content = inlines(tex: field, at: location)
      if !content.isEmpty { return content }
    }
    return nil
  }

  /// The first of some fields, as plain text.
  func text(of names: String...) -> String? {
    for name in names {
      if let text = fields[name].map(readableText(tex:)), !text.isEmpty { return text }
    }
    return nil
  }

  var title: [Inline] { content(of: "title") ?? [] }

  /// The fields that appear in a list of references, to find their formulas.
  var contents: [Inline] {
    [
      "title", "journal", "journaltitle", "booktitle", "series", "publisher", "institution",
      "school",
      "organization", "howpublished", "note",
    ].flatMap { content(of: $0) ?? [] }
  }

  /// The authors, or else the editors.
  var authors: PersonNames { PersonNames(bibTeX: fields["author"] ?? fields["editor"] ?? "") }

  /// Whether `authors` are the editors of the whole work.
  var areEditors: Bool { fields["author"] == nil && fields["editor"] != nil }

  /// The year as written, or the year of the date; nil if there is neither.
  var year: String? { text(of: "year") ?? text(of: "date").map { String($0.prefix(4)) } }

  /// The pages; a range has an en dash: `3–9`.
  var pages: String? {
    text(of: "pages").map { $0.replacing(#/(\d)-(?=\d)/#) { "\($0.1)–" } }
  }

  /// The DOI without the URL prefix that some entries have.
  var doi: String? {
    guard let doi = address(of: "doi") else { return nil }
    return doi.firstRange(of: "doi.org/").map { String(doi[$0.upperBound...]) } ?? doi
  }

  /// A URL without TeX's escapes.
  func address(of name: String) -> String? {
    guard let field = fields[name]?.trimmed, !field.isEmpty else { return nil }
    return readableText(tex: field.hasPrefix("\\url") ? field : "\\url{\(field)}").trimmed
  }

  /// The number in an archive, and its URL if the archive is arXiv.
  var eprint: (text: String, address: String?)? {
    guard let number = address(of: "eprint") else { return nil }
    let archive = text(of: "archiveprefix", "eprinttype") ?? "arXiv"
    let isArXiv = archive.lowercased() == "arxiv"
    return ("\(archive):\(number)", isArXiv ? "https://arxiv.org/abs/\(number)" : nil)
  }
}
