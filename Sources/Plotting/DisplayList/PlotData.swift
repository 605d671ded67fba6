/// The values in a picture and the axes that position them, as JSON, for scripts that show values
/// under a pointer or magnify a plot.
///
/// ```json
/// {"steps":2,"plots":[
///   {"x":{"kind":"linear","domain":[0,10],"range":[30,200],"label":"t"},"y":{…},
///    "marks":[{"kind":"line","series":"signal","readings":[
///      {"steps":[0,1],"manner":"curve","x":[0,1,2],"y":[1,2.5,3]}]}]}]}
/// ```
///
/// Plots and their marks are in the order of the picture's SVG. A range contains the positions of
/// the ends of the domain, in points from the left or the top. Values are rounded to 10⁻⁵ of their
/// axis. `steps` counts steps from 0; it is absent for a single picture.
struct PlotData {
  private struct PlotEntry {
    var axes: PlotAxes
    var steps: ClosedRange<Int>?
    var marks: [MarkEntry] = []
  }

  private struct MarkEntry {
    var kind: String
    var series: String?
    var readings: [(steps: [Int], reading: Reading)] = []
  }

  private var plots: [PlotEntry] = []
  private let stepCount: Int?

  /// - Parameter stepCount: The number of steps of the layers; nil for a single picture.
  init(of layers: [StepLayer], stepCount: Int?) {
    self.stepCount = stepCount
    let all = Array(0..<(stepCount ?? 1))
    for layer in layers { visit(layer, all) }
  }

  private mutating func visit(_ layer: StepLayer, _ steps: [Int]) {
    switch layer {
    case .shared(let item): visit(item, steps)
    case .group(let groups, let layers):
      if let shell = groups.first {
        let runs = StepLayer.runs(of: groups.map(\.reading))
        enter(shell, runs.compactMap { run in run.value.map { (Array(run.steps), $0) } })
      }
      for layer in layers { visit(layer, steps) }
    case .steps(let lists):
      for (run, items) in StepLayer.runs(of: lists) {
        for item in items { visit(item, Array(run)) }
      }
    case .shown: break
    }
  }

  private mutating func visit(_ item: DisplayItem, _ steps: [Int]) {
    // The SVG has no empty groups.
    guard case .group(let group) = item, !group.items.isEmpty else { return }
    enter(group, group.reading.map { [(steps, $0)] } ?? [])
    for item in group.items { visit(item, steps) }
  }

  private mutating func enter(
    _ group: DisplayGroup, _ readings: [(steps: [Int], reading: Reading)]
  ) {
    if let axes = group.axes {
      plots.append(PlotEntry(axes: axes))
    } else if group.role == .mark, !plots.isEmpty {
      plots[plots.count - 1].marks.append(
        MarkEntry(kind: group.kind ?? "", series: group.series, readings: readings))
    }
  }
}

extension PlotData {
  /// The values as JSON that is safe in a `<script>` element.
  var json: String {
    let plots = plots.map { plot in
      let marks = plot.marks.map { mark in
        let readings = mark.readings.map { json(of: $0.reading, $0.steps, plot.axes) }
        return object([
          ("kind", string(mark.kind)), ("series", mark.series.map(string)),
          ("readings", readings.isEmpty ? nil : array(readings)),
        ])
      }
      return object([
        ("x", json(of: plot.axes.x)), ("y", json(of: plot.axes.y)), ("marks", array(marks)),
      ])
    }
    return object([("steps", stepCount.map(String.init)), ("plots", array(plots))])
  }

  private func json(of reading: Reading, _ steps: [Int], _ axes: PlotAxes) -> String {
    func numbers(_ values: [Double], _ axis: PlotAxes.Axis) -> String {
      array(values.map { number(axis.rounded($0)) })
    }
    return object([
      ("steps", stepCount == nil ? nil : array(steps.map(String.init))),
      ("manner", string(reading.manner.rawValue)), ("x", numbers(reading.x, axes.x)),
      ("y", numbers(reading.y, axes.y)),
    ])
  }

  private func json(of axis: PlotAxes.Axis) -> String {
    let scale = axis.scale
    let threshold: Double? =
      if case .symmetricLog(let threshold) = scale.scale { threshold } else { nil }
    let range = [scale.start, scale.end].map { number(($0 * 100).rounded() / 100) }
    return object([
      ("kind", string(scale.scale.name)),
      ("domain", array([scale.domain.lowerBound, scale.domain.upperBound].map(number))),
      ("range", array(range)), ("threshold", threshold.map(number)),
      ("label", axis.label.isEmpty ? nil : string(axis.label)),
      ("names", axis.names.map { array($0.map(string)) }),
    ])
  }

  private func object(_ members: [(String, String?)]) -> String {
    let present = members.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
    return "{\(present.joined(separator: ","))}"
  }

  private func array(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }

  private func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A string in which `<` is escaped, so that no tag can end the surrounding script.
  private func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "<", "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Scale {
  /// The name in the JSON.
  fileprivate var name: String {
    switch self {
    case .linear: "linear"
    case .log: "log"
    case .symmetricLog: "symlog"
    case .date: "date"
    case .category: "category"
    }
  }
}

extension PlotAxes.Axis {
  /// The value rounded to 10⁻⁵ of the axis, or of itself if the axis is not linear.
  fileprivate func rounded(_ value: Double) -> Double {
    let width =
      switch scale.scale {
      case .linear, .date, .category: scale.domain.upperBound - scale.domain.lowerBound
      case .log, .symmetricLog: abs(value)
      }
    guard width > 1e-290, width < 1e290 else { return value }
    let decimals = 5 - Int(log10(width).rounded(.down))
    // One of the two powers is exact, so that short decimals stay short.
    let power = DecimalText.powerOfTen(abs(decimals))
    let result =
      decimals >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    return result.isFinite ? result : value
  }
}

extension DisplayList {
  /// The values in the picture and the axes that position them, as JSON for a page's script.
  ///
  /// Each plot has its axes (kind, domain, range in points, label, names) and its marks, in the
  /// order of the SVG, with the values that can be looked up in them. `<` is escaped, so that the
  /// text is safe in a `<script>` element.
  public func json() -> String {
    PlotData(of: items.map(StepLayer.shared), stepCount: nil).json
  }
}
