import CairoRendering
import Foundation
import Plotting

// Milliseconds of the processor and bytes of the figures of the budget: the median of some runs, fonts
// read before, on one thread.
// `swift run -c release PlottingBenchmark`.

/// Numbers that look random and are the same in every run.
struct Noise {
  private var state: UInt64 = 1

  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  /// Box and Muller's standard normal numbers.
  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}

/// The processor's time of this process in milliseconds, so that other programs do not count.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return 1e3 * Double(time.tv_sec) + 1e-6 * Double(time.tv_nsec)
}

func row(_ name: String, runs: Int = 15, _ render: () throws -> Int) rethrows {
  var size = try render()
  var times: [Double] = []
  for _ in 0..<runs {
    let start = processorTime()
    size = try render()
    times.append(processorTime() - start)
  }
  let median = times.sorted()[runs / 2]
  print(
    name.padding(toLength: 30, withPad: " ", startingAt: 0),
    String(format: "%8.2f ms %9d bytes", median, size))
}

var noise = Noise()
let xs = (0..<1000).map { Double($0) / 100 }
let signal = xs.map { sin($0) * exp(-$0 / 10) + 0.05 * noise.normal() }
let line = Figure(
  Chart("Line") { LineMark(x: xs, y: signal).label("signal") }.xAxis("$t$").yAxis("amplitude"),
  width: .inches(6), height: .inches(4))
try row("line 1000 SVG") { try line.svg().utf8.count }
try row("line 1000 PNG") { try line.png(dpi: 150).count }
try row("line 1000 PDF") { try line.pdf().count }

let points = (0..<10_000).map { _ in (x: noise.normal(), y: noise.normal()) }
let colors = points.map { Colormap.viridis(($0.x + 4) / 8) }
let scatter = Figure(
  Chart {
    PointMark(x: points.map(\.x), y: points.map(\.y)).foregroundStyle(colors).symbolSize(3.5)
  }, width: .inches(6), height: .inches(4))
try row("scatter 10 000 colored SVG") { try scatter.svg().utf8.count }
try row("scatter 10 000 colored PNG") { try scatter.png(dpi: 150).count }

let panels = Figure(width: .inches(8), height: .inches(6)) {
  Grid(columns: 2) {
    for panel in 0..<4 {
      Chart("Panel \(panel)") {
        for k in 1...3 {
          LineMark(x: xs.prefix(200), y: xs.prefix(200).map { sin($0 * Double(k)) })
            .label("sine \(k)")
        }
      }.xAxis("$x$").yAxis("$y$")
    }
  }
}
try row("2×2 panels SVG") { try panels.svg().utf8.count }
try row("2×2 panels PNG") { try panels.png(dpi: 150).count }
try row("2×2 panels, a layout for each") {
  try panels.svg().utf8.count + panels.png(dpi: 150).count + panels.pdf().count
    + panels.displayList().notices.count
}
try row("2×2 panels, laid out once") {
  let list = try panels.displayList()
  return try list.svg().utf8.count + list.png(dpi: 150).count + list.pdf().count
    + list.notices.count
}
