/// The data of a picture as one table: one row per datum of each mark, in painting order.
///
/// The columns are those of all marks (`x`, `y`, `xStart`, `value` …); columns that a mark does not
/// have are empty. The first columns are `step` and `chart` if there are several, then `mark`, the
/// kind of mark, and `series`, its name in the legend.
struct FigureData {
  private struct MarkRows {
    var lead: [String]
    var mark: String
    var series: String
    var data: MarkData
  }

  private var leads: [String] = []
  private var blocks: [MarkRows] = []
  private var names: [String] = []

  /// Collects the data of some figures, with names if they are the steps of a sequence.
  init(_ figures: [Figure], steps: [String]? = nil) throws {
    let hasCharts = figures.contains { $0.charts.count > 1 }
    leads = (steps == nil ? [] : ["step"]) + (hasCharts ? ["chart"] : [])
    for (number, figure) in figures.enumerated() {
      for (place, chart) in figure.charts.enumerated() {
        var lead: [String] = []
        if let steps { lead.append(number < steps.count ? steps[number] : "\(number)") }
        if hasCharts { lead.append(chart.title ?? "\(place + 1)") }
        try append(chart, lead, theme: figure.theme)
      }
    }
  }

  private mutating func append(_ chart: Chart, _ lead: [String], theme: Theme) throws {
    let plan = try ChartPlan(chart, theme: theme)
    var survey = plan.survey
    for (index, mark) in plan.chart.marks.enumerated() {
      survey.markIndex = index
      let data = mark.data(in: survey)
      guard !data.columns.isEmpty else { continue }
      for name in data.columns.map(\.name) where !names.contains(name) { names.append(name) }
      blocks.append(
        MarkRows(
          lead: lead, mark: type(of: mark).kind, series: mark.style.label ?? "", data: data))
    }
  }

  /// The table as CSV (RFC 4180): lines end in CR LF, and fields are quoted if necessary.
  var csv: [UInt8] {
    var bytes: [UInt8] = []
    func field(_ text: String) -> [UInt8] {
      let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }
      return Array((needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text).utf8)
    }
    func end() { bytes += [0x0D, 0x0A] }
    bytes += (leads + ["mark", "series"] + names).map(field).joined(separator: [0x2C])
    end()
    for block in blocks {
      let start = (block.lead + [block.mark, block.series]).map(field).joined(separator: [0x2C])
      let columns = names.map { name in block.data.columns.first { $0.name == name }?.values }
      for row in 0..<(block.data.columns.map(\.values.count).max() ?? 0) {
        bytes += start
        for column in columns {
          bytes.append(0x2C)
          guard let column, row < column.count else { continue }
          switch column {
          case .numbers(let values): bytes += Self.number(values[row]).utf8
          case .categories(let names): bytes += field(names[row])
          }
        }
        end()
      }
    }
    return bytes
  }

  /// The shortest decimal that parses to the same number; empty for NaN.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Figure {
  /// The data of the figure as comma-separated values (RFC 4180), one row per datum of each mark:
  /// `mark`, `series`, and the columns of the marks; NaN is an empty field.
  ///
  /// - Throws: ``PlottingError`` if the data of a chart are invalid.
  public func csv() throws -> [UInt8] { try FigureData([self]).csv }
}

extension Steps {
  /// The data of all steps as comma-separated values, with the step's name in the first column and
  /// the rest as for a figure.
  ///
  /// - Throws: ``PlottingError`` if the data of a chart are invalid.
  public func csv() throws -> [UInt8] { try FigureData(figures, steps: names).csv }
}
