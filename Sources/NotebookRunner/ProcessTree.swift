internal import FoundationEssentials
internal import Glibc

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

  /// The bytes of memory that its processes hold; a process that has ended holds none.
  ///
  /// Pages that several processes share are counted for each of them.
  var residentMemory: Int { processes.reduce(0) { $0 + residentMemory(of: $1) } }

  /// Kills the group of the first process, and whatever it started in a group of its own.
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

  /// What a file says; nothing where its process has ended.
  private func text(of path: String) -> String {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
