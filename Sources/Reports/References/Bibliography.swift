import Literate

/// The works that a report can cite.
struct Bibliography: Sendable {
  /// A work.
  struct Entry: Equatable, Sendable {
    var key: String
  }

  private var entries: [String: Entry] = [:]

  init() {}

  init(of report: Report, diagnostics: inout [Diagnostic]) {
  }

  subscript(key: String) -> Entry? { entries[key] }
  var isEmpty: Bool { entries.isEmpty }
  var keys: [String] { entries.keys.sorted() }
}
