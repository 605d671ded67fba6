internal import FoundationEssentials

/// A cached result: named records of bytes.
public struct CacheEntry: Equatable, Sendable {
  /// The bytes of each record, by its name.
  public var records: [String: [UInt8]]

  /// Creates an entry.
  public init(_ records: [String: [UInt8]] = [:]) { self.records = records }

  /// Decodes a record from JSON.
  ///
  /// - Returns: The value; nil if there is no such record or it cannot be decoded.
  public func value<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) -> Value? {
    records[name].flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
  }

  /// Sets a record to a value encoded as JSON.
  public mutating func set(_ name: String, to value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    records[name] = Array(try encoder.encode(value))
  }
}

// File format: a header line; the records sorted by name (the length of the name in 4 bytes, the
// length of the contents in 8 bytes, the name, the contents); a checksum of all that in 8 bytes.
// Integers are little-endian.
extension CacheEntry {
  private static let magic = Array("lectern cache 1\n".utf8)

  /// The contents of the entry's file.
  var encoded: [UInt8] {
    var bytes = Self.magic
    bytes.reserveCapacity(records.reduce(32) { $0 + $1.key.utf8.count + $1.value.count + 12 })
    for (name, record) in records.sorted(by: { $0.key < $1.key }) {
      append(UInt64(name.utf8.count), 4, to: &bytes)
      append(UInt64(record.count), 8, to: &bytes)
      bytes += name.utf8
      bytes += record
    }
    append(checksum(of: bytes[...]), 8, to: &bytes)
    return bytes
  }

  /// Decodes an entry's file; nil if it is damaged.
  init?(encoded bytes: [UInt8]) {
    let end = bytes.count - 8
    guard end >= Self.magic.count, bytes.starts(with: Self.magic),
      checksum(of: bytes[..<end]) == number(8, in: bytes, at: end)
    else { return nil }
    records = [:]
    var position = Self.magic.count
    while position < end {
      let start = position + 12
      guard start <= end, let nameLength = Int(exactly: number(4, in: bytes, at: position)),
        let length = Int(exactly: number(8, in: bytes, at: position + 4)),
        nameLength <= end - start, length <= end - start - nameLength
      else { return nil }
      let middle = start + nameLength
      let name = String(decoding: bytes[start..<middle], as: UTF8.self)
      records[name] = Array(bytes[middle..<middle + length])
      position = middle + length
    }
  }
}

private func append(_ number: UInt64, _ width: Int, to bytes: inout [UInt8]) {
  for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(index)))) }
}

private func number(_ width: Int, in bytes: [UInt8], at position: Int) -> UInt64 {
  bytes[position..<position + width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
}
