/// The range of the first occurrence of some bytes among others; nil if they do not occur.
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
  /// The range of the first occurrence of a text's UTF-8; nil if it does not occur.
  public func firstRange(ofBytes text: String) -> Range<Int>? {
    var text = text
    return text.withUTF8 { sought in
      withUnsafeBytes { Storage.firstRange(of: UnsafeRawBufferPointer(sought), in: $0) }
    }
  }
}

extension StringProtocol {
  /// Whether the UTF-8 of this text contains that of another.
  ///
  /// `contains` gives the same result if the other text begins and ends with ASCII characters, but it
  /// first divides the whole text into characters, which takes longer than parsing it.
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
