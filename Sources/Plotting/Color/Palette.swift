/// Colors for categories, in the order in which series use them.
public struct Palette: Sendable, Equatable {
  /// The colors; at least one.
  public let colors: [Color]

  /// Creates a palette of the given colors; mid gray if there are none.
  public init(_ colors: [Color]) {
    self.colors = colors.isEmpty ? [Color(hex: 0x808080)] : colors
  }

  /// Color number 1, 2, …; the colors repeat in both directions, so that number 0 is the last
  /// color.
  public subscript(number: Int) -> Color {
    colors[place(of: number)]
  }

  /// The index in the list of color number 1, 2, ….
  public func place(of number: Int) -> Int {
    (number % colors.count + colors.count - 1) % colors.count
  }

  /// Eight colors that are distinguishable with common color vision deficiencies (Okabe & Ito
  /// 2008), strong colors first, with gray instead of black, which is the ink.
  public static let okabeIto = Palette(
    [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x606060, 0xF0E442]
      .map { Color(hex: $0) })

  /// The Okabe–Ito colors in an order whose differences in lightness are visible in grayscale.
  public static let printSafe = Palette(
    [0x004C78, 0xE08A3C, 0x00795A, 0xE3A6C7, 0x8C3E00, 0x7FC4EE, 0x5A5A5A, 0xE6D84A]
      .map { Color(hex: $0) })
}
