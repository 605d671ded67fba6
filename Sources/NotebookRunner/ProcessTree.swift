internal import CProcessControl
internal import FoundationEssentials
internal import Glibc
internal import NotebookOutputs
internal import Storage

/// A process and all that it started, as the kernel lists them at this moment.
struct ProcessTree {
  /// The first process.
  var root: pid_t

  /// The process and its descendants.
  var processes: [pid_t] {
    var found: [pid_t] = []
    var waiting = [root]
    while let process = waiting.popLast() {
      found.append(process)
      waiting += children(of: process)
    }
    return found
  }

  /// The bytes of memory that its processes use; a process that has ended uses none.
  ///
  /// Pages that several processes share are counted for each of them.
  var residentMemory: Int { processes.reduce(0) { $0 + residentMemory(of: $1) } }

  /// Kills the group of the first process, and what it started in groups of their own.
  func kill() {
    let processes = processes
    _ = Glibc.kill(-root, SIGKILL)
    for process in processes { _ = Glibc.kill(process, SIGKILL) }
  }

  private func residentMemory(of process: pid_t) -> Int {
    let fields = text(of: "/proc/\(process)/statm").split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  /// Each thread has a list of the processes that it started.
  private func children(of process: pid_t) -> [pid_t] {
    let folder = "/proc/\(process)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.flatMap { thread in
      text(of: "\(folder)/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
  }
}

/// Makes processes whose parents ended children of this one, so that none is lost sight of.
public func adoptOrphans() { _ = adopt_orphans() }

/// Kills everything that this process started.
public func killDescendants() {
  let own = getpid()
  for process in ProcessTree(root: own).processes where process != own {
    _ = kill(process, SIGKILL)
  }
}

/// Kills what a program that has ended left running, in groups and sessions of its own.
///
/// Such a process is an orphan that this process adopted. It is known by the folder in its
/// environment, which no other run has; one that cleared its environment is killed when this process
/// ends.
///
/// - Parameter folder: The folder of the run.
func killRemaining(of folder: String) {
  let mark = "\(RunEnvironment.folder)=\(folder)\0"
  let own = getpid()
  // What is being started while this looks is found the next time.
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

/// What a file says; nothing where its process has ended.
private func text(of path: String) -> String {
  (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
}
