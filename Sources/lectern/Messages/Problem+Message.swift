import Literate

extension Problem {
  /// What is wrong, as a person reads it.
  ///
  /// The only place where problems become sentences.
  var message: String {
    switch self {
    // Reading a notebook
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .notUTF8(let path):
      "\(path) is not UTF-8 text"
    case .unclosedFrontMatter:
      "the front matter begins here with --- and never ends with another"
    case .misplacedFrontMatter:
      "this looks like a front matter, which stands at the top of the file"
    case .yaml(let reason):
      "this YAML cannot be read: \(reason)"
    case .unknownOption(let name, let suggestion):
      "there is no option “\(name)”\(didYouMean(suggestion)); `lectern options` lists them all"
    case .optionValue(let name, let value, let allowed):
      "“\(value)” is no value for \(name): it takes \(allowed)"
    case .misplacedOption(let name, let allowedIn):
      "“\(name)” has no meaning here: it belongs to \(allowedIn)"
    case .optionsWithoutCode:
      "these options have no code below them"
    case .syntax(let message):
      message
    case .unclosedInterpolation:
      "this \\( is never closed; write \\\\( where no Swift expression is meant"
    case .proseInsideCode:
      "this //: stands inside a declaration or expression and is not prose"
    case .mathInBlockComment:
      "mathematics in a /*: */ block can end it (as ^*/ does); write //: lines instead"
    case .missingChapter(let path, let suggestion):
      "there is no chapter “\(path)”\(didYouMean(suggestion))"
    case .duplicateChapter(let path):
      "the chapter “\(path)” is listed twice"
    case .chapterInNoPart(let path):
      "the chapter “\(path)” stands in none of the parts; add it, or begin its name with an underscore"
    case .chaptersAndParts:
      "there are “chapters” as well as “parts”; the parts list the chapters already"
    case .malformedInclude:
      "write {{< include file.md >}} or {{< include file.md#section >}}, alone on a line"
    case .missingInclude(let path, let suggestion):
      "there is no file \(path) to include\(didYouMean(suggestion))"
    case .missingSection(let name, let path, let suggestion):
      "\(path) has no section “\(name)”\(didYouMean(suggestion))"
    case .includeOfOtherKind(let path):
      "\(path) is no Markdown (.md), and nothing else can be included"
    case .circularInclude(let chain):
      "this file includes itself: \(chain.joined(separator: " → "))"
    case .interpolationInInclude:
      "no expression is computed in an included text; write this sentence in the notebook itself"
    case .parameterNotLiteral:
      "a parameter's name, default and limits are literals, so that they are known before it runs"
    case .duplicateParameter(let name):
      "the parameter “\(name)” is declared twice"
    case .unknownParameter(let name, let suggestion):
      "no notebook here declares a parameter “\(name)”\(didYouMean(suggestion))"
    case .parameterValue(let name, let value, let allowed):
      "the parameter “\(name)” cannot be “\(value)”: it is \(allowed)"
    case .usedBeforeDefinition(let name):
      "“\(name)” is used here and defined further down, so it has no value yet"

    // Running it
    case .unknownModule(let name, let built, let suggestion):
      "there is no module “\(name)”\(didYouMean(suggestion)); a notebook can import \(list(built)), "
        + "and what comes with Swift"
    case .compiler(let message):
      message
    case .trap(let message):
      "the program stopped here: \(message)"
    case .undrawable(let reason):
      "this figure cannot be drawn: \(reason)"
    case .figure(let notice):
      notice
    case .thrown(let description):
      "an error was thrown here: \(description)"
    case .inputChanged(let path):
      "\(path) changed while it was being used; render again for a result of one version"
    case .inputWritten(let path):
      "this chapter changes \(path.isEmpty ? "its folder" : path), which it also reads, so it runs at "
        + "every render; the option cache: false says that this is meant"
    case .damagedRecord(let name, let position):
      "the record of the run is damaged at \(position) of '\(name)'; did the notebook write to a file "
        + "in the folder that LECTERN_FOLDER names?"
    case .fileNameNotUTF8(let path): "the name of the file \(path) is not UTF-8; rename it"
    case .timeout(let seconds):
      "the program was stopped here after \(plain(seconds)) s (--timeout allows more)"
    case .memory(let bytes):
      "the program was stopped here, at \(bytes >> 20) MB of memory (--memory-limit allows more)"
    case .exited(let code):
      "the program ended here by itself, with code \(code), before its last cell"
    case .unexpectedSuccess:
      "this cell has “error: true” and ran without an error"

    // Making the page
    case .tex(let message, _):
      "TeX: \(message)"
    case .danglingReference(let label, let suggestion):
      "nothing is labeled “\(label)”\(didYouMean(suggestion))"
    case .notImported(let name, let module):
      "there is no “\(name)” here; it comes with `import \(module)`"
    case .danglingLink(let anchor, let suggestion):
      "the link “#\(anchor)” leads to no place on this page\(didYouMean(suggestion.map { "#\($0)" }))"
    case .duplicateLabel(let label):
      "the label “\(label)” is given twice"
    case .labelPrefix(let label, let allowed):
      "the label “\(label)” does not say what it is for: it begins with \(list(allowed, "or"))"
    case .labelWithoutOutput(let label):
      "“\(label)” labels a cell that shows nothing of that kind"
    case .missingAlternativeText(let label):
      "the figure “\(label)” has no alternative text: add “//| alt: …” for those who cannot see it"
    case .draftedDescription(let text):
      "this figure has no label, caption and alt; readers who cannot see it are told: \(text)"
    case .unknownCitation(let key, let suggestion):
      "the bibliography has no entry “\(key)”\(didYouMean(suggestion))"
    case .bibliography(let reason):
      "this bibliography entry cannot be read: \(reason)"
    case .unbalancedBlock:
      "this ::: block is not closed, or closes nothing"
    case .tableRule(let columns, let header):
      "this rule has \(columns) \(columns == 1 ? "column" : "columns") and the header above it "
        + "\(header), so this is no table"
    case .tableRow(let cells, let columns):
      "this row has \(cells) cells, but the table \(columns) "
        + "\(columns == 1 ? "column" : "columns"); write \\| where a bar belongs to the text"
    case .tableWithoutRule:
      "these rows are no table without a line such as \(Self.rule) below the first"
    case .unknownBlock(let name, let suggestion):
      "there is no block “\(name)”\(didYouMean(suggestion))"
    case .missingFile(let path):
      "there is no file \(path)"
    case .unknownTemplateField(let name, let suggestion):
      "this template has no field “\(name)”\(didYouMean(suggestion))"
    case .template(let name, let reason):
      "the template \(name) cannot be used: \(reason)"
    }
  }
}

extension Problem {
  private static let rule = "|---|---|"

  /// What an author may have meant, where the compiler knows no notebooks.
  var hint: String? {
    guard case .compiler(let message) = self, message.hasSuffix("is unused") else { return nil }
    return "only a cell's last expression is shown; show(…) shows another"
  }
}

func didYouMean(_ suggestion: String?) -> String {
  suggestion.map { " (did you mean “\($0)”?)" } ?? ""
}

private func list(_ words: [String], _ last: String = "and") -> String {
  words.count < 2
    ? words.joined() : words.dropLast().joined(separator: ", ") + " \(last) " + (words.last ?? "")
}

private func plain(_ seconds: Double) -> String {
  seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
}
