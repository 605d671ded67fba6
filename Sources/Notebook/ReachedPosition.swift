internal import Glibc

/// The position of the running statement, in memory that outlives the process.
///
/// A trap leaves no time to write a file, so the position is stored in a shared file mapping. That takes
/// two stores per statement, and the file remains when the process ends.
struct ReachedPosition: @unchecked Sendable {
  // Written only by the thread that runs the notebook's top level, under the recorder's lock.
  private let slots: UnsafeMutablePointer<Int64>?

  /// The name of the file in the run's folder; it contains line and column as 64-bit integers.
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
