/// The words of a page in one language: a file in `templates/languages`.
public struct Words: Sendable {
  /// A word that the program uses.
  ///
  /// The words that templates use can have any name.
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

  /// The forms of the name of a numbered element.
  enum Form: String, CaseIterable {
    /// At the beginning of a caption: Figure.
    case title
    /// In a sentence: Figure 3, la figure 3.
    case reference
    /// In a sentence, for several: Figures 3 and 5.
    case references
  }

  private let texts: [String: String]

  init(_ texts: [String: String] = [:]) { self.texts = texts }

  /// The text with a name; the name itself if there is none.
  subscript(_ name: String) -> String { texts[name] ?? name }

  subscript(_ word: Word) -> String { self[word.rawValue] }

  /// The name of a kind, such as figures, tables or theorems.
  subscript(_ kind: LabelKind, _ form: Form) -> String { self[Self.name(kind, form)] }

  private static func name(_ kind: LabelKind, _ form: Form) -> String {
    "\(kind.word).\(form.rawValue)"
  }

  /// The names of the words that the program itself uses.
  static let required =
    Word.allCases.map(\.rawValue)
    + LabelKind.allCases.flatMap { kind in Form.allCases.map { name(kind, $0) } }
}

// MARK: Phrases

extension Words {
  /// A word with a number: `Figure 3`.
  ///
  /// A `%` in the word is replaced by the number: `第%章`.
  func numbered(_ word: String, _ number: String) -> String {
    if word.contains("%") { return word.replacing("%", with: number) }
    return number.isEmpty ? word : "\(word) \(number)"
  }

  /// A word without the placeholder for a number.
  func bare(_ word: String) -> String { word.replacing("%", with: "") }

  /// Joins texts into a list: `a, b and c`.
  func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.joined() }
    return items.dropLast().joined(separator: self[.listSeparator]) + self[.lastSeparator] + last
  }

  /// Formats a whole number.
  ///
  /// From five digits on, the digits are in groups of three.
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

  /// Formats an edition for a list of references, such as `2nd ed.` or `2. Aufl.`.
  ///
  /// The word has `%th` for English ordinal numbers, whose ending depends on the last digits.
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
