import Dispatch
import Glibc
import NotebookRunner
import Synchronization

/// Does some work and stops it at Ctrl-C and other signals: compilers and notebooks are killed,
/// temporary folders removed, and the program ends by the signal.
///
/// Work that does not end within a second, and any work at the second signal, is left as it is: what is
/// published is whole at any moment, and the next command clears away the rest.
///
/// - Parameter work: Work that ends soon after its task is cancelled.
func interruptible<Result: Sendable>(
  _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  adoptOrphans()
  let task = Task { try await work() }
  let received = Mutex<Int32?>(nil)
  // A queue of its own is there also while all cores read notebooks.
  let queue = DispatchQueue(label: "signals", qos: .userInteractive)
  let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
    source.setEventHandler {
      let isFirst = received.withLock { first in
        defer { first = first ?? number }
        return first == nil
      }
      guard isFirst else { end(by: number) }
      task.cancel()
      queue.asyncAfter(deadline: .now() + .seconds(1)) { end(by: number) }
    }
    source.activate()
    return source
  }
  defer {
    for source in sources { source.cancel() }
  }
  do {
    let result = try await task.value
    killDescendants()
    return result
  } catch {
    killDescendants()
    if let number = received.withLock({ $0 }) { end(by: number) }
    throw error
  }
}

/// Ends this process, and all that it started, by a signal, as a shell expects.
private func end(by number: Int32) -> Never {
  killDescendants()
  signal(number, SIG_DFL)
  kill(getpid(), number)
  exit(128 + number)
}
