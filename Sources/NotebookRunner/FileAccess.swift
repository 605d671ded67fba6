public import Storage

/// What a notebook's program did with a file or folder, as the program itself recorded it.
///
/// The records are written by `CFileAccess`, whose header describes them.
public struct FileAccess: Equatable, Sendable {
  /// What was done.
  public enum Kind: Equatable, Sendable {
    /// A file was opened for reading, or could not be for lack of permission.
    case read
    /// A folder was opened to be listed.
    case listed
    /// The program asked about a file, and it exists.
    case examined
    /// The program asked about a folder, and it exists.
    case examinedFolder
    /// The program asked about a path, and nothing is there.
    case absent
    /// The program created, replaced, renamed or removed it.
    case written
    /// A file with contents was opened for writing, and they were kept.
    case updated
  }

  /// What was done.
  public var kind: Kind
  /// The absolute path.
  public var path: String
  /// Which version was seen; nil for what is absent or written.
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
  /// The record that begins at this byte is not one.
  case malformed(offset: Int)
  /// The last record, which begins at this byte, has no end.
  case unfinished(offset: Int)
  /// The program used a file whose name is not UTF-8; its bytes, where UTF-8 has no character for
  /// them, are replaced.
  case pathNotUTF8(String)
}

extension FileAccess {
  /// Reads the records of a run.
  ///
  /// - Parameter bytes: The file that the program wrote.
  /// - Returns: The accesses in order.
  /// - Throws: ``FileAccessError``, at the first record that is not one.
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
    let numbers = fields[1...7].map { Text($0) }
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

/// A number in decimal digits.
private struct Text {
  var text: String

  init(_ bytes: ArraySlice<UInt8>) { text = String(decoding: bytes, as: UTF8.self) }

  var unsigned: UInt64? { UInt64(text) }
  var signed: Int64? { Int64(text) }

  /// Seconds and nanoseconds, as nanoseconds; nil where they are too many for 64 bits.
  func time(and rest: Text) -> Int64? {
    guard let seconds = signed, let nanoseconds = rest.signed else { return nil }
    let (product, tooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, stillTooLarge) = product.addingReportingOverflow(nanoseconds)
    return tooLarge || stillTooLarge ? nil : sum
  }
}
