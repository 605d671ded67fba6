/// What can be wrong with the files of a report as they are read.
public enum ReadingProblem: Problem {
  /// The file is not there or cannot be read.
  case unreadable(path: String, reason: String)
  /// The file's bytes are not UTF-8.
  case notUTF8(path: String)
  /// A front matter began and never ended.
  case unclosedFrontMatter
  /// A front matter is below other prose or code.
  case misplacedFrontMatter
  /// The YAML of a front matter, an option block or a `report.yml` does not parse.
  case yaml(reason: String)
  /// No option has this name.
  case unknownOption(name: String, suggestion: String?)
  /// An option has a value that it cannot have.
  case optionValue(name: String, value: String, allowed: String)
  /// An option is given where it has no meaning.
  case misplacedOption(name: String, allowedIn: String)
  /// An option block has no code below it.
  case optionsWithoutCode
  /// The Swift of the notebook does not parse.
  case syntax(message: String)
  /// The Swift of the notebook does not parse, and has a space of an unusual kind.
  case unusualSpace(name: String)
  /// Square brackets are nested so deeply that parsing them takes too long.
  case nestedTooDeeply(limit: Int)
  /// An expression in prose never closes its parenthesis.
  case unclosedInterpolation
  /// A `//:` comment inside a declaration or expression, where it is not prose.
  case proseInsideCode
  /// A `/*: … */` block contains mathematics, which `^*/` would end.
  case mathInBlockComment
  /// `report.yml` names a chapter that is not there.
  case missingChapter(path: String, suggestion: String?)
  /// `report.yml` names a chapter twice.
  case duplicateChapter(path: String)
  /// A chapter of the folder is in none of the parts of `report.yml`.
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
}

extension Diagnostic {
  /// Creates an error, or a warning.
  public init(
    _ problem: ReadingProblem, at location: SourceLocation, severity: Severity = .error,
    related: [SourceLocation] = []
  ) {
    self.init(problem as any Problem, at: location, severity: severity, related: related)
  }
}
