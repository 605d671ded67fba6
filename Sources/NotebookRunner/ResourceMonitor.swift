internal import FoundationEssentials
internal import Glibc
internal import Storage
internal import Synchronization

/// A limit that a process exceeded.
enum ExceededLimit: Equatable {
  case time
  case memory
  case output
}

/// Kills a process and everything that it started: when it exceeds a limit, when the task that waits for
/// it is cancelled, and when it has ended and left something running.
final class ResourceMonitor: Sendable {
  private let process = Mutex<pid_t?>(nil)
  private let exceeded = Mutex<ExceededLimit?>(nil)
  private let limits: RunLimits
  /// The files that the process writes what it prints into.
  private let streams: [String]

  /// Creates a monitor.
  ///
  /// - Parameters:
  ///   - limits: The time, memory and output that the process may use.
  ///   - streams: The files that the process writes what it prints into.
  init(_ limits: RunLimits, streams: [String] = []) {
    self.limits = limits
    self.streams = streams
  }

  /// The limit that the process exceeded, if it did.
  var exceededLimit: ExceededLimit? { exceeded.withLock { $0 } }

  /// Runs something that starts a process group, and watches the group until it returns.
  ///
  /// When it returns, and when the task is cancelled, the group is killed.
  func during<Result>(_ body: () async throws -> Result) async throws -> Result {
    let timer = Task {
      try await Task.sleep(for: .seconds(limits.seconds))
      stop(.time)
    }
    let scale = Task {
      // Memory is filled at a few bytes a nanosecond at most, so that looking every 20 ms is enough.
      while true {
        try await Task.sleep(for: .milliseconds(20))
        if residentMemory > limits.memory { stop(.memory) }
        if streams.contains(where: { FileIdentity(of: $0)?.size ?? 0 > limits.output }) {
          stop(.output)
        }
      }
    }
    defer {
      timer.cancel()
      scale.cancel()
      kill()
    }
    return try await withTaskCancellationHandler(operation: body) { kill() }
  }

  /// Notes which process leads the group.
  func started(_ leader: pid_t) {
    process.withLock { $0 = leader }
    // It was to be stopped before there was a process.
    if Task.isCancelled || exceededLimit != nil { kill() }
  }

  private func stop(_ limit: ExceededLimit) {
    exceeded.withLock { $0 = $0 ?? limit }
    kill()
  }

  private func kill() {
    process.withLock { if let leader = $0 { ProcessTree(root: leader).kill() } }
  }

  /// The bytes of memory that the process and its descendants use; 0 before it runs.
  private var residentMemory: Int {
    process.withLock { $0 }.map { ProcessTree(root: $0).residentMemory } ?? 0
  }
}
