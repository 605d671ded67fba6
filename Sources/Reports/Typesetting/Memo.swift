import Glibc
import Storage

/// Results that took long to compute, kept in a file from one run to the next.
///
/// The file is only ever replaced as a whole. Of two runs that end at the same time one is
/// remembered; a file that is damaged counts as far as it is whole.
struct Memo {
  private let path: String?
  private var remembered: [String: String] = [:]
  /// The keys in the file, in its order.
  private var order: [String] = []
  private var used: Set<String> = []
  private var isChanged = false

  /// The most that a file may hold, in bytes.
  static let limit = 8 << 20

  private static let magic = Array("lectern memo 2\n".utf8)

  /// Opens the memory.
  ///
  /// - Parameter path: Where its file is, or will be; nil for a memory that ends with the run.
  init(path: String?) {
    self.path = path
    guard let path, let bytes = try? readFile(path), bytes.starts(with: Self.magic) else { return }
    var position = Self.magic.count
    func number(_ width: Int) -> UInt64? {
      guard position + width <= bytes.count else { return nil }
      defer { position += width }
      return bytes[position..<position + width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    while let keyLength = number(4), let length = number(4), let sum = number(8) {
      let end = position + Int(keyLength) + Int(length)
      guard end <= bytes.count, checksum(of: bytes[position..<end]) == sum else { break }
      let middle = position + Int(keyLength)
      let key = String(decoding: bytes[position..<middle], as: UTF8.self)
      if remembered.updateValue(String(decoding: bytes[middle..<end], as: UTF8.self), forKey: key)
        == nil
      {
        order.append(key)
      }
      position = end
    }
  }

  /// What is remembered under a key.
  subscript(key: String) -> String? {
    mutating get {
      guard let value = remembered[key] else { return nil }
      used.insert(key)
      return value
    }
    set {
      remembered[key] = newValue
      used.insert(key)
      isChanged = true
    }
  }

  /// Writes what is new; what this run did not use is the first to go when there is too much.
  ///
  /// A memory that cannot be written is none; the results are the same.
  func save() {
    guard let path, isChanged else { return }
    var bytes = Self.magic
    for key in used.sorted() + order.filter({ !used.contains($0) }) {
      guard let value = remembered[key] else { continue }
      let record = Array(key.utf8) + Array(value.utf8)
      guard bytes.count + record.count + 16 <= Self.limit else { break }
      for (number, width) in [
        (UInt64(key.utf8.count), 4), (UInt64(value.utf8.count), 4),
        (checksum(of: record[...]), 8),
      ] {
        bytes += (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
      }
      bytes += record
    }
    let temporary = "\(path).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Whoever else writes now is welcome to.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    guard ftruncate(descriptor, 0) == 0, (try? writeAll(bytes, to: descriptor)) != nil else {
      return
    }
    rename(temporary, path)
  }
}
