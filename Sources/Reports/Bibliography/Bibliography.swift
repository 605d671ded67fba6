import Literate
import Storage

/// The works that a report can cite.
struct Bibliography: Sendable {
  /// A work.
  struct Work: Equatable, Sendable {
    var key: String
    var type: String
    /// The family and given names of the authors, else of the editors.
    var authors: [Author]
    var year: String
    var title: [Inline]
    /// The other fields, readable, by their BibTeX names.
    var fields: [String: String]
  }

  /// A name.
  struct Author: Equatable, Sendable {
    var family: String
    var given: String
  }

  private var works: [String: Work] = [:]
  /// The paths of the files that it was read from, in order.
  private(set) var paths: [String] = []

  init() {}

  /// Reads the bibliographies that a report and its chapters name, relative to the file that names
  /// them.
  init(of report: Report, log: FileLog, diagnostics: inout [Diagnostic]) {
    let named = [report.frontMatter] + report.chapters.map(\.frontMatter)
    for label in named.compactMap(\.bibliography) {
      let path = path(label.value, relativeTo: label.location.file)
      guard !paths.contains(path) else { continue }
      guard let bytes = try? log.read(path) else {
        diagnostics.append(Diagnostic(.missingFile(path: path), at: label.location))
        continue
      }
      paths.append(path)
      let file = BibTeX(bytes, file: path)
      diagnostics += file.diagnostics
      for entry in file.entries { works[entry.key] = Work(entry, diagnostics: &diagnostics) }
    }
  }

  subscript(key: String) -> Work? { works[key] }

  var isEmpty: Bool { works.isEmpty }

  /// All keys, in order.
  var keys: [String] { works.keys.sorted() }
}

extension Bibliography.Work {
  init(_ entry: BibTeX.Entry, diagnostics: inout [Diagnostic]) {
    key = entry.key
    type = entry.type
    fields = entry.fields.mapValues(readableText(tex:))
    let names = entry.fields["author"] ?? entry.fields["editor"] ?? ""
    authors = names.split(separator: " and ").map(Bibliography.Author.init(bibTeX:))
    year = fields["year"] ?? fields["date"].map { String($0.prefix(4)) } ?? "n.d."
    let origin = Prose.Origin(
      line: entry.location.line, anchors: [.init(markdown: 1, source: entry.location.column)])
    let prose = Prose(
      markdown: fields["title"] ?? "", origins: [origin], file: entry.location.file)
    let content = MarkdownContent(prose, values: [])
    title = content.inlines
    diagnostics += content.diagnostics
    for name in ["title", "author"]
    where fields[name] == nil && !(name == "author" && !authors.isEmpty) {
      diagnostics.append(
        Diagnostic(
          .bibliography(reason: "the entry '\(key)' has no \(name)"), at: entry.location,
          severity: .warning))
    }
  }
}

extension Bibliography.Author {
  /// Reads "Given Family", "Family, Given" or "{A Whole Name}".
  init(bibTeX name: some StringProtocol) {
    if name.hasPrefix("{"), name.hasSuffix("}") {
      self.init(family: readableText(tex: String(name)), given: "")
      return
    }
    let parts = readableText(tex: String(name)).split(separator: ",", maxSplits: 1)
    if parts.count == 2 {
      self.init(family: String(parts[0]), given: String(parts[1].drop { $0 == " " }))
      return
    }
    let words = (parts.first ?? "").split(separator: " ")
    // "Ludwig van Beethoven": a family name begins at its first word in lower case.
    let start =
      words.dropLast().firstIndex { $0.first?.isLowercase == true } ?? max(words.count - 1, 0)
    self.init(
      family: words[start...].joined(separator: " "),
      given: words[..<start].joined(separator: " "))
  }
}

/// A path that a file names, relative to that file.
func path(_ name: String, relativeTo file: String) -> String {
  guard let slash = file.lastIndex(of: "/"), !name.hasPrefix("/") else { return name }
  return String(file[...slash]) + name
}
