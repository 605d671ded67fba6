import Literate

extension Document {
  /// Reports undefined references and citations, and sorts the cited works.
  mutating func resolve(sortedBy collation: Collation) {
    var problems: [Diagnostic] = []
    var cited: [String: Work] = [:]
    let labels = targets.keys.sorted()
    func check(_ reference: Reference) {
      guard targets[reference.label] == nil else { return }
      problems.append(
        Diagnostic(
          .danglingReference(
            label: reference.label, suggestion: suggestion(for: reference.label, among: labels)),
          at: reference.location))
    }
    forEachInline { inline in
      switch inline {
      case .reference(let reference): check(reference)
      case .references(let references): references.forEach(check)
      case .citation(let citation):
        for item in citation.items {
          if let work = bibliography[item.key] {
            cited[item.key] = work
            continue
          }
          // Without a bibliography, "@main" is an ordinary word; "@10" always is.
          if citation.isNarrative, bibliography.isEmpty || item.key.first?.isNumber == true {
            continue
          }
          problems.append(
            Diagnostic(
              .unknownCitation(
                key: item.key, suggestion: suggestion(for: item.key, among: bibliography.keys)),
              at: item.location))
        }
      default: break
      }
    }
    problems += resolveTerms()
    diagnostics += problems
    sort(cited.values.sorted { $0.key < $1.key }, by: collation)
  }

  /// Sorts the cited works for the list of references, and assigns letters to works of the same
  /// authors and year.
  private mutating func sort(_ works: [Work], by collation: Collation) {
    let keyed = works.map { work in
      (
        order: [
          work.authors.list.map(\.listedName).joined(separator: ", ").nonEmpty
            ?? work.title.plainText, work.year ?? "", work.title.plainText,
        ].map(collation.key),
        cited: work.citedNames.names + ["\(work.citedNames.haveOthers)", work.year ?? ""],
        work: work
      )
    }
    .sorted { $0.order.lexicographicallyPrecedes($1.order) }
    citedWorks = keyed.map(\.work)
    let groups = Dictionary(grouping: keyed, by: \.cited)
    for group in groups.values where group.count > 1 {
      for (index, entry) in group.enumerated() { yearLetters[entry.work.key] = letter(index) }
    }
  }

  /// Records where each term is defined: its first use in its own form.
  ///
  /// - Returns: A problem for each form of a term without a definition.
  private mutating func resolveTerms() -> [Diagnostic] {
    var terms: [Term] = []
    forEachInline { if case .term(let term) = $0 { terms.append(term) } }
    for term in terms where !term.isForm && definitions[term.name] == nil {
      definitions[term.name] = term.location
    }
    let known = definitions.keys.sorted()
    return terms.filter { definitions[$0.name] == nil }.map {
      let suggestion = suggestion(for: $0.name, among: known)
      return Diagnostic(
        .danglingReference(label: $0.name, suggestion: suggestion), at: $0.location)
    }
  }

  /// The formulas, in source order.
  var formulas: [TeXFormula] {
    var result: [TeXFormula] = []
    forEachInline { result += $0.formulas }
    for work in citedWorks {
      work.contents.forEachInline { result += $0.formulas }
    }
    return result
  }

  /// The formulas of the title, the subtitle and the abstract.
  var frontFormulas: [TeXFormula] {
    var result: [TeXFormula] = []
    forEachFrontInline { result += $0.formulas }
    return result
  }

  /// The code in prose, in source order.
  var code: [CodeBlock] {
    var result: [CodeBlock] = []
    forEachBlock { if case .code(let code) = $0 { result.append(code) } }
    return result
  }
}

extension Inline {
  /// The formula, if the element is one.
  fileprivate var formulas: [TeXFormula] {
    switch self {
    case .formula(let formula): [formula]
    case .equation(let equation): [equation.formula]
    default: []
    }
  }
}
