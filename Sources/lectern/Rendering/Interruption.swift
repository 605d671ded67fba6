import Dispatch
import Glibc

/// Does some work and stops it at Ctrl-C: notebooks that run are killed, temporary folders removed.
///
/// - Parameter work: Work that ends soon after its task is cancelled.
func interruptible<Result: Sendable>(
  _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let task = Task { try await work() }
  let signals = [SIGINT, SIGTERM, SIGHUP].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number)
    source.setEventHandler { task.cancel() }
    source.activate()
    return source
  }
  defer {
    for source in signals { source.cancel() }
  }
  do {
    return try await task.value
  } catch  where task.isCancelled {
    // The shell's convention for a program that SIGINT ended.
    exit(130)
  }
}
