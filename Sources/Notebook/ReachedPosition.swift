internal import Glibc

/// The statement that a notebook has come to, in memory that outlives the process.
///
/// A trap leaves no time to write anything, so the place is kept in a shared mapping of a file:
/// two stores a statement, and still there when the process is gone.
struct ReachedPosition: @unchecked Sendable {
  // Only the thread that runs the notebook's top level stores here, under the recorder's lock.
  private let slots: UnsafeMutablePointer<Int64>?

  /// The file's name inside the run's folder: line and column as two 64-bit integers.
  static let file = "position"

  init(folder: String) {
    let size = 2 * MemoryLayout<Int64>.size
    let descriptor = open("\(folder)/\(Self.file)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, ftruncate(descriptor, off_t(size)) == 0,
      let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      memory != MAP_FAILED
    else {
      slots = nil
      return
    }
    slots = memory.bindMemory(to: Int64.self, capacity: 2)
  }

  func reach(line: Int, column: Int) {
    slots?[0] = Int64(line)
    slots?[1] = Int64(column)
  }

  var reached: (line: Int, column: Int) {
    (Int(slots?[0] ?? 0), Int(slots?[1] ?? 0))
  }
}
