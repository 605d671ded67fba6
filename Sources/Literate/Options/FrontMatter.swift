/// The settings of a whole chapter or report.
public struct FrontMatter: Equatable, Sendable {
  /// The title, in inline Markdown.
  public var title: Prose?
  /// A line below the title.
  public var subtitle: Prose?
  /// The authors' names.
  public var authors: [String] = []
  /// The date as written: a date with a year, `today`, or `git` for the date of the last commit.
  public var date: Located<String>?
  /// A summary, in Markdown.
  public var abstract: Prose?
  /// The license, as written.
  public var license: String?
  /// The language of the text, a BCP 47 tag; `nil` for English.
  public var language: Located<String>?
  /// The TeX macros that are available in all formulas, with their definitions.
  public var mathMacros: [ParameterSetting] = []
  /// The path of the bibliography, relative to the file that names it.
  public var bibliography: Located<String>?
  /// The position of the report on the index page; `nil` to come after the reports that have one.
  public var order: Int?
  /// Values for the parameters of the notebooks.
  public var params: [ParameterSetting] = []
  /// Whether results of an earlier run may be used; `nil` if not set.
  public var usesCache: Bool?
  /// What the results depend on although the notebook does not open it.
  public var dependencies: [DependencySetting] = []

  /// Creates an empty front matter.
  public init() {}
}

extension FrontMatter {
  /// The settings of a front matter or a `report.yml` other than the document's own properties.
  struct Remainder {
    /// The options for all cells below.
    var cells: CellOptions
    /// The chapters' files, each with its location; `nil` if they are not listed.
    var chapters: [Located<String>]?
    /// The chapters in groups, and the location of the option.
    var parts: (list: [(title: Prose, chapters: [Located<String>])], location: SourceLocation)?
  }

  /// Reads a block of YAML.
  ///
  /// - Parameters:
  ///   - lines: The block's lines, with their locations.
  ///   - place: Whether the block is a chapter's front matter or a report's.
  ///   - cells: The cell options so far.
  ///   - reader: Collects problems and the expressions in prose (a report has none).
  mutating func read(
    _ lines: [ProseReader.Line], place: OptionSchema.Place, cells: CellOptions,
    with reader: inout ProseReader
  ) -> Remainder {
    var remainder = Remainder(cells: cells)
    let options = OptionReader(place: place, lines: lines, path: reader.path)
    for entry in options.read(&reader.diagnostics) where !remainder.cells.set(entry) {
      switch (entry.name, entry.value) {
      case ("title", _): title = reader.prose(entry.valueLines)
      case ("subtitle", _): subtitle = reader.prose(entry.valueLines)
      case ("abstract", _): abstract = reader.prose(entry.valueLines)
      case ("author", .list(let names)): authors = names
      case ("date", .text(let text)):
        date = Located(text, at: entry.valueLocation)
        if !isDate(text) {
          let allowed = "a date with a year, today or git (the date of the last commit)"
          reader.diagnostics.append(
            Diagnostic(
              .optionValue(name: "date", value: text, allowed: allowed), at: entry.valueLocation))
        }
      case ("license", .text(let text)): license = text
      case ("lang", .text(let text)): language = Located(text, at: entry.valueLocation)
      case ("math-macros", .settings(let settings)): mathMacros = settings
      case ("order", .integer(let number)): order = number
      case ("bibliography", .text(let path)):
        bibliography = Located(path, at: entry.valueLocation)
      case ("params", .settings(let settings)): params = settings
      case ("cache", .flag(let value)): usesCache = value
      case ("depends", .list(let texts)):
        dependencies = zip(texts, entry.itemLocations).compactMap { text, location in
          if let dependency = Dependency(text) {
            return DependencySetting(dependency, at: location)
          }
          let allowed = OptionSchema.Kind.dependencies.allowed
          reader.diagnostics.append(
            Diagnostic(.optionValue(name: "depends", value: text, allowed: allowed), at: location))
          return nil
        }
      case ("chapters", .list(let paths)):
        remainder.chapters = zip(paths, entry.itemLocations).map {
          Located($0, at: $1)
        }
      case ("parts", .parts(let parts)):
        remainder.parts = (
          parts.map { (reader.prose($0.title), $0.chapters) }, entry.nameLocation
        )
      default: break
      }
    }
    return remainder
  }
}

/// Whether a text contains a date with a year, in the author's language, or requests one.
///
/// A date that is not in the calendar, such as 2024-02-30, is not a date.
private func isDate(_ text: String) -> Bool {
  if text == "today" || text == "git" { return true }
  let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
  if let year = parts[0], parts.count == 3, text.count == 10 {
    guard let month = parts[1], let day = parts[2], (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
  return text.contains(where: \.isNumber)
}
