internal import Glibc
internal import Plotting

/// The environment variable `LECTERN_THEME` names an unknown theme.
public struct UnknownTheme: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name in `LECTERN_THEME`.
  public let name: String

  /// The unknown name and the valid names.
  public var description: String {
    "invalid value “\(name)” for LECTERN_THEME; expected report, lecture or print"
  }
}

/// The theme for figures that set none; nil for the default.
///
/// It is the value of `LECTERN_THEME`, which `lectern render --theme` sets.
///
/// - Throws: ``UnknownTheme``.
func chosenTheme() throws -> Theme? {
  guard let value = getenv("LECTERN_THEME") else { return nil }
  return try theme(named: String(cString: value))
}

/// The theme with a name; nil for an empty name.
func theme(named name: String) throws -> Theme? {
  switch name {
  case "": return nil
  case "report": return .report
  case "lecture": return .lecture
  case "print": return .print
  default: throw UnknownTheme(name: name)
  }
}

extension Figure {
  /// The figure in a theme, scaled by the ratio of the themes' default widths; a figure that sets a
  /// theme is returned unchanged.
  func themed(_ theme: Theme?) -> Figure {
    guard let theme, chosenTheme == nil, theme != .report else { return self }
    let factor = theme.defaultSize.width / self.theme.defaultSize.width
    var figure = self.theme(theme)
    figure.size.width *= factor
    figure.size.height *= factor
    return figure
  }
}

extension Steps {
  /// The steps with each figure in a theme, unless the figure sets one.
  func themed(_ theme: Theme?) -> Steps {
    var steps = self
    steps.figures = figures.map { $0.themed(theme) }
    return steps
  }
}
