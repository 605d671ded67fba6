/// The options of the notebook format: the one list that the reader checks against and that
/// `lectern options` prints.
public struct OptionSchema: Sendable {
  /// Where an option may stand.
  public enum Place: String, Sendable, CaseIterable {
    /// Above a cell, after `//|`.
    case cell
    /// In a chapter's front matter, for all its cells where the option is one of cells.
    case chapter
    /// In `report.yml`, for all chapters.
    case report
  }

  /// What a value may be.
  public enum Kind: Equatable, Sendable {
    case flag
    case text
    case prose
    case label
    case list
    case length
    case lines
    case settings
    case parts
    case dependencies
    case integer(ClosedRange<Int>)
    case choice([String])

    /// The kind, as a message names it.
    public var allowed: String {
      switch self {
      case .flag: "true or false"
      case .text: "text"
      case .prose: "Markdown"
      case .label: "a name of letters, digits and hyphens"
      case .list: "a text or a list of texts"
      case .lines: "numbers of lines such as 2-4,7"
      case .length: "a length such as 6in, 150mm, 400px or 300pt"
      case .settings: "parameters and their values, as in { components: 3, seed: 7 }"
      case .parts: "titles and their chapters, as in [{ title: Basics, chapters: [a.swift, b.md] }]"
      case .dependencies: "files, globs and env:NAME, as in [data/*.csv, env:API_TOKEN]"
      case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
      case .choice(let choices): choices.joined(separator: ", ")
      }
    }
  }

  /// The option's name.
  public var name: String
  /// What its value may be.
  public var kind: Kind
  /// Where it may stand.
  public var places: [Place]
  /// The value that holds without it.
  public var standard: String
  /// What it does, in one line.
  public var summary: String

  /// Every option there is.
  public static let all: [OptionSchema] = [
    .init("label", .label, [.cell], "–", "the name for references: fig-…, tbl-…, lst-…"),
    .init("caption", .prose, [.cell], "–", "the caption of the cell's figure or table"),
    .init("alt", .prose, [.cell], "–", "what a reader who cannot see the figure is told"),
    .init("echo", .flag, Place.allCases, "true", "show the code"),
    .init("output", .flag, Place.allCases, "true", "show what the code puts out"),
    .init("include", .flag, [.cell], "true", "show the cell at all; it runs either way"),
    .init("eval", .flag, Place.allCases, "true", "run the cell"),
    .init("error", .flag, [.cell], "false", "the cell is meant to fail, and must"),
    .init("fold", .flag, Place.allCases, "false", "fold the code away until it is opened"),
    .init("highlight-lines", .lines, [.cell], "–", "lines of the shown code to highlight"),
    .init(
      "column", .choice(CellOptions.Column.allCases.map(\.rawValue)), [.cell], "text",
      "how wide the output may be"),
    .init(
      "layout-ncol", .integer(1...12), [.cell], "as they fit",
      "how many columns the cell's figures stand in"),
    .init("width", .length, Place.allCases, "the figure's", "the width of figures"),
    .init("height", .length, Place.allCases, "the figure's", "the height of figures"),
    .init("title", .prose, [.chapter, .report], "–", "the title"),
    .init("subtitle", .prose, [.chapter, .report], "–", "a line below the title"),
    .init("author", .list, [.chapter, .report], "–", "who wrote it"),
    .init("date", .text, [.chapter, .report], "–", "the date, as it shall be printed"),
    .init("abstract", .prose, [.chapter, .report], "–", "what it is about"),
    .init("license", .text, [.chapter, .report], "–", "the license, as it shall be printed"),
    .init("lang", .text, [.chapter, .report], "en", "the language of the text"),
    .init("bibliography", .text, [.chapter, .report], "–", "a BibTeX file beside this one"),
    .init("params", .settings, [.chapter, .report], "–", "values for the notebooks' parameters"),
    .init(
      "cache", .flag, [.chapter, .report], "true",
      "use the results of an earlier run; false where they depend on the clock or the network"),
    .init(
      "depends", .dependencies, [.chapter, .report], "–",
      "what results depend on though the notebook does not open it: files, globs, env:NAME"),
    .init(
      "order", .integer(0...9999), [.chapter, .report], "after those that have one",
      "the number that orders the report on the index page"),
    .init("chapters", .list, [.report], "all, by name", "the chapters' files, in order"),
    .init("parts", .parts, [.report], "–", "the same in groups, each with a title"),
  ]

  private init(
    _ name: String, _ kind: Kind, _ places: [Place], _ standard: String, _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.places = places
    self.standard = standard
    self.summary = summary
  }
}
