import Literate
import Storage

/// The works that a report can cite.
struct Bibliography: Sendable {
  private var works: [String: Work] = [:]
  /// The paths of its files, in order.
  private(set) var paths: [String] = []

  init() {}

  /// Reads the bibliographies of a report and its chapters.
  ///
  /// Their paths are relative to the file that names them.
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
      for entry in file.entries { works[entry.key] = Work(entry) }
    }
    inherit()
    for work in works.values { diagnostics += work.warnings }
  }

  /// Adds missing fields to every work with a `crossref`, from the work that it is part of.
  private mutating func inherit() {
    for (key, work) in works {
      guard let name = work.fields["crossref"], let parent = works[name.trimmed] else { continue }
      let isPart = ["inproceedings", "conference", "incollection", "inbook"].contains(work.type)
      var fields = parent.fields
      if isPart { fields["booktitle"] = fields["booktitle"] ?? parent.fields["title"] }
      fields["title"] = nil
      // A part of a collection has its own authors.
      if isPart, fields["editor"] == nil { fields["editor"] = parent.fields["author"] }
      fields["author"] = nil
      works[key]?.fields.merge(fields) { own, _ in own }
    }
  }

  subscript(key: String) -> Work? { works[key] }

  var isEmpty: Bool { works.isEmpty }

  /// All keys, sorted.
  var keys: [String] { works.keys.sorted() }
}

/// Resolves a path that a file names, relative to that file.
func path(_ name: String, relativeTo file: String) -> String {
  guard let slash = file.lastIndex(of: "/"), !name.hasPrefix("/") else { return name }
  return String(file[...slash]) + name
}

extension String {
  /// The text without white space at either end.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
