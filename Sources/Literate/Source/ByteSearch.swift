extension StringProtocol {
  /// Whether the bytes of another text stand somewhere in this one.
  ///
  /// `contains` finds the same in texts that both begin and end with ASCII characters, but it looks
  /// for the characters of the whole text first, which takes longer than to parse it.
  public func holds(_ other: StaticString) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { bytes in
      other.withUTF8Buffer { sought in
        guard let first = sought.first else { return true }
        var rest = bytes[...]
        while let start = rest.firstIndex(of: first) {
          if rest[start...].starts(with: sought) { return true }
          rest = rest[(start + 1)...]
        }
        return false
      }
    }
    if let found { return found }
    var text = String(self)
    text.makeContiguousUTF8()
    return text.holds(other)
  }
}
