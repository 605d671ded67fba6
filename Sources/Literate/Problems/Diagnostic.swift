/// A problem with its location and severity.
public struct Diagnostic: Error, Sendable {
  /// The severity of a problem.
  public enum Severity: String, Sendable, Comparable {
    /// The report is correct, but could be better.
    case warning
    /// The report would be wrong and is not written.
    case error

    /// Whether one severity is lower than the other.
    public static func < (a: Self, b: Self) -> Bool { a == .warning && b == .error }
  }

  /// The severity.
  public var severity: Severity
  /// The location of the problem.
  public var location: SourceLocation
  /// The problem.
  public var problem: any Problem
  /// Related locations, nearest first, such as where a label was first used, or the notebook's
  /// frames of a backtrace.
  public var related: [SourceLocation]

  /// Creates an error, or a warning.
  public init(
    _ problem: any Problem, at location: SourceLocation, severity: Severity = .error,
    related: [SourceLocation] = []
  ) {
    self.severity = severity
    self.location = location
    self.problem = problem
    self.related = related
  }
}

extension Diagnostic: Hashable {
  /// Whether two diagnostics report the same problem at the same location.
  public static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    (a.severity, a.location, a.related) == (b.severity, b.location, b.related)
      && AnyHashable(a.problem) == AnyHashable(b.problem)
  }

  /// Hashes the location and the problem.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(location)
    hasher.combine(AnyHashable(problem))
  }
}

/// All problems of an input, in source order.
public struct Diagnostics: Error, Sendable {
  /// The problems.
  public var list: [Diagnostic]

  /// Collects problems, sorted by location and without duplicates.
  public init(_ list: some Sequence<Diagnostic>) {
    self.list = Set(list).sorted {
      ($0.location, $0.severity, "\($0.problem)") < ($1.location, $1.severity, "\($1.problem)")
    }
  }
}
