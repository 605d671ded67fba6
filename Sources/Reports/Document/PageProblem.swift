public import Literate

/// What can be wrong with a document, and with the page that shows it.
public enum PageProblem: Problem {
  /// TeX that KaTeX does not accept.
  case tex(message: String, formula: String)
  /// A reference to a label that nothing has.
  case danglingReference(label: String, suggestion: String?)
  /// A link to a place on the page that is not there.
  case danglingLink(anchor: String, suggestion: String?)
  /// Two things have the same label.
  case duplicateLabel(label: String)
  /// A label whose prefix does not say what it is for.
  case labelPrefix(label: String, allowed: [String])
  /// A label on a cell that shows nothing of its kind.
  case labelWithoutOutput(label: String)
  /// A labeled figure has no alternative text.
  case missingAlternativeText(label: String)
  /// A figure without a label got a drafted description.
  case draftedDescription(text: String)
  /// A citation of a key that the bibliography does not have.
  case unknownCitation(key: String, suggestion: String?)
  /// A bibliography entry that cannot be read.
  case bibliography(reason: String)
  /// A line `:::` closes no block.
  case strayBlockEnd
  /// A block was opened by `:::` and never closed.
  case unclosedBlock
  /// Code was opened by a fence and never closed.
  case unclosedFence
  /// A formula was opened by `$$` and never closed.
  case unclosedFormula
  /// Lines of a cell are annotated with these numbers, and the list below it has another number of
  /// items, or is not there.
  case annotations(numbers: [Int], items: Int?)
  /// An expression in a title, a subtitle or an abstract of a front matter.
  case expressionInFrontMatter
  /// A footnote in a place where none can be shown.
  case misplacedFootnote
  /// A table whose rule has another number of columns than its header.
  case tableRule(columns: Int, header: Int)
  /// A row of a table with more cells than the table has columns.
  case tableRow(cells: Int, columns: Int)
  /// Rows of cells with no rule below the first.
  case tableWithoutRule
  /// A block of a kind that is not known.
  case unknownBlock(name: String, suggestion: String?)
  /// A picture, include or other file that is not there.
  case missingFile(path: String)
  /// Something on the page that a browser fetches from a server.
  case remoteContent(address: String)
  /// No file has the words of a language.
  case unknownLanguage(name: String, known: [String])
  /// A word that templates use is missing in the file of a language.
  case missingWord(name: String, suggestion: String?)
  /// Something that other programs draw, or run, and that would be shown as its source.
  case unsupported(what: String, instead: String)
  /// One command of TeX with two meanings.
  case duplicateMacro(name: String)
  /// A template uses a name that it is not filled with.
  case unknownTemplateField(name: String, suggestion: String?)
  /// A template cannot be used.
  case template(name: String, reason: String)
}

extension Diagnostic {
  /// Creates an error, or a warning.
  public init(
    _ problem: PageProblem, at location: SourceLocation, severity: Severity = .error,
    related: [SourceLocation] = []
  ) {
    self.init(problem as any Problem, at: location, severity: severity, related: related)
  }
}
