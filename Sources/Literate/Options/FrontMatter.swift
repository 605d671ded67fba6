/// What an author says about a whole chapter or report.
public struct FrontMatter: Equatable, Sendable {
  /// The title, in inline Markdown.
  public var title: Prose?
  /// A line below the title.
  public var subtitle: Prose?
  /// Who wrote it.
  public var authors: [String] = []
  /// The date, as written.
  public var date: String?
  /// What it is about, in Markdown.
  public var abstract: Prose?
  /// The license, as written.
  public var license: String?
  /// The language of the text, a BCP 47 tag.
  public var language = "en"
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
