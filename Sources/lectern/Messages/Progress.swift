@preconcurrency import Glibc
import NotebookRunner
import Synchronization

/// Shows on a terminal which chapters are running; prints nothing if standard error is not a terminal.
final class Progress: Sendable {
  private let explaining: Bool
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let running = Mutex<[(chapter: String, since: ContinuousClock.Instant)]>([])

  /// Creates a progress display.
  ///
  /// - Parameter explaining: Whether to print why each chapter ran, without times, even if standard
  ///   error is not a terminal.
  init(explaining: Bool) { self.explaining = explaining }

  /// Does some work while one line of the terminal shows which chapters are running and for how long.
  func during<Result>(_ work: () async throws -> Result) async throws -> Result {
    guard isTerminal else { return try await work() }
    let clock = Task {
      while true {
        try await Task.sleep(for: .milliseconds(100))
        running.withLock { running in
          let old = running.filter { .now - $0.since > .milliseconds(300) }
          let words = old.map { "\($0.chapter) \(seconds(.now - $0.since)) s" }
          if !words.isEmpty { fputs(clear + words.joined(separator: ", "), stderr) }
        }
      }
    }
    defer {
      clock.cancel()
      running.withLock { _ in _ = fputs(clear, stderr) }
    }
    return try await work()
  }

  /// Updates the display and, if requested, prints why a chapter ran or did not run.
  func note(_ event: RunEvent) {
    switch event {
    case .began(let chapter): running.withLock { $0.append((chapter, .now)) }
    case .ended(let chapter, let reason): end(chapter, reason)
    }
  }

  private func end(_ chapter: String, _ reason: RunReason?) {
    running.withLock { running in
      guard let index = running.firstIndex(where: { $0.chapter == chapter }) else { return }
      let since = running.remove(at: index).since
      guard let reason else { return }
      if explaining || reason == .cacheCorrupt {
        fputs("\(isTerminal ? clear : "")\(chapter): \(reason.message)\n", stderr)
      } else if isTerminal, reason != .cacheHit {
        fputs("\(clear)\(chapter): compiled and ran in \(seconds(.now - since)) s\n", stderr)
      }
    }
  }

  /// The terminal sequence that clears the line.
  private var clear: String { "\r\u{1B}[K" }

  private func seconds(_ duration: Duration) -> Double {
    (10 * (duration / .seconds(1))).rounded() / 10
  }
}

extension RunReason {
  /// The message for `--explain`.
  var message: String {
    switch self {
    case .cacheHit: "not run, because nothing that it depends on changed"
    case .notCached: "ran, because it has no cached result"
    case .cacheCorrupt: "ran, because its cached result is damaged"
    case .codeChanged: "ran, because its code changed"
    case .parametersChanged: "ran, because its parameters or the theme changed"
    case .modulesChanged: "ran, because the modules, the compiler or the fonts changed"
    case .inputChanged(let path): "ran, because \(path) changed"
    case .forced: "ran, because of --no-cache"
    case .neverCached: "ran, because of its option cache: false"
    }
  }
}
