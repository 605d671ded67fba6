import FoundationEssentials
import Glibc
import Literate
import NotebookRunner

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
    let folder = FileManager.default.currentDirectoryPath
    let settings = [folder, rendering.templates, rendering.output, "\(rendering.allowsErrors)"]
    path =
      "\(rendering.runner.cache.folder)/stamps/\(Digest((settings + reports).joined(separator: "\n")))"
    output = rendering.output
    // A lone notebook lies beside its bibliography.
    let sources = reports.map {
      $0.hasSuffix(".swift") || $0.hasSuffix(".md") ? parent(of: $0) : $0
    }
    inputs = sources + [rendering.templates] + programs
  }

  /// The reports that the last rendering wrote, if nothing has changed since.
  func unchangedReports() -> [String]? {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    guard let state = lines.first else { return nil }
    let reports = Array(lines.dropFirst())
    return state == self.state(of: reports) ? reports : nil
  }

  /// Keeps the state after a rendering that had nothing to say.
  ///
  /// - Parameter reports: The paths of the pages that were written.
  func keep(_ reports: [String]) {
    // A stamp that cannot be kept is no stamp; the next rendering looks closer.
    try? FileManager.default.createDirectory(
      atPath: parent(of: path), withIntermediateDirectories: true)
    let text = ([state(of: reports)] + reports).joined(separator: "\n")
    try? Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }

  private func state(of reports: [String]) -> String {
    let places = inputs + reports.map(parent) + ["\(output)/index.html"]
    return Digest(places.map(describe).joined()).description
  }
}

/// The size and time of change of a file, or of all files below a folder.
private func describe(_ path: String) -> String {
  var status = stat()
  guard stat(path, &status) == 0 else { return "\(path) absent\n" }
  guard status.st_mode & S_IFMT == S_IFDIR else {
    return "\(path) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)\n"
  }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return names.sorted().map { describe("\(path)/\($0)") }.joined()
}

private func parent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
}
