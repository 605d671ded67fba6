/// A possible problem with a notebook, with its evidence.
///
/// Each stage has its own type, next to the code that finds the problems: ``ReadingProblem``, and
/// in the other targets `RunningProblem` and `PageProblem`. Their cases have values, never
/// sentences; one place in the command line turns them into prose.
public protocol Problem: Hashable, Sendable {}
