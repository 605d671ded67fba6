/// Where some bytes are first found among others; nil where they are not.
public func firstRange(
  of sought: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer
) -> Range<Int>? {
  guard let first = sought.first else { return 0..<0 }
  var rest = bytes[...]
  while let start = rest.firstIndex(of: first) {
    if rest[start...].starts(with: sought) { return start..<start + sought.count }
    rest = rest[(start + 1)...]
  }
  return nil
}

extension [UInt8] {
  /// Where the bytes of a text are first found among these; nil where they are not.
  public func firstRange(ofBytes text: String) -> Range<Int>? {
    var text = text
    return text.withUTF8 { sought in
      withUnsafeBytes { Storage.firstRange(of: UnsafeRawBufferPointer(sought), in: $0) }
    }
  }
}

extension StringProtocol {
  /// Whether the bytes of another text are among the bytes of this one.
  ///
  /// `contains` finds the same in texts that both begin and end with ASCII characters, but it looks
  /// for the characters of the whole text first, which takes longer than to parse it.
  public func containsBytes(of other: StaticString) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { bytes in
      other.withUTF8Buffer { sought in
        Storage.firstRange(
          of: UnsafeRawBufferPointer(sought), in: UnsafeRawBufferPointer(bytes)) != nil
      }
    }
    if let found { return found }
    var text = String(self)
    text.makeContiguousUTF8()
    return text.containsBytes(of: other)
  }
}
