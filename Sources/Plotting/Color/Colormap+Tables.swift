extension Colormap {
  /// From dark violet through green to yellow, with even steps of lightness (van der Walt & Smith
  /// 2015, CC0).
  ///
  /// Contains every sixteenth color of the published table.
  public static let viridis = Colormap(
    [
      0x440154, 0x48186A, 0x472D7B, 0x424086, 0x3B528B, 0x33638D, 0x2C728E, 0x26828E, 0x21918C,
      0x1F9F88, 0x27AD81, 0x3DBC74, 0x5CC863, 0x81D34D, 0xAADC32, 0xD5E21A, 0xFDE725,
    ].map { Color(hex: $0) })

  /// From blue to yellow, nearly the same for readers with and without color vision deficiency.
  ///
  /// Nuñez, Anderton & Renslow 2018, doi 10.1371/journal.pone.0199239. Contains every sixteenth
  /// color of the published table.
  public static let cividis = Colormap(
    [
      0x00224E, 0x002E6A, 0x1A386F, 0x32436D, 0x434E6C, 0x535A6D, 0x61656F, 0x6F7073, 0x7D7C78,
      0x8B8778, 0x9A9376, 0xAAA073, 0xBBAD6D, 0xCCBA64, 0xDDC858, 0xEFD748, 0xFEE838,
    ].map { Color(hex: $0) })

  /// From black through purple to pale yellow (van der Walt & Smith 2015, CC0).
  ///
  /// Contains every sixteenth color of the published table.
  public static let magma = Colormap(
    [
      0x000004, 0x0A0822, 0x1D1147, 0x36106B, 0x51127C, 0x6A1C81, 0x832681, 0x9C2E7F, 0xB73779,
      0xCF4070, 0xE55064, 0xF4695C, 0xFB8761, 0xFEA571, 0xFEC287, 0xFDE0A1, 0xFCFDBF,
    ].map { Color(hex: $0) })
}
