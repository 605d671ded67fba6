public import Literate

/// The possible problems with a document and its page.
public enum PageProblem: Problem {
  /// KaTeX does not accept the TeX.
  case tex(message: String, formula: String)
  /// No label matches a reference.
  case danglingReference(label: String, suggestion: String?)
  /// A link leads to an anchor that is not on the page.
  case danglingLink(anchor: String, suggestion: String?)
  /// Two elements have the same label.
  case duplicateLabel(label: String)
  /// The prefix of a label does not name a kind.
  case labelPrefix(label: String, allowed: [String])
  /// A cell has a label but no output of its kind.
  case labelWithoutOutput(label: String)
  /// A labeled figure has no alternative text.
  case missingAlternativeText(label: String)
  /// A figure without a label has a generated description.
  case draftedDescription(text: String)
  /// A cited key is not in the bibliography.
  case unknownCitation(key: String, suggestion: String?)
  /// A bibliography entry cannot be read.
  case bibliography(reason: String)
  /// A `:::` line does not close a block.
  case strayBlockEnd
  /// A block that was opened by `:::` is never closed.
  case unclosedBlock
  /// A code fence is never closed.
  case unclosedFence
  /// A formula that was opened by `$$` is never closed.
  case unclosedFormula
  /// The lines of a cell have annotations with these numbers, but the list below it has a different
  /// number of items or is missing.
  case annotations(numbers: [Int], items: Int?)
  /// The title, subtitle or abstract of a front matter contains an expression.
  case expressionInFrontMatter
  /// A footnote is in a place where it cannot be shown.
  case misplacedFootnote
  /// The rule of a table has a different number of columns than its header.
  case tableRule(columns: Int, header: Int)
  /// A row of a table has more cells than the table has columns.
  case tableRow(cells: Int, columns: Int)
  /// Rows of cells have no rule below the first row.
  case tableWithoutRule
  /// A block has an unknown kind.
  case unknownBlock(name: String, suggestion: String?)
  /// A picture, include or other file does not exist.
  case missingFile(path: String)
  /// The page contains something that a browser fetches from a server.
  case remoteContent(address: String)
  /// There is no file of words for a language.
  case unknownLanguage(name: String, known: [String])
  /// The file of a language lacks a word that templates use.
  case missingWord(name: String, suggestion: String?)
  /// The source of something that other programs draw or run, which would be shown as text.
  case unsupported(what: String, instead: String)
  /// A TeX macro has two definitions.
  case duplicateMacro(name: String)
  /// A template uses a name that is not one of its fields.
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
