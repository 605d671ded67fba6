@preconcurrency import Glibc
import NotebookRunner

/// A chapter that is done with: its path, why it ran or did not, and how long that took.
typealias Progress = @Sendable (_ chapter: String, RunReason, Duration) -> Void

/// What tells a person at a terminal what takes so long, and stays quiet in a pipe.
///
/// - Parameter explaining: Whether somebody asked why each chapter ran; they are answered in a pipe
///   as well, without times.
func progressPrinter(explaining: Bool) -> Progress {
  let isTerminal = isatty(STDERR_FILENO) == 1
  return { chapter, reason, duration in
    if explaining || reason == .keptDamaged {
      fputs("\(chapter): \(reason.message)\n", stderr)
    } else if isTerminal, reason != .nothingChanged {
      let tenths = (10 * (duration / .seconds(1))).rounded()
      fputs("\(chapter): compiled and ran in \(tenths / 10) s\n", stderr)
    }
  }
}

extension RunReason {
  /// The reason, as a person reads it.
  var message: String {
    switch self {
    case .nothingChanged: "kept, because nothing that it depends on changed"
    case .nothingKept: "ran, because nothing was kept of an earlier run"
    case .keptDamaged: "ran, because what was kept of an earlier run is damaged"
    case .codeChanged: "ran, because its code changed"
    case .parametersChanged: "ran, because parameters have other values"
    case .modulesChanged: "ran, because the modules or the compiler changed"
    case .dataChanged(let path): "ran, because \(path) changed"
    case .asked: "ran, because --no-cache asks for it"
    }
  }
}
