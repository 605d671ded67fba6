internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// How much of the machine a chapter may take.
public struct RunLimits: Sendable, Equatable {
  /// Seconds until a chapter is stopped.
  public var seconds: Double
  /// Bytes of memory at which a chapter is stopped.
  public var memory: Int

  /// Creates limits; ten minutes and 8 GiB are enough for a patient lecturer.
  public init(seconds: Double = 600, memory: Int = 8 << 30) {
    self.seconds = seconds
    self.memory = memory
  }
}

/// Kills a process and everything that it started when it has taken all that it may.
final class Watch: Sendable {
  /// Which limit a process came to.
  enum Verdict: Equatable {
    case timedOut
    case outOfMemory
  }

  private let group = Mutex<pid_t?>(nil)
  private let reached = Mutex<Verdict?>(nil)

  /// The limit that the process came to, if it did.
  var verdict: Verdict? { reached.withLock { $0 } }

  /// Runs something that starts a process group, and watches the group until it returns.
  ///
  /// When the task is cancelled the group is killed, so that Ctrl-C leaves nothing behind.
  func during<Result>(_ limits: RunLimits, _ body: () async throws -> Result) async throws -> Result
  {
    let timer = Task {
      try await Task.sleep(for: .seconds(limits.seconds))
      stop(.timedOut)
    }
    let scale = Task {
      // Memory is filled at a few bytes a nanosecond at most, so that looking every 20 ms is enough.
      while true {
        try await Task.sleep(for: .milliseconds(20))
        if residentMemory > limits.memory { stop(.outOfMemory) }
      }
    }
    defer {
      timer.cancel()
      scale.cancel()
    }
    return try await withTaskCancellationHandler(operation: body) { killGroup() }
  }

  /// Says which group is running.
  func started(_ process: pid_t) { group.withLock { $0 = process } }

  private func stop(_ verdict: Verdict) {
    reached.withLock { $0 = $0 ?? verdict }
    killGroup()
  }

  private func killGroup() {
    group.withLock { if let process = $0 { ProcessTree(root: process).kill() } }
  }

  /// The bytes of memory that the process and its descendants hold; 0 before it runs.
  private var residentMemory: Int {
    group.withLock { $0 }.map { ProcessTree(root: $0).residentMemory } ?? 0
  }
}
