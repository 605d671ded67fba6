import Literate

extension ReadingProblem {
  /// The message.
  var message: String {
    switch self {
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .notUTF8(let path):
      "\(path) is not UTF-8 text"
    case .unclosedFrontMatter:
      "the front matter that begins here is not closed; end it with a line ---"
    case .misplacedFrontMatter:
      "front matter must be at the top of the file"
    case .yaml(let reason):
      "invalid YAML: \(reason)"
    case .unknownOption(let name, let suggestion):
      "unknown option “\(name)”\(didYouMean(suggestion)); `lectern options` lists all options"
    case .optionValue(let name, let value, let allowed):
      "invalid value “\(value)” for \(name); expected \(allowed)"
    case .misplacedOption(let name, let allowedIn):
      "“\(name)” has no effect here; use it on \(allowedIn)"
    case .optionsWithoutCode:
      "options are not followed by a code cell"
    case .syntax(let message):
      message
    case .unusualSpace(let name):
      "this code does not parse; replace this \(name) with a space or a new line"
    case .nestedTooDeeply(let limit):
      "brackets are nested more than \(limit) deep here; give the inner values names"
    case .unclosedInterpolation:
      "this \\( is not closed; for a plain backslash and parenthesis, write \\\\("
    case .proseInsideCode:
      "this //: comment is inside a declaration or expression, so it is not prose"
    case .mathInBlockComment:
      "mathematics can end a /*: */ block (as ^*/ does); write //: lines instead"
    case .missingChapter(let path, let suggestion):
      "no chapter named “\(path)”\(didYouMean(suggestion))"
    case .duplicateChapter(let path):
      "chapter “\(path)” is listed twice"
    case .chapterInNoPart(let path):
      "chapter “\(path)” is not in any part; add it to one, or begin its name with an underscore"
    case .chaptersAndParts:
      "“chapters” and “parts” cannot be combined; the parts already list the chapters"
    case .malformedInclude:
      "malformed include; write {{< include file.md >}} or {{< include file.md#section >}} on a line "
        + "of its own"
    case .missingInclude(let path, let suggestion):
      "no file \(path) to include\(didYouMean(suggestion))"
    case .missingSection(let name, let path, let suggestion):
      "no section “\(name)” in \(path)\(didYouMean(suggestion))"
    case .includeOfOtherKind(let path):
      "cannot include \(path); only Markdown files (.md) can be included"
    case .circularInclude(let chain):
      "this file includes itself: \(chain.joined(separator: " → "))"
    case .interpolationInInclude:
      "included text cannot contain expressions; write this sentence in the notebook"
    case .parameterNotLiteral:
      "a parameter's name, default and limits must be literals, so that they are known without "
        + "running the notebook"
    case .duplicateParameter(let name):
      "parameter “\(name)” is declared twice"
    case .unknownParameter(let name, let suggestion):
      "no parameter named “\(name)”\(didYouMean(suggestion))"
    case .parameterValue(let name, let value, let allowed):
      "invalid value “\(value)” for parameter \(name); expected \(allowed)"
    case .usedBeforeDefinition(let name):
      "“\(name)” is used before it is defined, so it has no value yet"
    }
  }
}
