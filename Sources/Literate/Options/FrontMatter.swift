/// What an author says about a whole chapter or report.
public struct FrontMatter: Equatable, Sendable {
  /// The title, in inline Markdown.
  public var title: Prose?
  /// A line below the title.
  public var subtitle: Prose?
  /// Who wrote it.
  public var authors: [String] = []
  /// The date, as written: one with a year, `today`, or `git` for that of the last commit.
  public var date: Located<String>?
  /// What it is about, in Markdown.
  public var abstract: Prose?
  /// The license, as written.
  public var license: String?
  /// The language of the text, a BCP 47 tag; `nil` for English.
  public var language: Located<String>?
  /// The commands of TeX that hold in all formulas, and what they mean.
  public var mathMacros: [ParameterSetting] = []
  /// The path of the bibliography, relative to the file that names it.
  public var bibliography: Located<String>?
  /// The number that orders the report on the index page; `nil` for one after those that have one.
  public var order: Int?
  /// Values for the parameters of the notebooks.
  public var params: [ParameterSetting] = []
  /// Whether results of an earlier run may be used; `nil` where it does not say.
  public var usesCache: Bool?
  /// What results depend on though the notebook does not open it.
  public var dependencies: [DependencySetting] = []

  /// Creates an empty front matter.
  public init() {}
}
