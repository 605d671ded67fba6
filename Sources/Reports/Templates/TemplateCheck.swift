import Literate

/// Finds names in templates that are not fields of their views, and missing partials.
struct TemplateCheck {
  private let folder: String
  /// The tags of the templates, by template name.
  private let tags: [String: [TemplateTag]]
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - folder: The folder of the templates.
  ///   - texts: The texts of the templates, by name.
  init(folder: String, texts: [String: String]) {
    self.folder = folder
    tags = texts.mapValues(TemplateTag.tags(of:))
  }

  /// Checks a template and its partials against the available fields.
  mutating func check(_ template: TemplateField) {
    check(template.name, [template.fields ?? []], partials: [])
  }

  /// - Parameters:
  ///   - name: The name of the template.
  ///   - outer: The available fields, with those of the innermost section last.
  ///   - partials: The templates that include this one.
  private mutating func check(_ name: String, _ outer: [[TemplateField]], partials: [String]) {
    guard !partials.contains(name), let tags = tags[name] else { return }
    var open = outer
    for tag in tags {
      switch tag.kind {
      case .variable: _ = fields(of: tag, in: name, open)
      case .section: open.append(fields(of: tag, in: name, open))
      case .inverted:
        _ = fields(of: tag, in: name, open)
        open.append([])
      case .block: open.append([])
      case .end: if open.count > outer.count { open.removeLast() }
      // A partial with a dynamic name.
      case .partial where tag.name.hasPrefix("*"): break
      case .partial:
        if self.tags[tag.name] == nil {
          report(.template(name: name, reason: "there is no template \(tag.name)"), tag, in: name)
        }
        check(tag.name, open, partials: partials + [name])
      }
    }
  }

  /// The fields of a tag's section; empty for text, Booleans and unknown names.
  private mutating func fields(
    of tag: TemplateTag, in template: String, _ open: [[TemplateField]]
  ) -> [TemplateField] {
    // `{{upper(name)}}` transforms a value, `{{a.b}}` is a nested field, `{{.}}` is the value itself.
    let name = tag.name.split(separator: "(").last.map { $0.prefix { $0 != ")" } } ?? ""
    // The words of each language are checked separately.
    if name.hasPrefix("words.") { return [] }
    let path = name.split(separator: ".")
    guard let first = path.first else { return [] }
    var found = open.reversed().lazy.compactMap { $0.first { $0.name == first } }.first
    for part in path.dropFirst() { found = found?.fields?.first { $0.name == part } }
    if found == nil {
      let known = open.joined().map(\.name)
      let suggestion = suggestion(for: String(name), among: known)
      report(.unknownTemplateField(name: String(name), suggestion: suggestion), tag, in: template)
    }
    return found?.fields ?? []
  }

  private mutating func report(_ problem: PageProblem, _ tag: TemplateTag, in template: String) {
    let place = SourceLocation(
      file: "\(folder)/\(template).mustache", line: tag.line, column: tag.column)
    diagnostics.append(Diagnostic(problem, at: place))
  }
}
