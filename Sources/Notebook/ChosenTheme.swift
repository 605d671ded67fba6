internal import Glibc
internal import Plotting

/// The environment asks for a theme that does not exist.
public struct UnknownTheme: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name in `LECTERN_THEME`.
  public let name: String

  /// The name, and the names that there are.
  public var description: String {
    "LECTERN_THEME is “\(name)”; the themes are report, lecture and print"
  }
}

/// The theme that `lectern render --theme` chose for all figures whose authors chose none; nil without.
///
/// A notebook that runs alone takes it from `LECTERN_THEME` too.
///
/// - Throws: ``UnknownTheme``.
func chosenTheme() throws -> Theme? {
  guard let value = getenv("LECTERN_THEME") else { return nil }
  return try theme(named: String(cString: value))
}

/// The theme of a name; nil for the empty one.
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
  /// The figure in another theme, on a sheet that is larger as the theme's own is; figures whose
  /// authors chose a theme stay as they are.
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
  /// The steps in another theme, each as a figure would be.
  func themed(_ theme: Theme?) -> Steps {
    var steps = self
    steps.figures = figures.map { $0.themed(theme) }
    return steps
  }
}
