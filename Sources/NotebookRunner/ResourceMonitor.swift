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

/// Kills a process and its descendants if it exceeds a limit or the task that waits for it is cancelled,
/// and kills descendants that are left when it ends.
final class ResourceMonitor: Sendable {
  private let process = Mutex<pid_t?>(nil)
  private let exceeded = Mutex<ExceededLimit?>(nil)
  private let limits: RunLimits
  /// The files that receive the output of the process.
  private let streams: [String]

  /// Creates a monitor.
  ///
  /// - Parameters:
  ///   - limits: The time, memory and output that the process may use.
  ///   - streams: The files that receive the output of the process.
  init(_ limits: RunLimits, streams: [String] = []) {
    self.limits = limits
    self.streams = streams
  }

  /// The limit that the process exceeded; nil if none.
  var exceededLimit: ExceededLimit? { exceeded.withLock { $0 } }

  /// Calls a function that starts a process group and waits for it, and monitors the group meanwhile.
  ///
  /// The group is killed when the function returns or the task is cancelled.
  func during<Result>(_ body: () async throws -> Result) async throws -> Result {
    let timer = Task {
      try await Task.sleep(for: .seconds(limits.seconds))
      stop(.time)
    }
    let sampler = Task {
      // A process fills at most a few bytes per nanosecond, so that sampling every 20 ms is enough.
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
      sampler.cancel()
      kill()
    }
    return try await withTaskCancellationHandler(operation: body) { kill() }
  }

  /// Records the leader of the process group.
  func started(_ leader: pid_t) {
    process.withLock { $0 = leader }
    // The stop was requested before the process existed.
    if Task.isCancelled || exceededLimit != nil { kill() }
  }

  private func stop(_ limit: ExceededLimit) {
    exceeded.withLock { $0 = $0 ?? limit }
    kill()
  }

  private func kill() {
    process.withLock { if let leader = $0 { ProcessTree(root: leader).kill() } }
  }

  /// The resident memory of the process and its descendants, in bytes; 0 before it starts.
  private var residentMemory: Int {
    process.withLock { $0 }.map { ProcessTree(root: $0).residentMemory } ?? 0
  }
}
