import Dispatch
import Glibc
import NotebookRunner
import Synchronization

/// Does some work, which Ctrl-C and other signals stop: compilers and notebooks are killed, temporary
/// folders are removed, and the program ends by the signal.
///
/// A second signal, or work that does not end within a second, ends the program immediately. Published
/// reports are whole at any time, and the next command removes leftover temporary files.
///
/// - Parameter work: Work that ends soon after its task is cancelled.
func interruptible<Result: Sendable>(
  _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  adoptOrphans()
  let task = Task { try await work() }
  let received = Mutex<Int32?>(nil)
  // A separate queue handles signals even while all threads of the pool are busy.
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

/// Kills all descendants and ends this process by a signal, as shells expect.
private func end(by number: Int32) -> Never {
  killDescendants()
  signal(number, SIG_DFL)
  kill(getpid(), number)
  exit(128 + number)
}
