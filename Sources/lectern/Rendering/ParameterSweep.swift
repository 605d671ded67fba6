import Literate
import Storage

/// The values that `--param` sets for a parameter; each gives a separate report.
struct ParameterSweep: Equatable, Sendable {
  var name: String
  var values: [String]

  /// Parses `name=value`, `name=first..last` (whole numbers, both included) or `name=one,two`.
  init(_ argument: String) throws(ParameterError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { throw .malformed(argument: argument) }
    name = String(parts[0])
    let ends = parts[1].ranges(of: "..").first.map {
      (Int(parts[1][..<$0.lowerBound]), Int(parts[1][$0.upperBound...]))
    }
    if case (let first?, let last?)? = ends {
      // A range of 1000 or more values is most likely a typing error.
      guard first <= last, last - first < 1000 else { throw .malformed(argument: argument) }
      values = (first...last).map(String.init)
    } else {
      values = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}

extension [(report: Report, log: FileLog)] {
  /// The reports with their parameters set, one report per combination of values.
  ///
  /// Parameters that a report does not declare are ignored for that report.
  ///
  /// - Throws: `ParameterError` for a parameter that no report declares, or an invalid value.
  func sweeping(
    _ sweeps: [ParameterSweep]
  ) throws(ParameterError) -> [(report: Report, log: FileLog)] {
    let names = flatMap(\.report.parameters).map(\.name.value)
    for sweep in sweeps where !names.contains(sweep.name) {
      throw .unknown(name: sweep.name, suggestion: suggestion(for: sweep.name, among: names))
    }
    var result: [(report: Report, log: FileLog)] = []
    for (report, log) in self {
      let own = Set(report.parameters.map(\.name.value))
      var variants: [[(name: String, value: String)]] = [[]]
      for sweep in sweeps where own.contains(sweep.name) {
        variants = variants.flatMap { before in sweep.values.map { before + [(sweep.name, $0)] } }
      }
      let swept = Set(sweeps.filter { $0.values.count > 1 }.map(\.name))
      for values in variants {
        let variant = try report.setting(values)
          .named(after: values.filter { swept.contains($0.name) })
        result.append((variant, log))
      }
    }
    return result
  }
}
