/// The scalar that begins a hidden character: a Unicode noncharacter, never assigned.
private let sign = Unicode.Scalar(0xFDD0 as UInt32) ?? "?"

/// The first of the 512 Chinese characters that encode a hidden character.
private let firstLetter: UInt32 = 0x4E00

extension String {
  /// The text with each character of planes 15 and 16 encoded as letters.
  ///
  /// These planes are for private use; fonts have icons there. The placeholders for expressions and
  /// marks are also in these planes, so they must not be confused with an author's characters.
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

  /// The text with its hidden characters decoded.
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
