public import Storage

/// An access to a file or folder, as recorded by a notebook's program.
///
/// The records are written by `CFileAccess`; its header describes their format.
public struct FileAccess: Equatable, Sendable {
  /// The kinds of access.
  public enum Kind: Equatable, Sendable {
    /// A file was opened for reading, or opening it failed for lack of permission.
    case read
    /// A folder was listed.
    case listed
    /// An existing file was examined, such as with `stat`.
    case examined
    /// An existing folder was examined.
    case examinedFolder
    /// A path was examined at which nothing exists.
    case absent
    /// A file or folder was created, replaced, renamed or removed.
    case written
    /// A nonempty file was opened for writing without being truncated.
    case updated
  }

  /// The kind of access.
  public var kind: Kind
  /// The absolute path.
  public var path: String
  /// The version that was accessed; nil for `absent` and `written`.
  public var identity: FileIdentity?

  /// Creates an access.
  public init(_ kind: Kind, _ path: String, _ identity: FileIdentity? = nil) {
    self.kind = kind
    self.path = path
    self.identity = identity
  }
}

/// Why the records of a run cannot be read.
public enum FileAccessError: Error, Equatable, Sendable {
  /// The record at this byte offset is malformed.
  case malformed(offset: Int)
  /// The last record, at this byte offset, is not terminated.
  case unfinished(offset: Int)
  /// The program used a file whose name is not UTF-8; invalid bytes are replaced.
  case pathNotUTF8(String)
}

extension FileAccess {
  /// Decodes the records of a run.
  ///
  /// - Parameter bytes: The contents of the file that the program wrote.
  /// - Returns: The accesses in order.
  /// - Throws: ``FileAccessError`` for the first invalid record.
  public static func decode(_ bytes: [UInt8]) throws(FileAccessError) -> [FileAccess] {
    var accesses: [FileAccess] = []
    var start = 0
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: 0) else { throw .unfinished(offset: start) }
      accesses.append(try FileAccess(record: bytes[start..<end]))
      start = end + 1
    }
    return accesses
  }

  private init(record: ArraySlice<UInt8>) throws(FileAccessError) {
    let malformed = FileAccessError.malformed(offset: record.startIndex)
    let fields = record.split(
      separator: UInt8(ascii: " "), maxSplits: 8, omittingEmptySubsequences: false)
    guard fields.count == 9, fields[0].count == 1, let kind = Kind(letter: fields[0].first),
      fields[8].first == UInt8(ascii: "/")
    else { throw malformed }
    let numbers = fields[1...7].map { DecimalField($0) }
    guard let device = numbers[0].unsigned, let inode = numbers[1].unsigned,
      let size = numbers[2].signed,
      let modified = numbers[3].time(and: numbers[4]),
      let changed = numbers[5].time(and: numbers[6])
    else { throw malformed }
    guard let path = String(validating: fields[8], as: UTF8.self) else {
      throw .pathNotUTF8(String(decoding: fields[8], as: UTF8.self))
    }
    let identity = FileIdentity(
      device: device, inode: inode, size: size, modified: modified, changed: changed)
    self.init(kind, path, kind == .absent || kind == .written ? nil : identity)
  }
}

extension FileAccess.Kind {
  fileprivate init?(letter: UInt8?) {
    switch letter {
    case UInt8(ascii: "r"): self = .read
    case UInt8(ascii: "d"): self = .listed
    case UInt8(ascii: "e"): self = .examined
    case UInt8(ascii: "f"): self = .examinedFolder
    case UInt8(ascii: "a"): self = .absent
    case UInt8(ascii: "w"): self = .written
    case UInt8(ascii: "u"): self = .updated
    default: return nil
    }
  }
}

/// A field of a record that contains a decimal number.
private struct DecimalField {
  var text: String

  init(_ bytes: ArraySlice<UInt8>) { text = String(decoding: bytes, as: UTF8.self) }

  var unsigned: UInt64? { UInt64(text) }
  var signed: Int64? { Int64(text) }

  /// This number of seconds plus the nanoseconds in another field, in nanoseconds; nil on overflow.
  func time(and rest: DecimalField) -> Int64? {
    guard let seconds = signed, let nanoseconds = rest.signed else { return nil }
    let (product, tooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, stillTooLarge) = product.addingReportingOverflow(nanoseconds)
    return tooLarge || stillTooLarge ? nil : sum
  }
}
