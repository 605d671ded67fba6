internal import CProcessControl
internal import FoundationEssentials
internal import Glibc
internal import NotebookOutputs
internal import Storage

/// A process and its descendants, as the kernel lists them now.
struct ProcessTree {
  /// The root process.
  var root: pid_t

  /// The process and its descendants.
  var processes: [pid_t] {
    var visited: [pid_t] = []
    var waiting = [root]
    while let process = waiting.popLast() {
      visited.append(process)
      waiting += children(of: process)
    }
    return visited
  }

  /// The resident memory of all processes, in bytes; 0 for processes that have ended.
  ///
  /// Pages that several processes share are counted once per process.
  var residentMemory: Int { processes.reduce(0) { $0 + residentMemory(of: $1) } }

  /// Kills the process group of the root, and descendants in other groups.
  func kill() {
    let processes = processes
    _ = Glibc.kill(-root, SIGKILL)
    for process in processes { _ = Glibc.kill(process, SIGKILL) }
  }

  private func residentMemory(of process: pid_t) -> Int {
    let fields = text(of: "/proc/\(process)/statm").split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  /// The processes that a process started; the kernel lists them per thread.
  private func children(of process: pid_t) -> [pid_t] {
    let folder = "/proc/\(process)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.flatMap { thread in
      text(of: "\(folder)/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
  }
}

/// Makes this process the parent of orphaned descendants, so that they can still be found.
public func adoptOrphans() { _ = adopt_orphans() }

/// Kills all descendants of this process.
public func killDescendants() {
  let own = getpid()
  for process in ProcessTree(root: own).processes where process != own {
    _ = kill(process, SIGKILL)
  }
}

/// Kills the processes that an ended program left running, also in other groups and sessions.
///
/// Such processes are orphans that this process adopted. They are recognized by the run's folder in
/// their environment. A process that cleared its environment is killed when this process ends.
///
/// - Parameter folder: The folder of the run.
func killRemaining(of folder: String) {
  let mark = "\(RunEnvironment.folder)=\(folder)\0"
  let own = getpid()
  // Processes that start during one pass are found in the next.
  for _ in 0..<100 {
    let left = ProcessTree(root: own).processes.filter { process in
      process != own
        && (try? readFile("/proc/\(process)/environ"))?.firstRange(ofBytes: mark) != nil
    }
    if left.isEmpty { return }
    for process in left {
      _ = kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }
}

/// The text of a file in /proc; empty if its process has ended.
private func text(of path: String) -> String {
  (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
}
