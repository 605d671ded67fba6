/// An option of the notebook format.
///
/// The reader checks against the list of all options, and `lectern options` prints it.
public struct OptionSchema: Sendable {
  /// Where an option may be given.
  public enum Place: String, Sendable, CaseIterable {
    /// Above a cell, after `//|`.
    case cell
    /// In a chapter's front matter; a cell option then applies to all cells of the chapter.
    case chapter
    /// In `report.yml`, for all chapters.
    case report
  }

  /// The kind of an option's value.
  public enum Kind: Equatable, Sendable {
    case flag
    case text
    case prose
    case label
    case list
    case length
    case lines
    case settings
    case macros
    case parts
    case dependencies
    case integer(ClosedRange<Int>)
    case choice([String])

    /// A description of the allowed values, for messages.
    public var allowed: String {
      switch self {
      case .flag: "true or false"
      case .text: "text"
      case .prose: "Markdown"
      case .label: "a name of letters, digits and hyphens"
      case .list: "a text or a list of texts"
      case .lines: "line numbers such as 2-4,7"
      case .length: "a length such as 6in, 150mm, 400px or 300pt"
      case .settings: "parameters and their values, as in { components: 3, seed: 7 }"
      case .macros: "commands and their meanings, as in { \\R: \\mathbb{R} }"
      case .parts: "titles and their chapters, as in [{ title: Basics, chapters: [a.swift, b.md] }]"
      case .dependencies: "files, globs and env:NAME, as in [data/*.csv, env:API_TOKEN]"
      case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
      case .choice(let choices): choices.joined(separator: ", ")
      }
    }
  }

  /// The option's name.
  public var name: String
  /// The kind of its value.
  public var kind: Kind
  /// Where the option may be given.
  public var places: [Place]
  /// The value if the option is not given.
  public var defaultValue: String
  /// What the option does, in one line.
  public var summary: String

  /// All options.
  public static let all: [OptionSchema] = [
    .init("label", .label, [.cell], "–", "the name for references: fig-…, tbl-…, lst-…"),
    .init("caption", .prose, [.cell], "–", "the caption of the cell's figure or table"),
    .init("alt", .prose, [.cell], "–", "a description of the figure for readers who cannot see it"),
    .init("echo", .flag, Place.allCases, "true", "show the code"),
    .init("output", .flag, Place.allCases, "true", "show the output of the code"),
    .init("include", .flag, [.cell], "true", "show the cell; it runs either way"),
    .init("eval", .flag, Place.allCases, "true", "run the cell"),
    .init("error", .flag, [.cell], "false", "the cell must fail"),
    .init("fold", .flag, Place.allCases, "false", "fold the code until a reader opens it"),
    .init("highlight-lines", .lines, [.cell], "–", "lines of the shown code to highlight"),
    .init(
      "column", .choice(CellOptions.Column.allCases.map(\.rawValue)), [.cell], "text",
      "the width of the output"),
    .init(
      "layout-ncol", .integer(1...12), [.cell], "as they fit",
      "the number of columns for the cell's figures"),
    .init("width", .length, Place.allCases, "the figure's", "the width of figures"),
    .init("height", .length, Place.allCases, "the figure's", "the height of figures"),
    .init("title", .prose, [.chapter, .report], "–", "the title"),
    .init("subtitle", .prose, [.chapter, .report], "–", "a line below the title"),
    .init("author", .list, [.chapter, .report], "–", "who wrote it"),
    .init(
      "date", .text, [.chapter, .report], "–",
      "the date, as printed; today; or git for that of the last commit"),
    .init("abstract", .prose, [.chapter, .report], "–", "what it is about"),
    .init("license", .text, [.chapter, .report], "–", "the license, as printed"),
    .init("lang", .text, [.chapter, .report], "en", "the language of the text"),
    .init(
      "math-macros", .macros, [.chapter, .report], "–", "commands of TeX for all formulas"),
    .init("bibliography", .text, [.chapter, .report], "–", "a BibTeX file, relative to this file"),
    .init("params", .settings, [.chapter, .report], "–", "values for the notebooks' parameters"),
    .init(
      "cache", .flag, [.chapter, .report], "true",
      "use the results of an earlier run; false where they depend on the clock or the network"),
    .init(
      "depends", .dependencies, [.chapter, .report], "–",
      "what results depend on besides the files that the notebook opens"),
    .init(
      "order", .integer(0...9999), [.chapter, .report], "after all numbers",
      "the position of the report on the index page"),
    .init("chapters", .list, [.report], "all, by name", "the chapters' files, in order"),
    .init("parts", .parts, [.report], "–", "the chapters in groups, each with a title"),
  ]

  private init(
    _ name: String, _ kind: Kind, _ places: [Place], _ defaultValue: String, _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.places = places
    self.defaultValue = defaultValue
    self.summary = summary
  }
}
