import Literate
import Storage
import Yams

/// The available languages of pages, each a file in `templates/languages`.
public struct Languages: Sendable {
  /// The language whose words every template folder has.
  static let standard = "en"

  /// The language of a report that does not set one.
  public var fallback = Languages.standard
  private var words: [String: Words] = [:]

  /// Creates an empty set, for English quotation marks only.
  public init() {}

  /// Reads the files of a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - names: The names of the words that the templates use.
  ///   - log: Reads the files, and records which versions were read.
  ///   - diagnostics: Collects problems: YAML that cannot be read, and missing words.
  init(folder: String, for names: Set<String>, log: FileLog, _ diagnostics: inout [Diagnostic]) {
    let files = log.names(in: folder).filter { $0.hasSuffix(".yml") }.sorted()
    let required = names.union(Words.required).sorted()
    for file in files {
      let start = SourceLocation(file: "\(folder)/\(file)", line: 1, column: 1)
      let read = read(start, log, &diagnostics)
      let texts = read.mapValues(\.value)
      if !read.isEmpty {
        let others = texts.keys.filter { !required.contains($0) }
        for name in required where texts[name] == nil {
          let suggestion = suggestion(for: name, among: others)
          let place = suggestion.flatMap { read[$0]?.location } ?? start
          diagnostics.append(
            Diagnostic(.missingWord(name: name, suggestion: suggestion), at: place))
        }
      }
      words[String(file.dropLast(4))] = Words(texts)
    }
    if words[Self.standard] == nil {
      let place = SourceLocation(file: "\(folder)/\(Self.standard).yml", line: 1, column: 1)
      diagnostics.append(Diagnostic(.missingFile(path: place.file), at: place))
    }
  }

  /// The words of a language, or of its base language: `de` for `de-AT`.
  subscript(_ tag: String) -> Words? {
    var parts = tag.split(separator: "-").map { $0.lowercased() }
    while !parts.isEmpty {
      let name = parts.joined(separator: "-")
      if let found = words.first(where: { $0.key.lowercased() == name }) { return found.value }
      parts.removeLast()
    }
    return nil
  }

  /// The problem with a language tag; nil if it is known or if there are no languages.
  public func problem(with tag: String) -> PageProblem? {
    words.isEmpty || self[tag] != nil
      ? nil : .unknownLanguage(name: tag, known: words.keys.sorted())
  }
}

/// Reads the words of a file.
///
/// Words in a group get the group's name as a prefix.
private func read(
  _ start: SourceLocation, _ log: FileLog, _ diagnostics: inout [Diagnostic]
) -> [String: Located<String>] {
  func location(_ mark: Yams.Mark?) -> SourceLocation {
    SourceLocation(file: start.file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
  do {
    let text = String(decoding: try log.read(start.file), as: UTF8.self)
    var words: [String: Located<String>] = [:]
    func add(_ mapping: Node.Mapping, after group: String) {
      for (key, value) in mapping {
        let name = group + (key.scalar?.string ?? "")
        if let inner = value.mapping {
          add(inner, after: "\(name).")
        } else {
          words[name] = Located(value.scalar?.string ?? "", at: location(value.mark))
        }
      }
    }
    if let mapping = try Yams.compose(yaml: text, .basic, .default, .utf8)?.mapping {
      add(mapping, after: "")
    } else {
      let problem = ReadingProblem.yaml(reason: "expected “name: text” lines")
      diagnostics.append(Diagnostic(problem, at: start))
    }
    return words
  } catch let error as YamlError {
    var place = start
    var reason = "\(error)"
    if case .scanner(_, let problem, let mark, _) = error {
      (place, reason) = (location(mark), problem)
    } else if case .parser(_, let problem, let mark, _) = error {
      (place, reason) = (location(mark), problem)
    }
    diagnostics.append(Diagnostic(ReadingProblem.yaml(reason: reason), at: place))
  } catch {
    diagnostics.append(Diagnostic(.missingFile(path: start.file), at: start))
  }
  return [:]
}
