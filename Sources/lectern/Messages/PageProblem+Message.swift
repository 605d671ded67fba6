import Reports

extension PageProblem {
  /// The message.
  var message: String {
    switch self {
    case .tex(let message, _):
      "TeX: \(message)"
    case .danglingReference(let label, let suggestion):
      "nothing is labeled “\(label)”\(didYouMean(suggestion))"
    case .danglingLink(let anchor, let suggestion):
      "no heading or label named “\(anchor)” on this page\(didYouMean(suggestion))"
    case .duplicateLabel(let label):
      "label “\(label)” is used twice"
    case .labelPrefix(let label, let allowed):
      "label “\(label)” has no known prefix; expected \(list(allowed, "or"))"
    case .labelWithoutOutput(let label):
      "label “\(label)” is on a cell that shows nothing of that kind"
    case .missingAlternativeText(let label):
      "figure “\(label)” has no alternative text; describe it with “//| alt: …”"
    case .draftedDescription(let text):
      "this figure has no label, caption or alternative text; screen readers will say: \(text)"
    case .unknownCitation(let key, let suggestion):
      "no entry “\(key)” in the bibliography\(didYouMean(suggestion))"
    case .bibliography(let reason):
      "cannot read this bibliography entry: \(reason)"
    case .strayBlockEnd:
      "this ::: closes no block"
    case .unclosedBlock:
      "this block is not closed; end it with a line :::"
    case .unclosedFence:
      "this code block is not closed"
    case .unclosedFormula:
      "this $$ is not closed in its paragraph; a displayed formula cannot contain a blank line"
    case .annotations(let numbers, let items):
      "lines of this cell are annotated \(list(numbers.map { "<\($0)>" }, "and")), "
        + (items.map { "but the list below it has \(count($0, "item"))" }
          ?? "but no numbered list below it explains them")
    case .expressionInFrontMatter:
      "this expression has no value, because front matter is read before the code runs; for a title "
        + "with a value, begin the text with a heading “# …”"
    case .misplacedFootnote:
      "a footnote cannot be shown here; use it in text, a heading, a caption or a table"
    case .tableRule(let columns, let header):
      "this line has \(count(columns, "column")) but the header above it has \(header), so this is "
        + "not a table"
    case .tableRow(let cells, let columns):
      "this row has \(count(cells, "cell")) but the table has \(count(columns, "column")); "
        + "for a bar in the text, write \\|"
    case .tableWithoutRule:
      "these rows are not a table; add a line such as |---|---| below the first"
    case .unknownBlock(let name, let suggestion):
      "unknown block “\(name)”\(didYouMean(suggestion))"
    case .missingFile(let path):
      "no file \(path)"
    case .remoteContent(let address):
      "this page fetches \(address), which readers without a network will not see"
    case .unknownLanguage(let name, let known):
      "no words for the language “\(name)”; there are \(list(known))"
    case .missingWord(let name, let suggestion):
      "this language lacks the word “\(name)”\(didYouMean(suggestion))"
    case .unsupported(let what, let instead):
      "\(what) cannot be shown; \(instead)"
    case .duplicateMacro(let name):
      "\(name) is defined twice, with different meanings"
    case .unknownTemplateField(let name, let suggestion):
      "this template has no field “\(name)”\(didYouMean(suggestion))"
    case .template(let name, let reason):
      "cannot use template \(name): \(reason)"
    }
  }
}
