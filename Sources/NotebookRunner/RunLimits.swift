internal import Glibc
internal import Synchronization

/// How much of the machine a chapter may take.
public struct RunLimits: Sendable, Equatable {
  /// Seconds until a chapter is stopped.
  public var seconds: Double

  /// Creates limits; ten minutes are enough for a patient lecturer.
  public init(seconds: Double = 600) {
    self.seconds = seconds
  }
}

/// Kills a process and everything that it started when its time is over.
final class Watch: Sendable {
  private let group = Mutex<pid_t?>(nil)
  private let expired = Mutex(false)

  /// Whether the time was over before the process was.
  var hasExpired: Bool { expired.withLock { $0 } }

  /// Runs something that starts a process group, and watches the group until it returns.
  ///
  /// When the task is cancelled the group is killed, so that Ctrl-C leaves nothing behind.
  func during<Result>(_ limits: RunLimits, _ body: () async throws -> Result) async throws -> Result
  {
    let timer = Task {
      try await Task.sleep(for: .seconds(limits.seconds))
      expired.withLock { $0 = true }
      killGroup()
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler(operation: body) { killGroup() }
  }

  /// Says which group is running.
  func started(_ process: pid_t) { group.withLock { $0 = process } }

  private func killGroup() {
    group.withLock { if let process = $0 { kill(-process, SIGKILL) } }
  }
}
