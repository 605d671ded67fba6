/// What a page says itself in one language: a file of `templates/languages`.
public struct Words: Sendable {
  /// A word that the program puts into a page; those that templates put in have any names.
  enum Word: String, CaseIterable {
    case openQuote = "quotes.open"
    case closeQuote = "quotes.close"
    case openInnerQuote = "quotes.inner-open"
    case closeInnerQuote = "quotes.inner-close"
    case thousandsSeparator = "numbers.thousands"
    case listSeparator = "list.separator"
    case lastSeparator = "list.last"
    case alphabet
    case note = "callouts.note"
    case tip = "callouts.tip"
    case important = "callouts.important"
    case warning = "callouts.warning"
    case caution = "callouts.caution"
    case part = "sections.part"
    case chapter = "sections.chapter"
    case chapters = "sections.chapters"
    case appendix = "sections.appendix"
    case appendices = "sections.appendices"
    case ampersand = "works.and"
    case others = "works.others"
    case othersInList = "works.others-in-list"
    case editor = "works.editor"
    case editors = "works.editors"
    case noDate = "works.no-date"
    case edition = "works.edition"
    case doctoralThesis = "works.doctoral-thesis"
    case mastersThesis = "works.masters-thesis"
    case report = "works.report"
  }

  /// The forms that the name of something with a number has.
  enum Form: String, CaseIterable {
    /// At the beginning of a caption: Figure.
    case title
    /// In a sentence: Figure 3, la figure 3.
    case reference
    /// In a sentence, of several: Figures 3 and 5.
    case references
  }

  private let texts: [String: String]

  init(_ texts: [String: String] = [:]) { self.texts = texts }

  /// The text of that name; the name where there is none.
  subscript(_ name: String) -> String { texts[name] ?? name }

  subscript(_ word: Word) -> String { self[word.rawValue] }

  /// What figures, tables, theorems … are called.
  subscript(_ kind: LabelKind, _ form: Form) -> String { self[Self.name(kind, form)] }

  private static func name(_ kind: LabelKind, _ form: Form) -> String {
    "\(kind.word).\(form.rawValue)"
  }

  /// The names of the words that the program itself puts into a page.
  static let required =
    Word.allCases.map(\.rawValue)
    + LabelKind.allCases.flatMap { kind in Form.allCases.map { name(kind, $0) } }
}

// MARK: Phrases

extension Words {
  /// A word with its number: `Figure 3`; in a word with a `%` that is the number's place, `第%章`.
  func numbered(_ word: String, _ number: String) -> String {
    if word.contains("%") { return word.replacing("%", with: number) }
    return number.isEmpty ? word : "\(word) \(number)"
  }

  /// A word without the place of a number.
  func bare(_ word: String) -> String { word.replacing("%", with: "") }

  /// Texts as a list: `a, b and c`.
  func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.joined() }
    return items.dropLast().joined(separator: self[.listSeparator]) + self[.lastSeparator] + last
  }

  /// A whole number of the page's own text; one of five digits or more in groups of three.
  func number(_ value: Int) -> String {
    let digits = String(abs(value))
    guard digits.count > 4 else { return String(value) }
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (value < 0 ? "−" : "") + groups.joined(separator: self[.thousandsSeparator])
  }

  /// An edition, such as `2nd ed.` or `2. Aufl.`, for a list.
  ///
  /// Of English ordinal numbers, for which the word has a `%th`, only the last digits know the end.
  func edition(_ number: Int) -> String {
    let ending =
      (11...13).contains(number % 100)
      ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th"
    return self[.edition].replacing("%th", with: "%\(ending)").replacing("%", with: "\(number)")
  }

  /// The quotation marks.
  var quotes: Quotes {
    Quotes(
      opening: self[.openQuote], closing: self[.closeQuote], innerOpening: self[.openInnerQuote],
      innerClosing: self[.closeInnerQuote])
  }
}
