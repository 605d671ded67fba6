import FoundationEssentials
import Literate
import NotebookRunner
import Storage

/// The state of everything that a rendering reads and writes, to see at a glance that nothing
/// changed.
///
/// The sizes and times of change of files stand for their contents here, as they do for `make`; a
/// stamp that does not fit only costs the few milliseconds of looking closer.
struct RenderStamp {
  /// The file in which the last stamp of this rendering is kept.
  private let path: String
  private let inputs: [String]
  private let output: String

  /// Describes a rendering.
  ///
  /// - Parameters:
  ///   - reports: The paths of the reports.
  ///   - rendering: What else decides the result.
  ///   - programs: The files of the program itself.
  init(of reports: [String], by rendering: Rendering, programs: [String]) {
    let settings = [
      FileManager.default.currentDirectoryPath, rendering.templates, rendering.output,
      "\(rendering.allowsErrors)",
      "\(rendering.parameters)", rendering.runner.theme ?? "",
    ]
    path =
      "\(rendering.runner.cache.folder)/stamps/\(Digest((settings + reports).joined(separator: "\n")))"
    output = rendering.output
    inputs = reports.map(folder(ofReport:)) + [rendering.templates] + programs
  }

  /// What is kept: the state, and the files that decided it besides those known beforehand.
  private struct Record: Codable {
    var state: String
    var reports: [String]
    var data: [String]
  }

  /// The reports that the last rendering wrote, if nothing has changed since.
  func unchangedReports() -> [String]? {
    guard let bytes = try? Data(contentsOf: URL(filePath: path)),
      let record = try? JSONDecoder().decode(Record.self, from: bytes)
    else { return nil }
    return record.state == state(of: record.reports, record.data) ? record.reports : nil
  }

  /// Keeps the state after a rendering that had nothing to say.
  ///
  /// - Parameters:
  ///   - reports: The paths of the pages that were written.
  ///   - data: The paths of the files that the notebooks read.
  func keep(_ reports: [String], _ data: [String]) {
    let record = Record(state: state(of: reports, data), reports: reports, data: data)
    // A stamp that cannot be kept is no stamp; the next rendering looks closer.
    try? FileManager.default.createDirectory(
      atPath: parent(of: path), withIntermediateDirectories: true)
    try? JSONEncoder().encode(record).write(to: URL(filePath: path), options: .atomic)
  }

  private func state(of reports: [String], _ data: [String]) -> String {
    let places = inputs + data + reports.map(parent) + ["\(output)/index.html"]
    return stateOfFiles(places)
  }
}
