internal import Yams

/// A block of YAML in a notebook, checked against the schema.
///
/// The lines record where each byte of the YAML is in the file, so that messages can say where.
struct OptionReader {
  var place: OptionSchema.Place
  var lines: [ProseReader.Line]
  var path: String

  /// A checked value.
  enum Value {
    case flag(Bool)
    case text(String)
    case list([String])
    /// In points.
    case length(Double)
    case lines([ClosedRange<Int>])
    case settings([ParameterSetting])
    case parts([PartSetting])
    case integer(Int)
  }

  /// An option that was set.
  struct Entry {
    var name: String
    var value: Value
    var nameLocation: SourceLocation
    var valueLocation: SourceLocation
    /// The value's lines as they are in the source, if the value is a text.
    var valueLines: [ProseReader.Line]
    /// The locations of a list's items.
    ///
    /// A single text counts as a list of one item.
    var itemLocations: [SourceLocation]
  }

  /// Reads the block.
  ///
  /// Problems are reported, and the rest is read anyway.
  func read(_ diagnostics: inout [Diagnostic]) -> [Entry] {
    let yaml = quotingProse(lines.map(\.text)).map { $0 + "\n" }.joined()
    do {
      // The schema knows the type of each value, so YAML's type inference with its regular
      // expressions is not needed; neither is a search for an encoding in the environment.
      guard let node = try Yams.compose(yaml: yaml, .basic, .default, .utf8) else { return [] }
      guard case .mapping(let mapping) = node else {
        let at = location(line: 1, column: 1)
        diagnostics.append(Diagnostic(.yaml(reason: "expected “name: value” lines"), at: at))
        return []
      }
      return mapping.compactMap { entry($0.key, $0.value, &diagnostics) }
    } catch let error as YamlError {
      diagnostics.append(diagnostic(for: error))
    } catch {
      diagnostics.append(Diagnostic(.yaml(reason: "\(error)"), at: location(line: 1, column: 1)))
    }
    return []
  }

  private func entry(_ key: Node, _ node: Node, _ diagnostics: inout [Diagnostic]) -> Entry? {
    let nameLocation = location(of: key)
    let name = key.scalar?.string ?? ""
    guard let schema = OptionSchema.all.first(where: { $0.name == name }) else {
      let known = OptionSchema.all.filter { $0.places.contains(place) }.map(\.name)
      let problem = ReadingProblem.unknownOption(
        name: name, suggestion: suggestion(for: name, among: known))
      diagnostics.append(Diagnostic(problem, at: nameLocation))
      return nil
    }
    guard schema.places.contains(place) else {
      let places = schema.places.map { "a \($0.rawValue)" }.joined(separator: " or ")
      diagnostics.append(
        Diagnostic(.misplacedOption(name: name, allowedIn: places), at: nameLocation))
      return nil
    }
    guard let value = value(of: node, as: schema.kind) else {
      let problem = ReadingProblem.optionValue(
        name: name, value: node.scalar?.string ?? "…", allowed: schema.kind.allowed)
      diagnostics.append(Diagnostic(problem, at: location(of: node)))
      return nil
    }
    return Entry(
      name: name, value: value, nameLocation: nameLocation, valueLocation: location(of: node),
      valueLines: valueLines(of: node),
      itemLocations: itemLocations(of: node))
  }

