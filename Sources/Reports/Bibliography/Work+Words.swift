// What a page says of a work in its own language.
extension Work {
  /// The year, with a letter where works of the same authors and year have one.
  func year(_ letter: String, _ words: Words) -> String { (year ?? words[.noDate]) + letter }

  /// The names by which a sentence knows the work: the family names of at most two authors, else the
  /// first; without authors the title.
  var citedNames: (names: [String], haveOthers: Bool) {
    let authors = authors
    let names = authors.list.map(\.shortName)
    guard let first = names.first else { return ([title.plainText], false) }
    return names.count > 2 || authors.hasOthers ? ([first], true) : (names, false)
  }

  /// The authors as a sentence names them, such as `Neal and Hinton` or `Dempster et al.`.
  func shortAuthors(_ words: Words) -> String {
    let (names, haveOthers) = citedNames
    return haveOthers ? names[0] + words[.others] : names.joined(separator: words[.lastSeparator])
  }

  /// The authors as a list names them: all, with initials after the family names.
  func longAuthors(_ words: Words) -> String {
    let authors = authors
    let names = joined(authors, \.listedName, words)
    return areEditors ? "\(names) (\(editorTitle(of: authors, words)))" : names
  }

  /// The editors of the book that it is part of: `A. Ed & B. Ed (Eds.)`.
  func editors(_ words: Words) -> String? {
    guard !areEditors, let field = fields["editor"] else { return nil }
    let names = PersonNames(bibTeX: field)
    if names.isEmpty { return nil }
    return "\(joined(names, \.naturalName, words)) (\(editorTitle(of: names, words)))"
  }

  private func editorTitle(of names: PersonNames, _ words: Words) -> String {
    words[names.list.count > 1 || names.hasOthers ? .editors : .editor]
  }

  private func joined(
    _ names: PersonNames, _ text: (PersonName) -> String, _ words: Words
  ) -> String {
    let list = names.list.map(text)
    guard let last = list.last else { return "" }
    if names.hasOthers { return list.joined(separator: ", ") + words[.othersInList] }
    if list.count == 1 { return last }
    // In English also a list of three has a comma before its last name.
    let comma = list.count > 2 ? "," : ""
    return list.dropLast().joined(separator: ", ") + comma + " \(words[.ampersand]) " + last
  }

  /// The edition, such as `2nd ed.`, for a list.
  func edition(_ words: Words) -> String? {
    guard let text = text(of: "edition") else { return nil }
    if let number = Int(text) { return words.edition(number) }
    let word = words[.edition].replacing("%th", with: "%").replacing("%", with: "")
    let ending = String(word.drop { !$0.isLetter })
    return text.hasSuffix(ending) ? text : "\(text) \(ending)"
  }

  /// What kind of work it is, where the entry says so or the type does: `PhD thesis`.
  func kind(_ words: Words) -> String? {
    switch type {
    case "phdthesis": return text(of: "type") ?? words[.doctoralThesis]
    case "mastersthesis": return text(of: "type") ?? words[.mastersThesis]
    case "techreport", "report":
      return [text(of: "type") ?? words[.report], text(of: "number")].compactMap(\.self)
        .joined(separator: " ")
    default: return text(of: "type")
    }
  }
}
