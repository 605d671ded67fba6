/// A checksum that detects accidental damage, but not tampering: FNV-1a over words of eight bytes.
///
/// Each step also mixes the high bits into the low ones, which the multiplication does not do.
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", draft-eastlake-fnv.
public func checksum(of bytes: ArraySlice<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  bytes.withUnsafeBytes { buffer in
    var offset = 0
    while offset < buffer.count {
      var word: UInt64 = 0
      if offset + 8 <= buffer.count {
        word = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      } else {
        for index in offset..<buffer.count {
          word |= UInt64(buffer[index]) << (8 * UInt64(index - offset))
        }
      }
      hash = (hash ^ word) &* 0x100_0000_01b3
      hash ^= hash >> 29
      offset += 8
    }
    hash = (hash ^ UInt64(buffer.count)) &* 0x100_0000_01b3
  }
  return hash
}
