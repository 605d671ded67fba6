/// Something that can be wrong with a notebook, with its evidence.
///
/// Each stage has a type of its own, beside the code that finds the problems: ``ReadingProblem``, and in
/// the other targets `RunningProblem` and `PageProblem`. Their cases carry values, never sentences: one
/// place in the command line turns them into prose.
public protocol Problem: Hashable, Sendable {}
