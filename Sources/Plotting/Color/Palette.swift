/// Colors for categories, in the order in which series take them.
public struct Palette: Sendable, Equatable {
  /// The colors; at least one.
  public let colors: [Color]

  /// A palette of the given colors; mid gray for none.
  public init(_ colors: [Color]) {
    self.colors = colors.isEmpty ? [Color(hex: 0x808080)] : colors
  }

  /// Color number 1, 2, …; beyond the end it starts again, and numbers below 1 count from the end.
  public subscript(number: Int) -> Color {
    colors[place(of: number)]
  }

  /// Where color number 1, 2, … is in the list.
  public func place(of number: Int) -> Int {
    (number % colors.count + colors.count - 1) % colors.count
  }

  /// Eight colors that stay apart under the common color-vision deficiencies (Okabe & Ito 2008);
  /// the strong ones first, gray in place of black, which is the ink.
  public static let okabeIto = Palette(
    [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x606060, 0xF0E442]
      .map { Color(hex: $0) })

  /// Okabe–Ito in the order of lightness steps that survive a gray printer.
  public static let printSafe = Palette(
    [0x004C78, 0xE08A3C, 0x00795A, 0xE3A6C7, 0x8C3E00, 0x7FC4EE, 0x5A5A5A, 0xE6D84A]
      .map { Color(hex: $0) })
}
