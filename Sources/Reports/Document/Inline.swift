import Literate

/// A piece of running text.
indirect enum Inline: Equatable, Sendable {
  case text(String)
  case softBreak
  case lineBreak
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case `subscript`([Inline])
  case superscript([Inline])
  case smallCaps([Inline])
  case link(Link)
  case image(Picture)
  /// HTML that the author wrote.
  case html(AuthorHTML)
  case formula(TeXFormula)
  /// A displayed formula; in a paragraph it becomes a block.
  case equation(Equation)
  /// Braces after something; what they belong to takes them away.
  case attributes(Attributes)
  /// An expression of the notebook that was not reached.
  case missingValue
  case reference(Reference)
  /// Several mentions in brackets: `[@fig-a; @fig-b]`.
  case references([Reference])
  case citation(Citation)
  case term(Term)
  /// A call of a footnote: its place in the chapter's list of footnotes.
  case footnote(Int)
}

/// A link that the author's Markdown holds.
struct Link: Equatable, Sendable {
  /// The address, as written.
  var url: String
  /// The title, as written.
  var title: String
  var content: [Inline]
  /// Where it is.
  var location: SourceLocation
}

/// A picture that the author's Markdown names.
struct Picture: Equatable, Sendable {
  /// The address, as written.
  var url: String
  /// The title, as written.
  var title: String
  /// The text between the brackets: a figure's caption, an inline picture's description.
  var caption: [Inline]
  /// What follows in braces.
  var attributes: Attributes?
  /// Where it is.
  var location: SourceLocation
}

/// A mention of a label: `@fig-climb`.
struct Reference: Equatable, Sendable {
  /// The label.
  var label: String
  /// Whether the number stands alone, without "Figure": `[-@fig-climb]`.
  var isNumberOnly = false
  /// Whether it begins a sentence: `@Fig-climb`.
  var isCapitalized = false
  /// Where its `@` is.
  var location: SourceLocation
}

/// A word with a meaning of its own: `[handle]{.term}`.
///
/// The first one is where the word is explained; the others, and `[handles]{.term of=handle}`,
/// lead there.
struct Term: Equatable, Sendable {
  /// The term, in lower case.
  var name: String
  var content: [Inline]
  /// Whether it is another form of a word that is explained elsewhere.
  var isForm: Bool
  /// Where its braces are.
  var location: SourceLocation
}

/// A mention of works: `[see @dempster1977, p. 3; @neal1998]` or `@dempster1977`.
struct Citation: Equatable, Sendable {
  /// One of the works.
  struct Item: Equatable, Sendable {
    var prefix = ""
    var key: String
    var suffix = ""
    /// Whether the authors are left out: `[-@dempster1977]`.
    var isYearOnly = false
    /// Where its `@` is.
    var location: SourceLocation
  }

  var items: [Item]
  /// Whether the authors are part of the sentence and only the year stands in parentheses.
  var isNarrative: Bool
}
