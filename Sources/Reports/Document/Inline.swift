import Literate

/// A piece of inline content.
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
  /// HTML written by the author.
  case html(AuthorHTML)
  case formula(TeXFormula)
  /// A displayed formula. Within a paragraph, it becomes a block.
  case equation(Equation)
  /// Attributes in braces, until the preceding element takes them.
  case attributes(Attributes)
  /// An expression of the notebook that was not evaluated.
  case missingValue
  case reference(Reference)
  /// Several references in brackets: `[@fig-a; @fig-b]`.
  case references([Reference])
  case citation(Citation)
  case term(Term)
  /// A footnote call: its index in the chapter's list of footnotes.
  case footnote(Int)
}

/// A link in the author's Markdown.
struct Link: Equatable, Sendable {
  /// The address, as written.
  var url: String
  /// The title, as written.
  var title: String
  var content: [Inline]
  /// The location of the link.
  var location: SourceLocation
}

/// A picture in the author's Markdown.
struct Picture: Equatable, Sendable {
  /// The address, as written.
  var url: String
  /// The title, as written.
  var title: String
  /// The text in brackets: the caption of a figure, or the alternative text of an inline picture.
  var caption: [Inline]
  /// The attributes in braces.
  var attributes: Attributes?
  /// The location of the picture.
  var location: SourceLocation
}

/// A reference to a label: `@fig-climb`.
struct Reference: Equatable, Sendable {
  /// The label.
  var label: String
  /// Whether only the number is shown, without "Figure": `[-@fig-climb]`.
  var isNumberOnly = false
  /// Whether it begins a sentence: `@Fig-climb`.
  var isCapitalized = false
  /// The location of its `@`.
  var location: SourceLocation
}

/// A defined term: `[handle]{.term}`.
///
/// The first occurrence is the definition. Later ones, and `[handles]{.term of=handle}`, link to
/// it.
struct Term: Equatable, Sendable {
  /// The term, in lower case.
  var name: String
  var content: [Inline]
  /// Whether it is another form of a term that is defined elsewhere.
  var isForm: Bool
  /// The location of its braces.
  var location: SourceLocation
}

/// A citation: `[see @dempster1977, p. 3; @neal1998]` or `@dempster1977`.
struct Citation: Equatable, Sendable {
  /// A cited work.
  struct Item: Equatable, Sendable {
    var prefix = ""
    var key: String
    var suffix = ""
    /// Whether the authors are omitted: `[-@dempster1977]`.
    var isYearOnly = false
    /// The location of its `@`.
    var location: SourceLocation
  }

  var items: [Item]
  /// Whether the authors are part of the sentence, with only the year in parentheses.
  var isNarrative: Bool
}
