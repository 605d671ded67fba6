// The parts of a reference that depend on the language of the page.
extension Work {
  /// The year, with a letter to distinguish works of the same authors and year.
  func year(_ letter: String, _ words: Words) -> String { (year ?? words[.noDate]) + letter }

  /// The names for a citation: the family names of at most two authors, otherwise the first
  /// author's, or the title if there are no authors.
  var citedNames: (names: [String], haveOthers: Bool) {
    let authors = authors
    let names = authors.list.map(\.shortName)
    guard let first = names.first else { return ([title.plainText], false) }
    return names.count > 2 || authors.hasOthers ? ([first], true) : (names, false)
  }

  /// The authors for a citation, such as `Neal and Hinton` or `Dempster et al.`.
  func shortAuthors(_ words: Words) -> String {
    let (names, haveOthers) = citedNames
    return haveOthers ? names[0] + words[.others] : names.joined(separator: words[.lastSeparator])
  }

  /// The authors for a list of references: all, with initials after the family names.
  func longAuthors(_ words: Words) -> String {
    let authors = authors
    let names = joined(authors, \.listedName, words)
    return areEditors ? "\(names) (\(editorTitle(of: authors, words)))" : names
  }

  /// The editors of the containing book: `A. Ed & B. Ed (Eds.)`.
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
    // In English, a list of three or more has a comma before the last name.
    let comma = list.count > 2 ? "," : ""
    return list.dropLast().joined(separator: ", ") + comma + " \(words[.ampersand]) " + last
  }

  /// The edition for a list of references, such as `2nd ed.`.
  func edition(_ words: Words) -> String? {
    guard let text = text(of: "edition") else { return nil }
    if let number = Int(text) { return words.edition(number) }
    let word = words[.edition].replacing("%th", with: "%").replacing("%", with: "")
    let ending = String(word.drop { !$0.isLetter })
    return text.hasSuffix(ending) ? text : "\(text) \(ending)"
  }

  /// The kind of work, such as `PhD thesis`, if the entry or its type has one.
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
