/// The character that begins a hidden one: Unicode has none there, and never will.
private let sign = Unicode.Scalar(0xFDD0 as UInt32) ?? "?"

/// The letters that say which character is hidden: 512 of the Chinese ones.
private let firstLetter: UInt32 = 0x4E00

extension String {
  /// The text with letters in place of every character of the planes 15 and 16.
  ///
  /// Those are private: fonts have icons there. Placeholders of expressions and of marks are
  /// characters of these planes too, so an author's must not be taken for one.
  public var hidingPrivateCharacters: String {
    guard utf8.contains(where: { $0 >= 0xF3 }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard scalar.value >= 0xF0000 else {
        result.append(scalar)
        continue
      }
      let index = scalar.value - 0xF0000
      result.append(sign)
      for part in [index >> 9, index & 0x1FF] {
        result.append(Unicode.Scalar(firstLetter + part) ?? sign)
      }
    }
    return String(result)
  }

  /// The text with its hidden characters in their places.
  public var showingPrivateCharacters: String {
    guard unicodeScalars.contains(sign) else { return self }
    var result = String.UnicodeScalarView()
    var scalars = unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      let parts = scalars.prefix(2).map { $0.value &- firstLetter }
      if scalar == sign, parts.count == 2, parts.allSatisfy({ $0 < 512 }),
        let hidden = Unicode.Scalar(0xF0000 + parts[0] << 9 + parts[1])
      {
        result.append(hidden)
        scalars = scalars.dropFirst(2)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