  private func value(of node: Node, as kind: OptionSchema.Kind) -> Value? {
    switch kind {
    case .flag: return node.bool.map(Value.flag)
    case .text, .prose: return node.scalar.map { .text($0.string) }
    case .label:
      let allowed = { (c: Character) in c.isLetter || c.isNumber || c == "-" || c == "_" }
      guard let name = node.scalar?.string, !name.isEmpty, name.allSatisfy(allowed) else {
        return nil
      }
      return .text(name)
    case .length: return node.scalar.flatMap { points($0.string) }.map(Value.length)
    case .lines: return node.scalar.flatMap { lineRanges($0.string) }.map(Value.lines)
    case .settings, .macros:
      guard let mapping = node.mapping else { return nil }
      var settings: [ParameterSetting] = []
      for (key, value) in mapping {
        guard let name = key.scalar?.string, let text = value.scalar?.string else { return nil }
        settings.append(
          ParameterSetting(
            name: Located(name, at: location(of: key)),
            value: Located(text, at: location(of: value))))
      }
      return .settings(settings)
    case .parts:
      guard let items = node.sequence else { return nil }
      let parts = items.compactMap(part)
      return parts.count == items.count ? .parts(parts) : nil
    case .integer(let range):
      guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
        return nil
      }
      return .integer(number)
    case .choice(let choices):
      guard let text = node.scalar?.string, choices.contains(text) else { return nil }
      return .text(text)
    case .list, .dependencies:
      if let text = node.scalar?.string { return .list([text]) }
      guard let items = node.sequence else { return nil }
      let texts = items.compactMap { $0.scalar?.string }
      return texts.count == items.count ? .list(texts) : nil
    }
  }

  /// A part: a title and its chapters, and nothing else.
  private func part(_ node: Node) -> PartSetting? {
    guard let mapping = node.mapping, mapping.count == 2, let title = mapping["title"],
      title.scalar != nil, let chapters = mapping["chapters"],
      case .list(let names) = value(of: chapters, as: .list), !names.isEmpty
    else { return nil }
    return PartSetting(
      title: valueLines(of: title),
      chapters: zip(names, itemLocations(of: chapters)).map { Located($0, at: $1) })
  }

  // MARK: Locations

  /// The locations of a list's items.
  ///
  /// A single text counts as a list of one item.
  private func itemLocations(of node: Node) -> [SourceLocation] {
    (node.sequence.map(Array.init) ?? [node]).map(location(of:))
  }

  private func location(line: Int, column: Int) -> SourceLocation {
    guard !lines.isEmpty else { return SourceLocation(file: path, line: 1, column: 1) }
    let line = lines[min(max(line, 1), lines.count) - 1]
    // libyaml counts characters, but our columns are in bytes.
    let before = line.text.unicodeScalars.prefix(max(column - 1, 0))
    let bytes = before.reduce(0) { $0 + UTF8.width($1) }
    return SourceLocation(file: path, line: line.number, column: line.column + bytes)
  }

  private func location(of node: Node) -> SourceLocation {
    location(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private func diagnostic(for error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let reason = context.map { "\(problem) \($0.text)" } ?? problem
      return Diagnostic(
        .yaml(reason: trimmed(reason)), at: location(line: mark.line, column: mark.column))
    case .duplicatedKeysInMapping(let names, let context):
      return Diagnostic(
        .yaml(reason: "\(names.sorted().joined(separator: ", ")) is given twice"),
        at: location(line: context.mark.line, column: context.mark.column))
    default:
      return Diagnostic(.yaml(reason: "\(error)"), at: location(line: 1, column: 1))
    }
  }

  /// The lines of a text value, each with its location.
  ///
  /// A plain or quoted value on one line, and a block value after `|`, are in the source verbatim.
  /// For a folded or escaped value, only the location of its beginning is known.
  private func valueLines(of node: Node) -> [ProseReader.Line] {
    guard let scalar = node.scalar, let mark = node.mark else { return [] }
    let texts = scalar.string.split(separator: "\n", omittingEmptySubsequences: false)
    let start = location(of: node)
    let literal = scalar.style == .literal
    // Quotation marks that were added by the reader take no space in the file.
    let source = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1].text : ""
    let first = source.unicodeScalars.dropFirst(mark.column - 1).first
    let quoted = first == "\"" || first == "'"
    return texts.enumerated().map { index, text in
      let yamlLine = mark.line + index + (literal ? 1 : 0)
      guard literal, yamlLine <= lines.count else {
        return ProseReader.Line(
          text: text, number: start.line, column: start.column + (quoted ? 1 : 0))
      }
      let line = lines[yamlLine - 1]
      let indent = line.text.prefix { $0 == " " }.utf8.count
      return ProseReader.Line(text: text, number: line.number, column: line.column + indent)
    }
  }
}

/// Reads a physical length in points (1/72 inch).
///
/// A bare number is in inches.
///
/// - Returns: The length, or `nil` if the text is not a positive length.
private func points(_ text: String) -> Double? {
  let units: [(name: String, points: Double)] = [
    ("in", 72), ("mm", 72 / 25.4), ("cm", 72 / 2.54), ("px", 0.75), ("pt", 1), ("", 72),
  ]
  for unit in units where text.hasSuffix(unit.name) {
    guard let value = Double(trimmed(text.dropLast(unit.name.count))) else { return nil }
    return value > 0 && value.isFinite ? value * unit.points : nil
  }
  return nil
}

/// Reads ranges of lines, such as `2-4,7`.
///
/// - Returns: The ranges, or `nil` if the text is not a list of ranges.
private func lineRanges(_ text: String) -> [ClosedRange<Int>]? {
  var ranges: [ClosedRange<Int>] = []
  for part in text.split(separator: ",", omittingEmptySubsequences: false) {
    let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      .map { Int(trimmed($0)) ?? 0 }
    guard let first = ends.first, let last = ends.last, ends.count <= 2, 1 <= first, first <= last
    else { return nil }
    ranges.append(first...last)
  }
  return ranges
}
