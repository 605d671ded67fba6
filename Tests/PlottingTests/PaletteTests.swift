import TestSupport
import Testing

@testable import Plotting

/// Full color-vision deficiencies as matrices on linear RGB (Machado, Oliveira & Fernandes 2009,
/// doi 10.1109/TVCG.2009.113, severity 1).
private let deficiencies: [(name: String, rows: [[Double]])] = [
  ("none", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
  (
    "protanopia",
    [
      [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ]
  ),
  (
    "deuteranopia",
    [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ]
  ),
  (
    "tritanopia",
    [
      [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.303900],
    ]
  ),
]

private func seen(_ color: Color, _ rows: [[Double]]) -> Oklab {
  func linear(_ c: Double) -> Double { c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4) }
  func encoded(_ c: Double) -> Double {
    let c = min(max(c, 0), 1)
    return c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055
  }
  let rgb = [color.red, color.green, color.blue].map(linear)
  let out = rows.map { row in encoded(zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 }) }
  return Oklab(Color(red: out[0], green: out[1], blue: out[2]))
}

private func distance(_ a: Oklab, _ b: Oklab) -> Double {
  let (l, u, v) = (a.lightness - b.lightness, a.a - b.a, a.b - b.b)
  return (l * l + u * u + v * v).squareRoot()
}

struct PaletteTests {
  @Test(arguments: [("Okabe–Ito", Palette.okabeIto), ("print", .printSafe)])
  func `colors stay apart under every deficiency`(name: String, palette: Palette) {
    for (deficiency, rows) in deficiencies {
      let colors = palette.colors.map { seen($0, rows) }
      for (i, first) in colors.enumerated() {
        for (j, second) in colors.enumerated() where j > i {
          // 0.02 is about a just noticeable difference in Oklab; we ask for more than twice that.
          #expect(distance(first, second) > 0.045, "\(name) \(i + 1), \(j + 1), \(deficiency)")
        }
      }
    }
  }

  @Test func `numbers beyond the end start again`() {
    #expect(Palette.okabeIto[9] == Palette.okabeIto[1])
    #expect(Palette.okabeIto[0] == Palette.okabeIto[8])
  }

  @Test(arguments: [Colormap.viridis, .cividis, .magma, .blues])
  func `sequential maps change their lightness one way`(map: Colormap) {
    let lightness = (0...64).map { Oklab(map(Double($0) / 64)).lightness }
    let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { $0 > -1e-3 } || steps.allSatisfy { $0 < 1e-3 })
  }

  @Test func `Oklab and back is the same color, and mixing nothing is gray`() {
    for hex: UInt32 in [0x0072B2, 0xD55E00, 0xFFFFFF, 0x000000, 0x123456] {
      let color = Color(hex: hex)
      #expect(Oklab(color).color.hexadecimal == color.hexadecimal)
    }
    #expect(Oklab.mix([], weights: []).hexadecimal == "#808080")
  }
}
