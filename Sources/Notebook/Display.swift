public import Plotting

/// What a value looks like in a report.
public enum Display: Sendable {
  /// Plain text.
  case text(String)
  /// Markdown, mathematics included.
  case markdown(String)
  /// HTML, put on the page as it is.
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

/// A value that knows what it looks like in a report.
///
/// ```swift
/// struct Coin { var heads: Double }
/// extension Coin: Displayable {
///   var display: Display { .math(#"\theta = "# + "\(heads)") }
/// }
/// ```
public protocol Displayable {
  /// What it looks like.
  var display: Display { get }
}

/// A piece of Markdown to show.
public struct Markdown: Displayable, Sendable {
  /// The Markdown.
  public var text: String
  /// Creates a piece of Markdown.
  public init(_ text: String) { self.text = text }
  /// The Markdown, set as the prose around it.
  public var display: Display { .markdown(text) }
}

/// A piece of HTML to show as it is.
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
