extension FrontMatter {
  /// What a front matter or a `report.yml` says besides the document's own properties.
  struct Remainder {
    /// The options that hold for all cells below.
    var cells: CellOptions
    /// The chapters' files, if they are listed, each with its place.
    var chapters: [Located<String>]?
    /// The same in groups, and where the option is.
    var parts: (list: [(title: Prose, chapters: [Located<String>])], location: SourceLocation)?
  }

  /// Reads a block of YAML.
  ///
  /// - Parameters:
  ///   - lines: The block's lines and where they are.
  ///   - place: A chapter's front matter or a report's.
  ///   - cells: The cell options so far.
  ///   - reader: Takes problems, and the expressions of prose (a report has none).
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
      case ("date", .text(let text)): date = text
      case ("license", .text(let text)): license = text
      case ("lang", .text(let text)): language = text
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
