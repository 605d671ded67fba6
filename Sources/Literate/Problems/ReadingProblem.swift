/// The possible problems in reading the files of a report.
public enum ReadingProblem: Problem {
  /// The file does not exist or cannot be read.
  case unreadable(path: String, reason: String)
  /// The file's bytes are not UTF-8.
  case notUTF8(path: String)
  /// A front matter has no closing line.
  case unclosedFrontMatter
  /// A front matter comes after other prose or code.
  case misplacedFrontMatter
  /// The YAML of a front matter, an option block or a `report.yml` does not parse.
  case yaml(reason: String)
  /// No option has this name.
  case unknownOption(name: String, suggestion: String?)
  /// An option cannot have this value.
  case optionValue(name: String, value: String, allowed: String)
  /// An option is given where it has no meaning.
  case misplacedOption(name: String, allowedIn: String)
  /// An option block has no code below it.
  case optionsWithoutCode
  /// The Swift of the notebook does not parse.
  case syntax(message: String)
  /// The Swift of the notebook does not parse and contains an unusual space character.
  case unusualSpace(name: String)
  /// Square brackets are nested so deeply that parsing them takes too long.
  case nestedTooDeeply(limit: Int)
  /// An expression in prose has no closing parenthesis.
  case unclosedInterpolation
  /// A `//:` comment is inside a declaration or expression, where it is not prose.
  case proseInsideCode
  /// A `/*: … */` block contains math, in which `^*/` would end the block.
  case mathInBlockComment
  /// `report.yml` lists a chapter that does not exist.
  case missingChapter(path: String, suggestion: String?)
  /// `report.yml` lists a chapter twice.
  case duplicateChapter(path: String)
  /// A chapter in the folder is in none of the parts of `report.yml`.
  case chapterInNoPart(path: String)
  /// `report.yml` has both a list of chapters and parts with chapters.
  case chaptersAndParts
  /// An include directive is malformed.
  case malformedInclude
  /// An include names a file that does not exist.
  case missingInclude(path: String, suggestion: String?)
  /// An include names a section that its file does not have.
  case missingSection(name: String, path: String, suggestion: String?)
  /// An include names something other than Markdown.
  case includeOfOtherKind(path: String)
  /// A file includes itself, possibly through other files of the chain.
  case circularInclude(chain: [String])
  /// A text that a notebook includes contains an expression.
  case interpolationInInclude
  /// A parameter has a name, default or limits that are not literals.
  case parameterNotLiteral
  /// A chapter declares two parameters with the same name.
  case duplicateParameter(name: String)
  /// A value is set for a parameter that is not declared.
  case unknownParameter(name: String, suggestion: String?)
  /// A parameter cannot have this value.
  case parameterValue(name: String, value: String, allowed: String)
  /// A variable is read above the statement that defines it, where its value is zero or invalid.
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
