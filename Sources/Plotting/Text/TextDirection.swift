/// The direction of text.
enum TextDirection {
  /// Whether the first letter belongs to a right-to-left script (rule P2 of the Unicode
  /// bidirectional algorithm, UAX #9); false for text without letters.
  static func isRightToLeft(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      let value = scalar.value
      // Hebrew, Arabic, Syriac, Thaana, N'Ko and others.
      if (0x590...0x8FF).contains(value) || (0xFB1D...0xFDFF).contains(value)
        || (0xFE70...0xFEFF).contains(value) || (0x10800...0x10FFF).contains(value)
        || (0x1E800...0x1EFFF).contains(value) || value == 0x200F
      {
        let category = scalar.properties.generalCategory
        // Digits, symbols and marks have no strong direction.
        let isLetter =
          category == .otherLetter || category == .modifierLetter || category == .uppercaseLetter
          || category == .lowercaseLetter || value == 0x200F
        if isLetter { return true }
      } else if scalar.properties.isAlphabetic || value == 0x200E {
        return false
      }
    }
    return false
  }
}
