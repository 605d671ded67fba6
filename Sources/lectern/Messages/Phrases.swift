/// The end of a message that suggests a name; empty if there is no suggestion.
func didYouMean(_ suggestion: String?) -> String {
  suggestion.map { " (did you mean “\($0)”?)" } ?? ""
}

/// Words as a list: `a, b and c`.
func list(_ words: [String], _ last: String = "and") -> String {
  words.count < 2
    ? words.joined() : words.dropLast().joined(separator: ", ") + " \(last) " + (words.last ?? "")
}

/// A number of things: `1 cell`, `2 cells`.
func count(_ number: Int, _ thing: String) -> String {
  "\(number) \(thing)\(number == 1 ? "" : "s")"
}
