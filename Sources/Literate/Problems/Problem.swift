/// Everything that can be wrong with a notebook, with its evidence.
///
/// The cases carry values, never sentences: one place in the command line turns them into prose.
public enum Problem: Hashable, Codable, Sendable {
  // Reading a notebook
  /// The file is not there or cannot be read.
  case unreadable(path: String, reason: String)
  /// The file's bytes are not UTF-8.
  case notUTF8(path: String)
  /// A front matter began and never ended.
  case unclosedFrontMatter
  /// A front matter stands below other prose or code.
  case misplacedFrontMatter
  /// The YAML of a front matter, an option block or a `report.yml` does not parse.
  case yaml(reason: String)
  /// No option has this name.
  case unknownOption(name: String, suggestion: String?)
  /// An option has a value that it cannot have.
  case optionValue(name: String, value: String, allowed: String)
  /// An option stands where it has no meaning.
  case misplacedOption(name: String, allowedIn: String)
  /// An option block has no code below it.
  case optionsWithoutCode
  /// The Swift of the notebook does not parse.
  case syntax(message: String)
  /// An expression in prose never closes its parenthesis.
  case unclosedInterpolation
  /// A `//:` comment inside a declaration or expression, where it is not prose.
  case proseInsideCode
  /// A `/*: … */` block holds mathematics, which `^*/` would end.
  case mathInBlockComment
  /// `report.yml` names a chapter that is not there.
  case missingChapter(path: String, suggestion: String?)
  /// `report.yml` names a chapter twice.
  case duplicateChapter(path: String)
  /// A chapter of the folder stands in none of the parts of `report.yml`.
  case chapterInNoPart(path: String)
  /// `report.yml` lists chapters, and parts with chapters too.
  case chaptersAndParts
  /// An include is not written as one.
  case malformedInclude
  /// An include names a file that is not there.
  case missingInclude(path: String, suggestion: String?)
  /// An include names a section that its file does not have.
  case missingSection(name: String, path: String, suggestion: String?)
  /// An include names something other than Markdown.
  case includeOfOtherKind(path: String)
  /// A file includes itself, over the others of the chain.
  case circularInclude(chain: [String])
  /// An expression in a text that a notebook includes.
  case interpolationInInclude

  /// A parameter whose name, default or limits are more than literals.
  case parameterNotLiteral
  /// A chapter declares two parameters of one name.
  case duplicateParameter(name: String)
  /// A value is set for a parameter that nothing declares.
  case unknownParameter(name: String, suggestion: String?)
  /// A parameter cannot have this value.
  case parameterValue(name: String, value: String, allowed: String)
  /// A variable is read above the statement that defines it, where Swift finds zero or worse.
  case usedBeforeDefinition(name: String)

  // Running it
  /// A module is imported that is neither built here nor part of the toolchain.
  case unknownModule(name: String, built: [String], suggestion: String?)
  /// The compiler's error or warning.
  case compiler(message: String)
  /// The program stopped at a trap or a signal.
  case trap(message: String)
  /// A figure that was to be shown cannot be drawn.
  case undrawable(reason: String)
  /// What the author of a figure should know of it, though it is drawn.
  case figure(notice: String)
  /// An error reached the top level.
  case thrown(description: String)
  /// A file that a chapter read was changed while it ran, so that its result belongs to no version.
  case inputChanged(path: String)
  /// A chapter changes a file or a folder that it reads, so that its result is never kept.
  case inputWritten(path: String)
  /// A file in which a program records its run is damaged at a line or byte: something else wrote into
  /// it.
  case damagedRecord(name: String, position: Int)
  /// A chapter looked at a file whose name is not UTF-8, so that its results cannot be kept.
  case fileNameNotUTF8(path: String)
  /// The program ran longer than it may.
  case timeout(seconds: Double)
  /// The program took more memory than it may.
  case memory(bytes: Int)
  /// The program ended by itself before its last cell.
  case exited(code: Int)
  /// A cell that was meant to fail did not.
  case unexpectedSuccess

  // Making the page
  /// TeX that KaTeX does not accept.
  case tex(message: String, formula: String)
  /// A reference to a label that nothing has.
  case danglingReference(label: String, suggestion: String?)
  /// A name that the compiler does not find, of a module that the notebook does not import.
  case notImported(name: String, module: String)
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
  /// A block that was opened and never closed, or closed and never opened.
  case unbalancedBlock
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
  /// A template uses a name that it is not filled with.
  case unknownTemplateField(name: String, suggestion: String?)
  /// A template cannot be used.
  case template(name: String, reason: String)
}
