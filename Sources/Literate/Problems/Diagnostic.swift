/// A problem, where it is, and how bad.
public struct Diagnostic: Error, Sendable {
  /// How bad a problem is.
  public enum Severity: String, Sendable, Comparable {
    /// The report is right, but could be better.
    case warning
    /// The report would be wrong, and is not written.
    case error

    /// Whether one is milder than the other.
    public static func < (a: Self, b: Self) -> Bool { a == .warning && b == .error }
  }

  /// How bad it is.
  public var severity: Severity
  /// Where it is.
  public var location: SourceLocation
  /// What it is.
  public var problem: any Problem
  /// Other places that belong to it, nearest first: where a label was first given, the notebook's
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
  /// Whether two diagnostics say the same of the same place.
  public static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    (a.severity, a.location, a.related) == (b.severity, b.location, b.related)
      && AnyHashable(a.problem) == AnyHashable(b.problem)
  }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(location)
    hasher.combine(AnyHashable(problem))
  }
}

/// All that is wrong with an input, in the order of the source.
public struct Diagnostics: Error, Sendable {
  /// The problems.
  public var list: [Diagnostic]

  /// Gathers problems: sorted by place, each one once.
  public init(_ list: some Sequence<Diagnostic>) {
    self.list = Set(list).sorted {
      ($0.location, $0.severity, "\($0.problem)") < ($1.location, $1.severity, "\($1.problem)")
    }
  }
}
