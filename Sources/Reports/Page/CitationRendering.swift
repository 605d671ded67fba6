extension ChapterRenderer {
  /// A citation in the text.
  mutating func html(_ citation: Citation) -> String {
    citation.items.map { "@\($0.key)" }.joined(separator: "; ")
  }

  /// The list of the works that are cited.
  mutating func references() -> String? { nil }
}
