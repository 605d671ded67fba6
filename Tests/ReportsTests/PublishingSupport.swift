import Foundation
import Glibc
import Testing

@testable import Reports

/// A report with some files, its source at a path.
func publishedReport(
  _ files: [String: String], name: String = "r", source: String? = nil
) -> PublishedReport {
  PublishedReport(
    name: name, files: files.mapValues { Array($0.utf8) },
    card: ReportCard(name: name, title: "T", authors: [], abstract: ""), warnings: [],
    source: source.map { ReportSource(path: $0) })
}

/// Every file below a folder, with its content; of a link, what it says.
func tree(_ folder: String) throws -> [String: String] {
  var result: [String: String] = [:]
  for case let path as String in try #require(FileManager.default.enumerator(atPath: folder)) {
    switch kind(of: "\(folder)/\(path)") {
    case .file: result[path] = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    case .folder, .absent: continue
    case .other:
      result[path] =
        "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(path)"))
    }
  }
  return result
}

/// The names in a folder, sorted.
func names(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

/// Writes a text, and the folders above it.
func write(_ text: String, to path: String) throws {
  let url = URL(filePath: path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: url)
}
