public import Plotting

/// How a value is displayed in a report.
public enum Display: Sendable {
  /// Plain text.
  case text(String)
  /// Markdown, which may contain mathematics.
  case markdown(String)
  /// HTML, inserted into the page unchanged.
  case html(String)
  /// A displayed formula in TeX.
  case math(String)
  /// Rows and columns.
  case table(Table)
  /// A figure.
  case figure(Figure)
  /// A sequence of figures to step through.
  case steps(Steps)
}

/// A type with its own display in reports.
///
/// ```swift
/// struct Coin { var heads: Double }
/// extension Coin: Displayable {
///   var display: Display { .math(#"\theta = "# + "\(heads)") }
/// }
/// ```
public protocol Displayable {
  /// How the value is displayed.
  var display: Display { get }
}

/// A piece of Markdown to show.
public struct Markdown: Displayable, Sendable {
  /// The Markdown.
  public var text: String
  /// Creates a piece of Markdown.
  public init(_ text: String) { self.text = text }
  /// The Markdown, displayed like the surrounding prose.
  public var display: Display { .markdown(text) }
}

/// A piece of HTML to show unchanged.
public struct HTML: Displayable, Sendable {
  /// The HTML.
  public var text: String
  /// Creates a piece of HTML.
  public init(_ text: String) { self.text = text }
  /// The HTML.
  public var display: Display { .html(text) }
}

/// A displayed formula to show.
public struct Formula: Displayable, Sendable {
  /// The TeX, without dollar signs.
  public var tex: String
  /// Creates a formula.
  public init(_ tex: String) { self.tex = tex }
  /// The formula on a line of its own.
  public var display: Display { .math(tex) }
}
